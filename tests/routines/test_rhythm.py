"""On which days something comes back, for every rhythm and every first day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.reference.periods import parse_period
from backend.routines.kinds import Unit
from backend.routines.rhythm import due_on, in_iso, in_words

FIRST = st.dates(date(2020, 1, 1), date(2040, 12, 31))
EVERY = st.integers(1, 60)
UNITS = st.sampled_from(Unit.values)
LONGEST = {"week": 7, "month": 31, "quarter": 92, "year": 366}


@given(FIRST, EVERY, UNITS, st.integers(1, 40), st.booleans())
def test_each_period_comes_after_the_one_before_and_never_drifts(
    first, every, unit, number, month_end
):
    one = due_on(first, every, unit, number, month_end=month_end)
    after = due_on(first, every, unit, number + 1, month_end=month_end)
    assert one < after
    assert (after - one).days <= every * LONGEST[unit] + 3
    if not month_end and first.day <= 28:
        assert unit == "week" or one.day == first.day


@given(FIRST, EVERY, UNITS)
def test_the_first_period_is_the_first_day(first, every, unit):
    assert due_on(first, every, unit, 1, month_end=False) == first


@given(FIRST, EVERY, st.sampled_from(["month", "quarter", "year"]), st.integers(1, 40))
def test_at_the_end_of_the_month_is_the_day_before_another_month(first, every, unit, number):
    day = due_on(first, every, unit, number, month_end=True)
    assert (day + timedelta(days=1)).day == 1


@given(FIRST, EVERY, st.integers(1, 40))
def test_a_quarter_is_three_months_and_a_year_is_twelve(first, every, number):
    def of(unit, length):
        return due_on(first, every * length, unit, number, month_end=False)

    assert of("quarter", 1) == of("month", 3)
    assert of("year", 1) == of("month", 12) == of("quarter", 4)


@given(EVERY, UNITS)
def test_it_is_a_period_of_iso_8601(every, unit):
    period = parse_period(in_iso(every, unit))
    months = {"week": 0, "month": 1, "quarter": 3, "year": 12}[unit] * every
    assert (period.months, period.days) == (months, 7 * every if unit == "week" else 0)


@pytest.mark.parametrize(
    ("first", "unit", "days"),
    [
        (date(2026, 1, 31), "month", [(2026, 2, 28), (2026, 3, 31), (2026, 4, 30)]),
        (date(2026, 11, 30), "quarter", [(2027, 2, 28), (2027, 5, 30), (2027, 8, 30)]),
        (date(2028, 2, 29), "year", [(2029, 2, 28), (2030, 2, 28), (2031, 2, 28)]),
        (date(2026, 3, 23), "week", [(2026, 3, 30), (2026, 4, 6), (2026, 4, 13)]),
    ],
)
def test_what_a_month_does_not_have_is_its_last_day(first, unit, days):
    found = [due_on(first, 1, unit, number, month_end=False) for number in (2, 3, 4)]
    assert found == [date(*each) for each in days]


def test_a_rhythm_is_said_as_people_do():
    said = [in_words(n, u).nl for n, u in ((1, "week"), (1, "quarter"), (2, "year"), (6, "month"))]
    assert said == ["elke week", "elk kwartaal", "elke 2 jaar", "elke 6 maanden"]
    assert in_words(2, "quarter").en == "every 2 quarters"
