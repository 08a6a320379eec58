"""A date that merely passed is no date that is gone: it stays as it was, and is forgotten later."""

import pytest

from backend.calendars.models import CalendarEntry
from backend.calendars.pruning import forget_cancelled
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.workflow import dues
from tests.calendars.scene import Program, is_cancelled, sequence, starts
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.reminders.scene import REVIEW, at, change, clause, days

NOTICE = "Uiterste opzegdatum nadert"
DUE = "Toezegging moet klaar zijn"


@pytest.fixture
def circle(db):
    return cao_table()


def expiring(circle):
    """A clause that is not renewed by itself, of which everybody is told that it ends that day."""
    ends = {"effective_on": REVIEW - days(400), "ends_on": REVIEW}
    return clause(circle, "in_force", **ends)


def promised(circle):
    made = a_commitment(circle, due_on=REVIEW, original_due_on=REVIEW)
    with acting_as(SYSTEM):
        dues.replan(made, REVIEW - days(100))
    return made


def gone(event):
    """Whether it is told that it is gone, or nothing is told of it at all."""
    return event is None or is_cancelled(event)


class TestADateThatPassed:
    def test_of_an_end_stays_as_it_was_and_is_told_no_more_after_a_while(self, circle):
        subject = expiring(circle)
        program = Program(circle.people["wil"])
        before = program.fetch(at(REVIEW)).content
        uid = program.named("loopt af", at(REVIEW)).uid.value
        assert program.fetch(at(REVIEW + days(1))).content == before
        # the state in which it is says the same in other words: the date is what it was
        change(subject, state="in_aftereffect", on=REVIEW + days(1))
        after = program.events(at(REVIEW + days(30)))[uid]
        assert (is_cancelled(after), starts(after)) == (False, REVIEW)
        assert "loopt af" in after.summary.value
        assert uid in program.events(at(REVIEW + days(90)))
        for number in (91, 100, 130):
            assert uid not in program.events(at(REVIEW + days(number)))

    def test_to_give_notice_is_not_cancelled_on_the_day_after(self, circle):
        subject = clause(circle, "in_force", clause_type="normative")
        change(subject, ends_on=subject.agreement.end_on, on=REVIEW - days(100))
        program = Program(circle.people["vera"])
        event = program.named(NOTICE, at(REVIEW))
        day = starts(event)
        before = program.fetch(at(day)).content
        assert program.fetch(at(day + days(1))).content == before
        later = program.events(at(day + days(30)))[event.uid.value]
        assert (later.status.value, later.summary.value) == ("CONFIRMED", event.summary.value)

    def test_of_a_promise_is_not_cancelled_where_it_is_late(self, circle):
        promised(circle)
        program = Program(circle.people["emma"])
        first = program.named(DUE, at(REVIEW))
        found = {each.summary.value.split(":")[0] for each in program.events(at(REVIEW)).values()}
        assert found == {DUE}
        late = program.events(at(REVIEW + days(1)))
        assert not any(is_cancelled(each) for each in late.values())
        kept = late[first.uid.value]
        assert (sequence(kept), starts(kept), kept.summary.value) == (
            0,
            REVIEW,
            first.summary.value,
        )

    def test_that_was_met_before_is_cancelled_as_ever(self, circle):
        subject = promised(circle)
        program = Program(circle.people["emma"])
        uid = program.named(DUE, at(REVIEW - days(9))).uid.value
        change(subject, state="delivered", delivered_on=REVIEW - days(8), on=REVIEW - days(8))
        assert is_cancelled(program.events(at(REVIEW - days(8)))[uid])
        # and does not come back when its day has passed
        assert gone(program.events(at(REVIEW + days(1))).get(uid))
        assert gone(program.events(at(REVIEW + days(40))).get(uid))

    def test_that_is_moved_afterwards_moves_and_goes_on_counting(self, circle):
        subject = promised(circle)
        program = Program(circle.people["emma"])
        uid = program.named(DUE, at(REVIEW)).uid.value
        program.events(at(REVIEW + days(1)))
        change(subject, due_on=REVIEW + days(60), on=REVIEW + days(2))
        moved = program.events(at(REVIEW + days(2)))[uid]
        assert (starts(moved), sequence(moved)) == (REVIEW + days(60), 1)

    def test_goes_without_a_word_where_the_reader_has_no_seat_any_more(self, circle):
        promised(circle)
        program = Program(circle.people["emma"])
        uid = program.named(DUE, at(REVIEW)).uid.value
        Membership.objects.filter(organisation__key="bedrijf").update(valid_until=REVIEW)
        lost = program.events(at(REVIEW + days(1)))[uid]
        assert (is_cancelled(lost), lost.summary.value) == (True, "Vervallen")

    def test_is_forgotten_by_the_clock_after_a_year(self, circle):
        expiring(circle)
        program = Program(circle.people["wil"])
        program.events(at(REVIEW))
        program.events(at(REVIEW + days(200)))

        def kept():
            with acting_as(SYSTEM):
                return CalendarEntry.objects.filter(day=REVIEW).count()

        forget_cancelled(at(REVIEW + days(365)))
        assert kept() == 1
        forget_cancelled(at(REVIEW + days(366)))
        assert kept() == 0
        told = program.events(at(REVIEW + days(366))).values()
        assert REVIEW not in [starts(each) for each in told]

    def test_that_was_told_before_it_was_kept_of_what_it_is_is_known_from_the_next_time(
        self, circle
    ):
        expiring(circle)
        program = Program(circle.people["wil"])
        first = program.fetch(at(REVIEW - days(2))).content
        with acting_as(SYSTEM):
            CalendarEntry.objects.update(subject_kind="", subject_id=None, name="")
        assert program.fetch(at(REVIEW - days(1))).content == first
        assert program.fetch(at(REVIEW + days(1))).content == first
