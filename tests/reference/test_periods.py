from datetime import date

import pytest

from backend.reference.periods import Period, add_months, months_between, parse_period

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("P1M", date(2026, 2, 28)),
        ("P3M", date(2025, 12, 31)),
        ("P1Y6M", date(2024, 9, 30)),
        ("P14D", date(2026, 3, 17)),
        ("P2W", date(2026, 3, 17)),
        ("P1M1D", date(2026, 2, 27)),
    ],
)
def test_a_period_counts_back_over_calendar_months(text, before):
    assert parse_period(text).before(TODAY) == before


@pytest.mark.parametrize("text", ["", "P", "1M", "PT1H", "P1", "P-1M", "p1m", "P1D1M"])
def test_anything_else_is_no_period(text):
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_a_year_is_twelve_months():
    assert parse_period("P1Y") == Period(12, 0)


def test_a_period_of_more_than_a_century_is_a_mistake():
    with pytest.raises(ValueError, match="longer than a hundred years"):
        parse_period("P101Y")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 12),
        (date(2026, 1, 1), date(2026, 12, 30), 11),
        (date(2026, 1, 15), date(2027, 1, 14), 12),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_whole_months_are_counted_up_to_and_including_the_last_day(first, last, months):
    assert months_between(first, last) == months


def test_counting_months_stays_in_the_calendar():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(9999, 12, 1), 2) == date.max
    assert add_months(date(1, 1, 1), -2) == date.min


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, wanted):
    assert add_months(day, months) == wanted
