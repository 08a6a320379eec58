"""Every transition of a meeting, from every state, as everybody: only the table decides."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from backend.confidentiality.context import acting_as
from backend.meetings import guards
from backend.meetings.lifecycle import LIFECYCLE
from backend.meetings.models import Meeting
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


def a_meeting(circle: Circle, state: str, **facts: Any) -> Meeting:
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
        return Meeting.objects.create(**facts)


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
        return a_meeting(self.circle, state)

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        return {}


@pytest.fixture
def arrangement():
    return MeetingArrangement(a_circle())


def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement):
    wrong = {state: matrix.mismatches(arrangement, state) for state in LIFECYCLE.states}
    assert {state: found for state, found in wrong.items() if found} == {}


def test_the_table_is_the_file_row_by_row_and_leads_everywhere():
    assert matrix.differences(LIFECYCLE) == []
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)
    assert matrix.without_way_out(LIFECYCLE) == {"established"}


# What makes each guard refuse; the arrangement, where nothing does, is the other way.
REFUSING: dict[Any, tuple[dict[str, Any], str]] = {
    guards.lies_ahead: ({"starts_at": at_ten(-1), "ends_at": None}, "in-the-past"),
    guards.day_has_come: ({"starts_at": at_ten(1), "ends_at": None}, "not-yet-held"),
    guards.has_minutes: ({"minutes": ""}, "no-minutes"),
}


def test_every_guard_refuses_and_allows(arrangement):
    system = arrangement.players[-1]
    for state, _row, guard in matrix.guarded(LIFECYCLE):
        facts, code = REFUSING[guard]
        refused = a_meeting(arrangement.circle, state, **facts)
        assert matrix.refusal_of(guard, arrangement.subject(state), system) == ""
        assert matrix.refusal_of(guard, refused, system) == code


def test_who_called_it_keeps_it_where_there_is_no_secretariat():
    circle = a_circle()
    circle.table.memberships.filter(capacity="secretariat").delete()
    firm = circle.organisations["werkgevers"]
    meeting = a_meeting(circle, "draft", author_side="employer", author_organisation=firm)
    assert meeting.roles_of(circle.wil.offices[0]) == {Role.OWNER}
    assert meeting.roles_of(circle.vera.offices[0]) == frozenset()
