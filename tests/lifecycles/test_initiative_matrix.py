"""Every transition of an initiative, from every state, as everybody: the table alone decides."""

import pytest

from backend.initiatives.lifecycle import LIFECYCLE
from backend.workflow.roles import Role
from tests.lifecycles import matrix
from tests.lifecycles.initiative_arrangement import ROLES, InitiativeArrangement, steering_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrangement(db: None) -> InitiativeArrangement:
    return InitiativeArrangement(steering_group())


@pytest.mark.parametrize("state", LIFECYCLE.states)
def test_everybody_can_do_what_the_table_says_and_nothing_else(arrangement, state):
    assert matrix.mismatches(arrangement, state) == []


def test_every_role_of_the_table_is_played_by_somebody():
    named = {role for row in LIFECYCLE.transitions for role in row.by}
    played = set().union(*ROLES.values()) | {Role.CLOCK, Role.SYSTEM}
    assert named <= played


def test_the_table_is_the_file_row_by_row():
    assert matrix.differences(LIFECYCLE) == []


def test_every_state_is_reachable():
    assert matrix.reachable(LIFECYCLE) == set(LIFECYCLE.states)


def test_every_state_but_the_last_has_a_way_out():
    assert matrix.without_way_out(LIFECYCLE) == {"archived"}
