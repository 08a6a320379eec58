"""Days and lengths of time as people say them, in both languages."""

from collections.abc import Callable, Iterable, Sequence
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


def in_a_row(parts: Sequence[str], last: str) -> str:
    """Return the parts with commas in between, and a word before the last one."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def days_around(offsets: Iterable[int]) -> Words:
    """Return days before (negative) and after a date as people say them, the first one first."""
    days = sorted(offsets)
    before = [-day for day in days if day < 0]
    after = [day for day in days if day > 0]
    found = (
        [
            Words(
                f"{_counted(before, 'dag', 'dagen', 'en')} ervoor",
                f"{_counted(before, 'day', 'days', 'and')} before",
            )
        ]
        if before
        else []
    )
    if 0 in days:
        found.append(Words("op de dag zelf", "on the day itself"))
    if after:
        found.append(
            Words(
                f"{_counted(after, 'dag', 'dagen', 'en')} erna",
                f"{_counted(after, 'day', 'days', 'and')} after",
            )
        )
    return Words(
        in_a_row([each.nl for each in found], "en"), in_a_row([each.en for each in found], "and")
    )


def naming(nl: str, en: str) -> Callable[[Any, date], Words]:
    """Return what says this of a date of whatever subject, with the date as `{day}`."""
    return lambda _, day: Words(nl, en).with_(day=in_words(day))


def _counted(days: Sequence[int], one: str, more: str, last: str) -> str:
    return f"{in_a_row([str(day) for day in days], last)} {one if days == [1] else more}"


def _plural(one: Words, number: int) -> str:
    return one.en if number == 1 else f"{one.en}s"
