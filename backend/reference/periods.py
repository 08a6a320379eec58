"""Periods as agreements write them (ISO 8601: `P1M`, `P14D`, `P1Y6M`), and counting with them."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_PERIOD = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
LONGEST_MONTHS = 1200


class Period(NamedTuple):
    """A length of time in months and days."""

    months: int
    days: int

    def before(self, day: date) -> date:
        """Return the day that lies this period before `day` (31 May minus a month: 30 April)."""
        return add_months(day, -self.months) - timedelta(days=self.days)


def parse_period(text: str) -> Period:
    """Read a period in years, months, weeks and days; raise ValueError for anything else."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is not a period: write P1M, P14D or P1Y6M")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    if years * 12 + months > LONGEST_MONTHS or weeks * 7 + days > LONGEST_MONTHS * 31:
        raise ValueError(f"'{text}' is longer than a hundred years")
    return Period(years * 12 + months, weeks * 7 + days)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or that month's last; kept in the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_term(first: date, months: int) -> date:
    """Return the last day of a term of so many months that begins on a day.

    The longest of which `months_between` says that it has so many; kept in the calendar.
    """
    after = add_months(first, months)
    if after in (date.min, date.max) or after.day < first.day:
        return after  # that month has no such day: the term fills it
    return after - timedelta(days=1)


def months_between(first: date, last: date) -> int:
    """Return the number of whole months from the first day up to and including the last."""
    after = last + timedelta(days=1) if last < date.max else last
    months = (after.year - first.year) * 12 + after.month - first.month
    return months - (after.day < first.day)
