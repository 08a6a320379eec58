"""What was cancelled is told for a while, is kept for a year, and is then forgotten."""

from datetime import timedelta

from django.utils import timezone

from backend.calendars.models import CalendarEntry
from backend.calendars.pruning import forget_cancelled
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders.sweep import sweep
from tests.calendars.scene import Program, is_cancelled, sequence
from tests.meetings.scene import Table
from tests.reminders.scene import REVIEW, at, change, days, initiative

DAY = REVIEW - days(100)


def kept():
    """How many entries there are, of whichever address."""
    with acting_as(SYSTEM):
        return CalendarEntry.objects.count()


def gone(circle):
    """Something that stood in a calendar, and is cancelled there on the day after."""
    subject = initiative(circle)
    program = Program(circle.people["wil"])
    uid = program.named("Tussenevaluatie", at(DAY)).uid.value
    change(subject, next_review_on=None, on=DAY)
    cancelled = program.events(at(DAY + days(1)))[uid]
    assert is_cancelled(cancelled)
    return subject, program, uid


def test_it_is_kept_for_a_year_and_then_forgotten_by_the_clock(circle):
    gone(circle)
    before = kept()
    sweep(at(DAY + days(1 + 365)))
    assert kept() == before
    sweep(at(DAY + days(1 + 366)))
    assert kept() == before - 1
    sweep(at(DAY + days(1 + 366)))
    assert kept() == before - 1


def test_what_comes_back_within_the_year_goes_on_counting(circle):
    subject, program, uid = gone(circle)
    later = DAY + days(300)
    forget_cancelled(at(later))
    change(subject, next_review_on=REVIEW + days(400), on=later)
    assert sequence(program.events(at(later))[uid]) == 2


def test_what_comes_back_after_it_begins_anew(circle):
    subject, program, uid = gone(circle)
    later = DAY + days(400)
    forget_cancelled(at(later))
    assert uid not in program.events(at(later))
    change(subject, next_review_on=REVIEW + days(500), on=later)
    back = program.events(at(later))[uid]
    assert (is_cancelled(back), sequence(back)) == (False, 0)


def test_what_is_still_told_stays_however_old_its_address_is(circle):
    initiative(circle)
    Program(circle.people["wil"]).named("Tussenevaluatie", at(DAY))
    before = kept()
    assert forget_cancelled(at(REVIEW + days(4000))) == 0
    assert kept() == before


def test_a_meeting_that_is_long_past_is_forgotten_too(circle):
    Table(circle)
    program = Program(circle.people["wil"])
    assert len(program.events()) == 1
    now = timezone.now()
    assert forget_cancelled(now + timedelta(days=360)) == 0
    assert forget_cancelled(now + timedelta(days=370)) == 1
    assert program.events(now + timedelta(days=370)) == {}
