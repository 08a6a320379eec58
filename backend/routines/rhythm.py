"""On which days a duty comes back: from its first day on, so that no period shifts the next.

Pure: the same rhythm gives the same days, whoever asks and however often.
"""

from calendar import monthrange
from datetime import date

from backend.reference.periods import add_months
from backend.reference.words import Words
from backend.routines.kinds import UNIT_WORDS, Unit
from backend.workflow.dues import moved

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_ISO = {Unit.WEEK: "W", Unit.MONTH: "M", Unit.YEAR: "Y"}
DAYS_IN_WEEK = 7
EACH = Words("elke {unit}", "every {unit}")
EACH_NEUTER = Words("elk {unit}", "every {unit}")
EACH_FEW = Words("elke {every} {unit}", "every {every} {unit}")
_NEUTER = frozenset({Unit.QUARTER, Unit.YEAR})


def due_on(first: date, every: int, unit: str, number: int, *, month_end: bool) -> date:
    """Return the day of a period; the first has number 1.

    The 31st of a shorter month is its last day, and the 31st again after that. With `month_end`
    each is the last day of its month, whatever the first one was.
    """
    steps = (number - 1) * every
    if unit == Unit.WEEK:
        return moved(first, steps * DAYS_IN_WEEK)
    day = add_months(first, steps * _MONTHS[Unit(unit)])
    return _last_of_month(day) if month_end else day


def in_iso(every: int, unit: str) -> str:
    """Return the rhythm as a duration of ISO 8601: `P2W`, `P3M`, `P1Y`."""
    if unit == Unit.QUARTER:
        return f"P{every * _MONTHS[Unit.QUARTER]}M"
    return f"P{every}{_ISO[Unit(unit)]}"


def in_words(every: int, unit: str) -> Words:
    """Return the rhythm as people say it."""
    one, more = UNIT_WORDS[Unit(unit)]
    if every > 1:
        return EACH_FEW.with_(every=every, unit=more)
    return (EACH_NEUTER if unit in _NEUTER else EACH).with_(unit=one)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
