"""Days on which people in the Netherlands are at work, and terms of law that end on other days."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from backend.reference.periods import add_months

SATURDAY = 5
A_DAY = timedelta(days=1)
# Algemene termijnenwet art. 4 (a): longer ones, in months or in days, end on their day.
LONGEST_EXTENDED_MONTHS = 3
LONGEST_EXTENDED_DAYS = 90


def is_workday(day: date) -> bool:
    """Whether a day is no Saturday, Sunday or generally recognised holiday.

    Those are the days of the Algemene termijnenwet, art. 3: New Year's Day, Good Friday, Easter
    Monday, Ascension Day, Whit Monday, both days of Christmas, the day on which the King's birthday
    is kept, and 5 May of every year. They are known from 1966 to 2100.
    """
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def last_workday(day: date) -> date:
    """Return the day itself, or the last workday before it."""
    while not is_workday(day) and day > date.min:
        day -= A_DAY
    return day


def next_workday(day: date) -> date:
    """Return the day itself, or the first workday after it."""
    while not is_workday(day) and day < date.max:
        day += A_DAY
    return day


def add_workdays(day: date, count: int) -> date:
    """Return the day that is so many workdays after a day, which itself does not count."""
    for _ in range(count):
        day = next_workday(min(day, date.max - A_DAY) + A_DAY)
    return day


def legal_term_of_months(since: date, months: int) -> date:
    """Return the last day of a term of months that a law sets, counted forward from an event.

    One that would end on a Saturday, Sunday or recognised holiday is extended to the next day that
    is none (Algemene termijnenwet art. 1 lid 1), unless it is longer than three months (art. 4).
    Never use it for what is counted back from a day (art. 1 lid 2), such as the last day to give
    notice, nor for what people agreed: those end on their day.
    """
    ends = add_months(since, months)
    return next_workday(ends) if months <= LONGEST_EXTENDED_MONTHS else ends


def legal_term_of_days(since: date, days: int) -> date:
    """Return the last day of a term of days that a law sets; see `legal_term_of_months`."""
    ends = since + timedelta(days=days)
    return next_workday(ends) if days <= LONGEST_EXTENDED_DAYS else ends


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # Good Friday, and 5 May of the years between, are "optional" there: free for some.
    known = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(known)
