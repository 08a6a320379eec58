"""What every subject keeps of itself, shown on a commitment."""

import pytest
from django_fsm import TransitionNotAllowed

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import engine
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return cao_table()


def test_refreshing_reads_the_state_at_once_and_keeps_it_guarded(circle, django_assert_num_queries):
    commitment, other = a_commitment(circle), None
    with acting_as(SYSTEM):
        other = type(commitment).objects.get(pk=commitment.pk)
        engine.perform(commitment, "start", actor=circle.emma)
        with django_assert_num_queries(1):
            other.refresh_from_db()
            assert other.state == "in_progress"
    with pytest.raises(AttributeError):
        other.state = "accepted"
    with pytest.raises(TransitionNotAllowed):
        getattr(other, "return")()


def test_what_was_not_loaded_stays_unloaded_and_one_column_can_be_refreshed(circle):
    commitment = a_commitment(circle)
    with acting_as(SYSTEM):
        part = type(commitment).objects.only("state").get(pk=commitment.pk)
        part.refresh_from_db()
        assert "text" in part.get_deferred_fields()
        part.refresh_from_db(fields=["text"])
    assert part.text == commitment.text


def test_after_a_step_the_subject_is_up_to_date_outside_any_reading_context(circle):
    commitment = a_commitment(circle)
    engine.perform(commitment, "start", actor=circle.emma)
    assert (commitment.state, commitment.version) == ("in_progress", 2)
    assert commitment.started_on is not None
