"""Every transition of a clause, from every state, as everybody: the table alone decides."""

import pytest

from backend.agreements.lifecycle import LIFECYCLE
from backend.confidentiality.context import acting_as
from backend.workflow.roles import Role
from tests.lifecycles import matrix
from tests.lifecycles.clause_arrangement import ROLES, ClauseArrangement
from tests.lifecycles.commitment_arrangement import cao_table

pytestmark = pytest.mark.django_db

# Where more decides than the row: what comes out instead, and why.
EXCEPTIONS = {
    # when the consultation is closed the outcome follows by itself
    ("close_ratification", "clock"): "ratified",
    # a side drops only its own amendment, and Wil proposed it
    # only one text lies there: there is no other to choose
    ("adopt", "wil"): "Refused",
    ("adopt", "vera"): "Refused",
    ("adopt", "bram"): "Refused",
    ("drop_amendment", "vera"): "Refused",
    ("drop_amendment", "bram"): "Refused",
}


@pytest.fixture
def arrangement(db: None) -> ClauseArrangement:
    return ClauseArrangement(cao_table())


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement, state):
    subjects = arrangement.subjects(state)
    wrong = []
    for player in arrangement.players:
        with acting_as(player.actor):
            for name, subject in subjects.items():
                wanted = matrix.expected(LIFECYCLE, subject, name, player)
                if wanted in LIFECYCLE.states:
                    wanted = EXCEPTIONS.get((name, player.name), wanted)
                got = matrix.attempt(arrangement, subject, name, player)
                if got != wanted:
                    wrong.append(f"{name} from {state} by {player.name}: {got}, not {wanted}")
    assert wrong == []


def test_every_role_of_the_table_is_played_by_somebody():
    named = {role for row in LIFECYCLE.transitions for role in row.by}
    assert named <= set().union(*ROLES.values()) | {Role.CLOCK, Role.SYSTEM}


def test_the_table_is_the_file_row_by_row():
    assert matrix.differences(LIFECYCLE) == []


def test_every_state_is_reachable():
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)


def test_every_state_but_the_last_has_a_way_out():
    assert matrix.without_way_out(LIFECYCLE) == {"archived"}
