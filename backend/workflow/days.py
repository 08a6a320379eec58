"""Days in the data of a step: reading one, and what most of them must be."""

from datetime import date
from typing import Any

from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Check, Step

_PAST = Words("Kies een dag na vandaag.", "Choose a day after today.")
_FUTURE = Words("Deze dag is nog niet geweest.", "This day has not come yet.")


def day_of(step: Step, field: str) -> date | None:
    """Return a date of the step's data; None where it was left out."""
    value = step.data.get(field)
    return date.fromisoformat(value) if value else None


def in_future(field: str) -> Check:
    """Return the check that a date, when given, is after today."""

    def check(subject: Any, step: Step) -> Fault | None:
        day = day_of(step, field)
        return Fault(f"/{field}", "past", _PAST) if day and day <= step.today else None

    check.__name__ = f"in_future_{field}"
    return check


def has_come(field: str) -> Check:
    """Return the check that a date, when given, is today or earlier."""

    def check(subject: Any, step: Step) -> Fault | None:
        day = day_of(step, field)
        return Fault(f"/{field}", "future", _FUTURE) if day and day > step.today else None

    check.__name__ = f"has_come_{field}"
    return check
