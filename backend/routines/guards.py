"""When a step of a routine cannot be taken."""

from datetime import date
from typing import Any

from backend.reference.spoken import in_words
from backend.reference.words import Words
from backend.routines.rhythm import due_on
from backend.workflow.data import Fault
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Refusal, Step

_NOT_YET = Refusal(
    "next-period-not-reached",
    Words(
        "De volgende periode is nog niet aangebroken.", "The next period has not been reached yet."
    ),
)
_DOSSIER_OVER = Refusal(
    "dossier-is-over",
    Words(
        "Het dossier waarbij dit hoort, is afgelopen.", "The dossier that this belongs to is over."
    ),
)
_DOSSIER_GOES_ON = Refusal(
    "dossier-goes-on",
    Words("Het dossier waarbij dit hoort, loopt nog.", "The dossier that this belongs to goes on."),
)
_BETWEEN = Words(
    "Kies een dag na vandaag en voor de volgende periode, die op {day} valt.",
    "Choose a day after today and before the next period, which falls on {day}.",
)


def nominal_on(routine: Any, number: int | None = None) -> date:
    """Return the day of a period by the rhythm; of the current one if not said otherwise."""
    return due_on(
        routine.first_on,
        routine.every,
        routine.unit,
        number or routine.number,
        month_end=routine.month_end,
    )


def next_on(routine: Any) -> date | None:
    """Return the day of the period after the current one; None while there is none."""
    return nominal_on(routine, routine.number + 1) if routine.number else None


def before_on(routine: Any) -> date | None:
    """Return the day of the period before the current one; None where it is the first."""
    return nominal_on(routine, routine.number - 1) if routine.number > 1 else None


def next_period_is_reached(routine: Any, step: Step) -> Refusal | None:
    """The clock leaves a period alone until the next one is there."""
    following = next_on(routine)
    return None if following is not None and step.today >= following else _NOT_YET


def dossier_goes_on(routine: Any, step: Step) -> Refusal | None:
    """What is over is not evaluated again."""
    return _DOSSIER_OVER if routine.dossier_is_over(step.today) else None


def dossier_is_over(routine: Any, step: Step) -> Refusal | None:
    """The clock ends a routine only with the dossier that it belongs to."""
    return None if routine.dossier_is_over(step.today) else _DOSSIER_GOES_ON


def before_the_next(routine: Any, step: Step) -> Fault | None:
    """A period is moved to a day that is still to come, and stays before the next one."""
    day, following = day_of(step, "due_on"), next_on(routine)
    if day is None or following is None or step.today < day < following:
        return None
    return Fault("/due_on", "not_between", _BETWEEN.with_(day=in_words(following)))
