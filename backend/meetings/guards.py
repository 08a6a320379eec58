"""Why a meeting cannot be convened, closed or established yet."""

from typing import Any

from django.utils import timezone

from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal, Step

PAST = Refusal(
    "in-the-past",
    Words(
        "De dag van dit overleg is voorbij: kies eerst een andere.",
        "The day of this meeting has passed: choose another one first.",
    ),
)
TOO_EARLY = Refusal(
    "not-yet-held",
    Words("De dag van dit overleg moet nog komen.", "The day of this meeting is yet to come."),
)
NO_MINUTES = Refusal("no-minutes", Words("Er is nog geen verslag.", "There are no minutes yet."))


def lies_ahead(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to call people to a day that has passed."""
    return PAST if timezone.localdate(meeting.starts_at) < step.today else None


def day_has_come(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to call a meeting held before its day."""
    return TOO_EARLY if timezone.localdate(meeting.starts_at) > step.today else None


def has_minutes(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to establish minutes that nobody wrote."""
    return None if meeting.has_minutes() else NO_MINUTES
