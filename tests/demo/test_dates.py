from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.demo.dates import Day, dated, parse_day

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("T", date(2026, 3, 31)),
        ("T+30d", date(2026, 4, 30)),
        ("T-30d", date(2026, 3, 1)),
        ("T-1100d", date(2023, 3, 27)),
    ],
)
def test_days_are_counted_from_the_day_of_loading(text, meant):
    assert parse_day(text).on(TODAY) == meant


@pytest.mark.parametrize(
    "text", ["", "t", "T+", "T30d", "T+30", "T + 30d", "T+30w", "T+999999d", "2026-03-31", "T+3d\n"]
)
def test_anything_else_is_no_day(text):
    with pytest.raises(ValueError, match="is not a day"):
        parse_day(text)


@given(st.integers(min_value=-99_999, max_value=99_999))
def test_a_day_reads_as_it_is_written(offset):
    assert parse_day(str(Day(offset))) == Day(offset)


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_days_have_an_order_and_can_be_counted_on(first, second):
    assert (Day(first) < Day(second)) == (first < second)
    assert Day(first) + second == Day(first + second)
    assert Day(first) - second == Day(first - second)
    assert (hash(Day(first)) == hash(Day(second))) or first != second


def test_days_become_dates_at_any_depth():
    data = {"on": Day(1), "list": [{"on": Day(-1)}, "T+1d", 3], "none": None}

    assert dated(data, TODAY) == {
        "on": "2026-04-01",
        "list": [{"on": "2026-03-30"}, "T+1d", 3],
        "none": None,
    }
