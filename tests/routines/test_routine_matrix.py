"""Every transition of a recurring duty, from every state, as everybody: only the table decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.routines import guards
from backend.routines.lifecycle import LIFECYCLE
from backend.routines.models import Period, Routine
from backend.workflow.lifecycle import Transition
from backend.workflow.roles import Role
from tests.lifecycles import matrix
from tests.lifecycles.matrix import Player
from tests.people import a_circle, days
from tests.reminders.scene import agreement

pytestmark = pytest.mark.django_db

ROLES: dict[str, set[Role]] = {
    "wil": {Role.EMPLOYER, Role.AUTHOR, Role.STEERING_GROUP},
    "vera": {Role.UNION, Role.STEERING_GROUP},
    "sanne": {Role.SECRETARIAT, Role.STEERING_GROUP},
    "otto": {Role.WORKS_COUNCIL, Role.STEERING_GROUP},
    "nick": set(),
    "ada": set(),
}


class RoutineArrangement:
    """See `matrix.Arrangement`: of a month ago, so that the next period is there."""

    lifecycle = LIFECYCLE

    def __init__(self) -> None:
        self.circle = a_circle()
        people = [Player(n, self.circle.actor(n), frozenset(r)) for n, r in ROLES.items()]
        clock = Player("clock", CLOCK, frozenset({Role.CLOCK}))
        system = Player("system", SYSTEM, frozenset({Role.SYSTEM}))
        self.players = (*people, clock, system)

    def subject(self, state: str, **facts: Any) -> Routine:
        runs = state == "running"
        with acting_as(SYSTEM):
            routine = Routine.objects.create(
                **{
                    "bargaining_table": self.circle.table,
                    "visibility": "parties",
                    "author_side": "employer",
                    "author_organisation": self.circle.organisations["werkgevers"],
                    "state": state,
                    "form": "joint_evaluation",
                    "title": "Samen evalueren",
                    "every": 1,
                    "unit": "year",
                    "first_on": days(-360) if not runs else days(-400),
                    "number": 1 if runs else 0,
                    "due_on": days(-400) if runs else None,
                }
                | facts
            )
            if runs:
                Period.objects.create(
                    routine=routine,
                    bargaining_table=self.circle.table,
                    visibility="parties",
                    number=1,
                    due_on=routine.first_on,
                )
        return routine

    def over(self, **facts: Any) -> Routine:
        """One that belongs to an agreement which has ended."""
        cao = agreement(self.circle, start_on=days(-900), end_on=days(-10))
        return self.subject("running", about_kind="agreement", about_id=cao.pk, **facts)

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            "complete": {"held_on": today.isoformat()},
            "skip": {"why": "Het bestuur wisselt."},
            "stop": {"why": "De cao is klaar."},
            "move": {"due_on": (today + timedelta(days=1)).isoformat()},
        }.get(row.name, {})


@pytest.fixture
def arrangement():
    return RoutineArrangement()


def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement, monkeypatch):
    monkeypatch.setattr(guards, "next_on", lambda _: days(30))
    wrong = {state: matrix.mismatches(arrangement, state) for state in LIFECYCLE.states}
    goes_on = "end_with_dossier from running by clock: Refused, not stopped"
    found = {state: mismatched for state, mismatched in wrong.items() if mismatched}
    waits = "pass_period from running by clock: Refused, not running"
    assert found == {"running": [waits, goes_on]}
    clock = next(player for player in arrangement.players if player.name == "clock")
    monkeypatch.undo()
    with acting_as(SYSTEM):
        late, over = arrangement.subject("running"), arrangement.over()
    assert matrix.attempt(arrangement, late, "pass_period", clock) == "running"
    assert matrix.attempt(arrangement, over, "end_with_dossier", clock) == "stopped"


def test_the_table_is_the_file_row_by_row_and_leads_everywhere():
    assert matrix.differences(LIFECYCLE) == []
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)
    assert matrix.without_way_out(LIFECYCLE) == {"stopped", "withdrawn"}


def test_every_guard_refuses_and_allows(arrangement):
    clock = next(player for player in arrangement.players if player.name == "clock")
    late, over = arrangement.subject("running"), arrangement.over()
    early = arrangement.subject("running", first_on=days(-10), due_on=days(-10))
    said: dict[Any, tuple[Routine, Routine, str]] = {
        guards.next_period_is_reached: (late, early, "next-period-not-reached"),
        guards.dossier_goes_on: (late, over, "dossier-is-over"),
        guards.dossier_is_over: (over, late, "dossier-goes-on"),
    }
    for _, _, guard in matrix.guarded(LIFECYCLE):
        allowed, refused, code = said[guard]
        assert matrix.refusal_of(guard, allowed, clock) == ""
        assert matrix.refusal_of(guard, refused, clock) == code
