"""Days and periods as the demo file writes them: relative to the day on which it is loaded."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import total_ordering
from typing import Any

from backend.reference.periods import parse_period

_DAY = re.compile(r"T(?:([+-])(\d{1,5})d)?")


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


def parse_day(text: str) -> Day:
    """Read `T`, `T+30d` or `T-30d`; raise ValueError, with the reason, for anything else."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a day: write T, T+30d or T-30d")
    sign, days = found.groups()
    return Day(int(f"{sign}{days}")) if days else Day(0)


def period(text: str) -> str:
    """Return an ISO 8601 period such as `P1M` as it is; raise ValueError for anything else."""
    parse_period(text)
    return text


def dated(value: Any, today: date) -> Any:
    """Return JSON-ready data: every `Day` in it, at any depth, becomes an ISO date."""
    if isinstance(value, Day):
        return value.on(today).isoformat()
    if isinstance(value, Mapping):
        return {key: dated(item, today) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [dated(item, today) for item in value]
    return value
