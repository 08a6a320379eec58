"""Every transition of a commitment, from every state, as everybody: only the table decides."""

from typing import Any

import pytest

from backend.commitments import guards
from backend.commitments.lifecycle import LIFECYCLE
from backend.workflow.roles import Role
from tests.lifecycles import matrix
from tests.lifecycles.commitment_arrangement import (
    ROLES,
    CommitmentArrangement,
    a_commitment,
    cao_table,
)
from tests.people import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrangement(db: None) -> CommitmentArrangement:
    return CommitmentArrangement(cao_table())


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement, state):
    assert matrix.mismatches(arrangement, state) == []


def test_every_role_of_the_table_is_played_by_somebody():
    named = {role for row in LIFECYCLE.transitions for role in row.by}
    assert named <= set().union(*ROLES.values()) | {Role.CLOCK, Role.SYSTEM}


def test_the_table_is_the_file_row_by_row():
    assert matrix.differences(LIFECYCLE) == []


def test_every_state_is_reachable_and_has_a_way_out():
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)
    assert matrix.without_way_out(LIFECYCLE) == set()


# What makes each guard refuse; the arrangement, where nothing does, is the other way.
REFUSING: dict[Any, tuple[dict[str, Any], str]] = {
    guards.is_agreed: ({"visibility": "side_private", "side": "employer"}, "not-agreed"),
    guards.may_be_deferred: ({"deferrals": 2, "deferred_on": days(-9)}, "review-first"),
    guards.term_is_not_over: ({"term_ended_on": days(-1)}, "term-over"),
    guards.is_winding_up: ({}, "term-runs"),
    guards.has_successor: ({"term_ended_on": days(-1)}, "no-agreed-successor"),
    guards.is_not_carried_on: ({"carried_to": a_commitment}, "carried-over"),
    guards.deferral_is_over: ({"due_on": days(0)}, "still-deferred"),
}
GUARDED = list(matrix.guarded(LIFECYCLE))


@pytest.mark.parametrize(
    ("state", "row", "guard"), GUARDED, ids=[f"{r.name}-{g.__name__}" for _, r, g in GUARDED]
)
def test_every_guard_refuses_and_allows(arrangement, state, row, guard):
    given, code = REFUSING[guard]
    facts = {n: v(arrangement.circle) if callable(v) else v for n, v in given.items()}
    allowed, refused = arrangement.subject(state), a_commitment(arrangement.circle, state, **facts)
    player = matrix.performer(arrangement, row, refused)
    assert matrix.refusal_of(guard, allowed, player) == ""
    assert matrix.refusal_of(guard, refused, player) == code
    assert matrix.attempt(arrangement, refused, row.name, player) == "Refused"
