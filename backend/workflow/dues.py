"""Derive, from the table and a subject's dates, the days on which the clock must look at it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from backend.workflow.models import Due


def replan(subject: Any, today: date | None = None) -> None:
    """Rewrite the subject's due rows to what its table says now. Cheap when nothing changed."""
    wanted = {(row.name, row.is_transition): row for row in _rows(subject, today)}
    for row in Due.objects.filter(subject_id=subject.pk):
        new = wanted.pop((row.name, row.is_transition), None)
        if new is None:
            row.delete()
        elif (new.anchor_on, new.audience) != (row.anchor_on, row.audience):
            new.pk = row.pk
            new.save(force_update=True)
    if wanted:
        Due.objects.bulk_create(wanted.values())


def wake_after(anchor: date, offsets: tuple[int, ...], done: date) -> date | None:
    """Return the first reminder day after `done`; None when there is none left."""
    return min((day for o in offsets if (day := moved(anchor, o)) > done), default=None)


def first_wake(anchor: date, offsets: tuple[int, ...], today: date) -> date | None:
    """Return the newest reminder day that has come (one catch-up, not a pile), or the next."""
    passed = [day for o in offsets if (day := moved(anchor, o)) <= today]
    return max(passed) if passed else wake_after(anchor, offsets, today)


def moved(anchor: date, offset: int) -> date:
    """Return the day `offset` days from the anchor, kept inside the calendar's range."""
    try:
        return anchor + timedelta(days=offset)
    except OverflowError:
        return date.max if offset > 0 else date.min


def _rows(subject: Any, today: date | None) -> list[Due]:
    day = today or timezone.localdate()
    same = {
        "subject_kind": subject.kind,
        "subject_id": subject.pk,
        "audience": subject.word,
    }
    rows = []
    for row in subject.lifecycle.leaving(subject.state):
        when = row.due(subject) if row.due else None
        if when is not None:
            rows.append(
                Due(
                    name=row.name,
                    is_transition=True,
                    anchor_on=when,
                    wake_on=when,
                    **same,
                )
            )
    for deadline in subject.lifecycle.deadlines:
        anchor = deadline.anchor(subject)
        if anchor is not None:
            wake = first_wake(anchor, deadline.offsets, day)
            rows.append(
                Due(
                    name=deadline.name,
                    is_transition=False,
                    anchor_on=anchor,
                    wake_on=wake,
                    **same,
                )
            )
    return rows
