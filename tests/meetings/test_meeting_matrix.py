"""Every transition of a meeting, from every state, as everybody: only the table decides."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from backend.confidentiality.context import acting_as
from backend.meetings import guards
from backend.meetings.lifecycle import LIFECYCLE
from backend.meetings.models import AgendaItem, Meeting, MeetingAnswer
from backend.parties.actors import CLOCK, SYSTEM
from backend.workflow.lifecycle import Transition
from backend.workflow.roles import Role
from tests.lifecycles import matrix
from tests.lifecycles.matrix import Player
from tests.meetings.scene import at_ten
from tests.people import Circle, a_circle

pytestmark = pytest.mark.django_db

ROLES: dict[str, set[Role]] = {
    "wil": {Role.EMPLOYER, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "ada": set(),
    "nick": set(),
}


def a_meeting(
    circle: Circle,
    state: str,
    *,
    items: int = 0,
    said: tuple[tuple[str, str], ...] = (),
    **facts: Any,
) -> Meeting:
    """A round of today, past the engine: how it came to its state is not what is tested."""
    facts = {
        "bargaining_table": circle.table,
        "visibility": "table",
        "author_side": "neutral",
        "author_organisation": circle.organisations["secretariaat"],
        "state": state,
        "form": "negotiation_round",
        "title": "Ronde",
        "starts_at": at_ten(0),
        "ends_at": at_ten(0) + timedelta(hours=2),
        "minutes": "Er is gesproken.",
    } | facts
    with acting_as(SYSTEM):
        facts.setdefault("number", Meeting.objects.count() + 1)
        meeting = Meeting.objects.create(**facts)
        below = {"meeting": meeting, "bargaining_table": circle.table, "visibility": "table"}
        for position in range(1, items + 1):
            AgendaItem.objects.create(
                **below, title="Roosters", position=position, created_at=at_ten(-1)
            )
        for key, answer in said:
            MeetingAnswer.objects.create(
                **below,
                asked=1,
                answer=answer,
                organisation=circle.organisations[key],
                answered_at=at_ten(-1),
            )
    return meeting


@dataclass
class MeetingArrangement:
    """See `matrix.Arrangement`."""

    circle: Circle

    lifecycle = LIFECYCLE

    def __post_init__(self) -> None:
        people = [
            Player(name, self.circle.actor(name), frozenset(roles)) for name, roles in ROLES.items()
        ]
        clock = Player("clock", CLOCK, frozenset({Role.CLOCK}))
        system = Player("system", SYSTEM, frozenset({Role.SYSTEM}))
        self.players = (*people, clock, system)

    def subject(self, state: str) -> Meeting:
        return a_meeting(self.circle, state, items=1)

    def fixed(self, state: str) -> Meeting:
        """One with an agenda that was fixed."""
        return a_meeting(self.circle, state, items=1, agenda_fixed_at=at_ten(-1))

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        return {}


@pytest.fixture
def arrangement():
    return MeetingArrangement(a_circle())


def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement):
    wrong = {state: _mismatches(arrangement, state) for state in LIFECYCLE.states}
    assert {state: found for state, found in wrong.items() if found} == {}


def _mismatches(arrangement: MeetingArrangement, state: str) -> list[str]:
    """As `matrix.mismatches`; an agenda that was fixed is the start of one row, of others not."""
    usual, fixed, found = arrangement.subject(state), arrangement.fixed(state), []
    for player in arrangement.players:
        for name in LIFECYCLE.names:
            subject = fixed if name == "reopen_agenda" else usual
            with acting_as(player.actor):
                wanted = matrix.expected(LIFECYCLE, subject, name, player)
                got = matrix.attempt(arrangement, subject, name, player)
            if got != wanted:
                found.append(f"{name} from {state} by {player.name}: {got}, not {wanted}")
    return found


def test_the_table_is_the_file_row_by_row_and_leads_everywhere():
    assert matrix.differences(LIFECYCLE) == []
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)
    assert matrix.without_way_out(LIFECYCLE) == {"established"}


# What makes each guard refuse; the arrangement, where nothing does, is the other way.
REFUSING: dict[Any, tuple[dict[str, Any], str]] = {
    guards.not_declined: ({"said": (("bond-een", "no"),)}, "date-declined"),
    guards.has_items: ({"items": 0}, "no-items"),
    guards.agenda_is_open: ({"agenda_fixed_at": at_ten(-1)}, "agenda-fixed"),
    guards.agenda_is_fixed: ({}, "agenda-open"),
    guards.lies_ahead: ({"starts_at": at_ten(-1), "ends_at": None}, "in-the-past"),
    guards.day_has_come: ({"starts_at": at_ten(1), "ends_at": None}, "not-yet-held"),
    guards.has_minutes: ({"minutes": ""}, "no-minutes"),
}


def test_every_guard_refuses_and_allows(arrangement):
    system = arrangement.players[-1]
    for state, _row, guard in matrix.guarded(LIFECYCLE):
        facts, code = REFUSING[guard]
        refused = a_meeting(arrangement.circle, state, **facts)
        usual = arrangement.fixed if guard is guards.agenda_is_fixed else arrangement.subject
        assert matrix.refusal_of(guard, usual(state), system) == ""
        assert matrix.refusal_of(guard, refused, system) == code


def test_who_called_it_keeps_it_where_there_is_no_secretariat():
    circle = a_circle()
    circle.table.memberships.filter(capacity="secretariat").delete()
    firm = circle.organisations["werkgevers"]
    meeting = a_meeting(circle, "draft", author_side="employer", author_organisation=firm)
    assert meeting.roles_of(circle.wil.offices[0]) == {Role.OWNER}
    assert meeting.roles_of(circle.vera.offices[0]) == frozenset()
