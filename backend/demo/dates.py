"""Days and periods as the demo file writes them: relative to the day on which it is loaded."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import total_ordering
from typing import Any, NamedTuple

_DAY = re.compile(r"T(?:([+-])(\d{1,5})d)?")
_PERIOD = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@total_ordering
class Day:
    """A day counted from T, the day of loading: `Day(-30)` is thirty days before it."""

    __slots__ = ("offset",)

    def __init__(self, offset: int) -> None:
        self.offset = offset

    def __add__(self, days: int) -> "Day":
        return Day(self.offset + days)

    def __sub__(self, days: int) -> "Day":
        return Day(self.offset - days)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and self.offset == other.offset

    def __lt__(self, other: "Day") -> bool:
        return self.offset < other.offset

    def __hash__(self) -> int:
        return hash(("Day", self.offset))

    def __str__(self) -> str:
        return f"T{self.offset:+d}d" if self.offset else "T"

    def __repr__(self) -> str:
        return f"Day({self.offset})"

    def on(self, today: date) -> date:
        """Return the date, when the file is loaded `today`."""
        return today + timedelta(days=self.offset)


class Period(NamedTuple):
    """A length of time in months and days, such as the notice period of an agreement."""

    months: int
    days: int

    def before(self, day: date) -> date:
        """Return the date that lies this period before `day` (31 May minus a month: 30 April)."""
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) - timedelta(days=self.days)


def parse_day(text: str) -> Day:
    """Read `T`, `T+30d` or `T-30d`; raise ValueError, with the reason, for anything else."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a day: write T, T+30d or T-30d")
    sign, days = found.groups()
    return Day(int(f"{sign}{days}")) if days else Day(0)


def parse_period(text: str) -> Period:
    """Read an ISO 8601 period in years, months, weeks and days, such as `P1M` or `P1Y6M`."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a period: write P1M, P14D or P1Y6M")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return Period(years * 12 + months, weeks * 7 + days)


def dated(value: Any, today: date) -> Any:
    """Return JSON-ready data: every `Day` in it, at any depth, becomes an ISO date."""
    if isinstance(value, Day):
        return value.on(today).isoformat()
    if isinstance(value, Mapping):
        return {key: dated(item, today) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [dated(item, today) for item in value]
    return value
