"""Days and lengths of time as people say them, in both languages."""

from collections.abc import Callable
from datetime import date
from typing import Any

from backend.reference.periods import Period
from backend.reference.words import Words

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(day: date) -> Words:
    """Return a day as people write it."""
    return Words(
        f"{day.day}-{day.month}-{day.year}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


def length_in_words(period: Period) -> Words:
    """Return a length of time as people say it."""
    parts = [
        Words(f"{number} {one.nl if number == 1 else more.nl}", f"{number} {_plural(one, number)}")
        for number, one, more in (
            (period.months, Words("maand", "month"), Words("maanden", "months")),
            (period.days, Words("dag", "day"), Words("dagen", "days")),
        )
        if number
    ]
    return Words(" en ".join(p.nl for p in parts), " and ".join(p.en for p in parts))


def naming(nl: str, en: str) -> Callable[[Any, date], Words]:
    """Return what says this of a date of whatever subject, with the date as `{day}`."""
    return lambda _, day: Words(nl, en).with_(day=in_words(day))


def _plural(one: Words, number: int) -> str:
    return one.en if number == 1 else f"{one.en}s"
