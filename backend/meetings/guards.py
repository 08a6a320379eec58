"""Why a meeting cannot be convened, closed or established yet."""

from typing import Any

from django.utils import timezone

from backend.meetings import agreeing
from backend.meetings.kinds import Agreement
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

DECLINED = Refusal(
    "date-declined",
    Words(
        "Een zijde heeft deze datum afgewezen: kies eerst een andere.",
        "A side has declined this date: choose another one first.",
    ),
)
NO_ITEMS = Refusal(
    "no-items", Words("Er staat nog niets op de agenda.", "There is nothing on the agenda yet.")
)
FIXED = Refusal(
    "agenda-fixed",
    Words("De agenda is al vastgesteld.", "The agenda has been fixed already."),
    moot=True,
)
NOT_FIXED = Refusal(
    "agenda-open",
    Words("De agenda is niet vastgesteld.", "The agenda has not been fixed."),
    moot=True,
)


def not_declined(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to call people to a day on which one side said it will not be there."""
    standing = agreeing.agreement(agreeing.sides_of(meeting, meeting.answers.all()))
    return DECLINED if standing == Agreement.DECLINED else None


def has_items(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to fix an agenda with nothing on it."""
    on_agenda = meeting.items.filter(visibility=meeting.visibility)
    return None if on_agenda.exists() else NO_ITEMS


def agenda_is_open(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to fix an agenda twice."""
    return FIXED if meeting.agenda_fixed_at else None


def agenda_is_fixed(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to open an agenda that is open."""
    return None if meeting.agenda_fixed_at else NOT_FIXED


def lies_ahead(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to call people to a day that has passed."""
    return PAST if timezone.localdate(meeting.starts_at) < step.today else None


def day_has_come(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to call a meeting held before its day."""
    return TOO_EARLY if timezone.localdate(meeting.starts_at) > step.today else None


def has_minutes(meeting: Any, step: Step) -> Refusal | None:
    """Refuse to establish minutes that nobody wrote."""
    return None if meeting.has_minutes() else NO_MINUTES
