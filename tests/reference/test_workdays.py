"""Working days, terms of law, and terms of months: for every day, not for a few."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.reference import workdays
from backend.reference.periods import Period, add_months, last_of_term, months_between, parse_period

A_DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(1, 120)


def easter_sunday(year):
    """By the rule of Meeus, Jones and Butcher: another source than the one that is tested."""
    century, rest = divmod(year, 100)
    fix = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - fix + 15) % 30
    epact -= (year % 19 + 11 * epact) // 319
    weekday = (2 * (century % 4) + 2 * (rest // 4) - rest % 4 - epact + 32) % 7
    month, day = divmod(
        epact + weekday + 114 - (year % 19 + 11 * epact + 22 * weekday) // 451 * 7, 31
    )
    return date(year, month, day + 1)


@given(st.integers(2015, 2099))
def test_the_holidays_are_those_of_the_law_on_terms_art_3(year):
    sunday = easter_sunday(year)
    moving = {sunday + timedelta(days=n) for n in (-2, 1, 39, 50)}
    king = date(year, 4, 27)
    king -= A_DAY * (king.weekday() == 6)
    fixed = {date(year, 1, 1), king, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    first = date(year, 1, 1)
    weekdays = [d for n in range(365) if (d := first + timedelta(days=n)).weekday() < 5]
    free = {day for day in weekdays if not workdays.is_workday(day)}
    assert free == {day for day in moving | fixed if day.weekday() < 5}


@given(DAYS)
def test_the_workdays_around_a_day_are_the_nearest(day):
    before, after = workdays.last_workday(day), workdays.next_workday(day)
    assert before <= day <= after
    assert workdays.is_workday(before)
    assert workdays.is_workday(after)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(workdays.is_workday(each) for each in between)
    assert (before == after) == workdays.is_workday(day)


@given(DAYS, st.integers(0, 60))
def test_so_many_workdays_later_there_were_so_many_in_between(day, count):
    later = workdays.add_workdays(day, count)
    passed = (day + timedelta(days=n) for n in range(1, (later - day).days + 1))
    assert sum(map(workdays.is_workday, passed)) == count
    assert count == 0 or workdays.is_workday(later)


@given(DAYS, st.integers(1, 12))
def test_a_term_of_law_is_never_shorter_and_only_a_short_one_is_longer(since, months):
    ends = workdays.legal_term_of_months(since, months)
    plain = add_months(since, months)
    if months > 3:
        assert ends == plain  # art. 4
    else:
        assert ends == workdays.next_workday(plain)
        assert ends - plain <= timedelta(days=5)  # Easter: Good Friday up to and including Monday


@given(DAYS, st.integers(1, 365))
def test_a_term_of_days_is_extended_up_to_ninety(since, days):
    ends, plain = workdays.legal_term_of_days(since, days), since + timedelta(days=days)
    assert ends == (workdays.next_workday(plain) if days <= 90 else plain)


@pytest.mark.parametrize(
    ("since", "months", "ends"),
    [
        (date(2026, 3, 3), 1, date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2026, 11, 25), 1, date(2026, 12, 28)),  # both days of Christmas and a Sunday
        (date(2026, 4, 5), 1, date(2026, 5, 6)),  # 5 May, also when it is no day off for all
        (date(2026, 1, 14), 4, date(2026, 5, 14)),  # Ascension Day, but longer than three months
    ],
)
def test_a_month_that_ends_on_a_holiday_ends_on_the_day_after(since, months, ends):
    assert workdays.legal_term_of_months(since, months) == ends


@given(DAYS, MONTHS)
def test_a_term_has_the_months_it_was_made_of_and_not_a_day_more(first, months):
    last = last_of_term(first, months)
    assert months_between(first, last) == months
    assert months_between(first, last - A_DAY) == months - 1


@given(DAYS, st.integers(1, 24), st.integers(1, 5))
def test_a_term_that_ends_with_a_month_does_so_each_time_it_is_renewed(day, months, times):
    last = date(day.year, day.month, 1) - A_DAY
    for _ in range(times):
        last = last_of_term(last + A_DAY, months)
        assert (last + A_DAY).day == 1


@given(DAYS, st.integers(0, 24), st.integers(0, 60))
def test_a_period_before_a_day_lies_before_it_and_as_text_it_is_the_same(day, months, days):
    period: Period = parse_period(f"P{months}M{days}D")
    assert (period.months, period.days) == (months, days)
    assert (period.before(day) < day) == bool(months or days)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_lies_on_the_day_of_the_clock_on_the_wall(moment):
    assume(date.min < moment.date() < date.max)
    wall = moment.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert timezone.localdate(moment) == wall.date()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),  # still winter time
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # summer time since
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # the day of 25 hours
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_days_begin_at_midnight_in_the_netherlands_around_both_changes(moment, day):
    assert timezone.localdate(moment) == day


def test_the_ends_of_the_calendar_are_no_cliff():
    assert workdays.next_workday(date.max) == date.max
    assert workdays.last_workday(date.min) == date.min
    assert workdays.add_workdays(date.max, 3) == date.max
    assert last_of_term(date(9999, 12, 1), 12) == date.max
