"""Whether the sides agree on the day and place of a meeting: worked out from their answers.

Nothing is stored about it, so nothing can be out of date when a seat changes or another day is
asked. A side agrees as it does to anything at that table: by one of its parties, or by all of them.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.meetings.kinds import Agreement, Answer
from backend.workflow import consents
from backend.workflow.lifecycle import ConsentRule


class Said(NamedTuple):
    """An organisation and its answer; none while it has not given one."""

    id: UUID
    name: str
    answer: str | None


class SideStanding(NamedTuple):
    """One side of the table: who speaks for it, what they said, and whether that is a yes or no."""

    side: str
    organisations: tuple[Said, ...]
    confirmed: bool
    declined: bool


def newest(meeting: Any, answers: Iterable[Any]) -> dict[UUID, Any]:
    """Return the newest answer of every organisation to what is asked now."""
    now = (each for each in answers if each.asked == meeting.asked)
    return {each.organisation_id: each for each in sorted(now, key=lambda a: (a.answered_at, a.pk))}


def declining(meeting: Any, answers: Iterable[Any]) -> set[UUID]:
    """Return the organisations that have said that what is asked now does not suit them."""
    said = newest(meeting, answers)
    return {pk for pk, answer in said.items() if answer.answer == Answer.NO}


def voices_of(meeting: Any) -> tuple[consents.Voice, ...]:
    """Return the sides that are asked: those of the table, whatever the meeting."""
    return consents.voices(meeting, ConsentRule(meeting.both_sides), on=timezone.localdate())


def sides_of(
    meeting: Any, answers: Iterable[Any], voices: Iterable[consents.Voice] | None = None
) -> tuple[SideStanding, ...]:
    """Return what each side says of the day and place that are asked now."""
    said = newest(meeting, answers)
    asked = voices_of(meeting) if voices is None else voices
    return tuple(_standing(voice, said) for voice in asked)


def agreement(sides: Iterable[SideStanding]) -> Agreement:
    """Return whether they agree; a no of one side, that nobody of it takes back, is a no."""
    found = list(sides)
    if any(side.declined for side in found):
        return Agreement.DECLINED
    agreed = bool(found) and all(side.confirmed for side in found)
    return Agreement.AGREED if agreed else Agreement.AWAITED


def _standing(voice: consents.Voice, said: dict[UUID, Any]) -> SideStanding:
    rows = tuple(
        Said(pk, name, said[pk].answer if pk in said else None) for pk, name in voice.organisations
    )
    yes = {row.id for row in rows if row.answer == Answer.YES}
    confirmed = bool(rows) and not voice.missing(yes)
    declined = not confirmed and any(row.answer == Answer.NO for row in rows)
    return SideStanding(voice.side, rows, confirmed, declined)
