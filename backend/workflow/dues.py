"""Derive, from the table and a subject's dates, the days on which the clock must look at it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from backend.reference.prepared import run
from backend.workflow.models import Due

_REPLAN = """
with wanted as (
    select * from unnest(
        %(ids)s::uuid[], %(names)s::text[], %(kinds)s::boolean[], %(anchors)s::date[],
        %(wakes)s::date[]
    ) as row (id, name, is_transition, anchor_on, wake_on)
), gone as (
    delete from workflow_due where subject_id = %(subject)s
    and (name, is_transition) not in (select name, is_transition from wanted)
)
insert into workflow_due (
    id, subject_kind, subject_id, audience, name, is_transition, anchor_on, wake_on
)
select id, %(kind)s::text, %(subject)s, %(audience)s, name, is_transition, anchor_on, wake_on
from wanted
on conflict (subject_id, name, is_transition) do update
set audience = excluded.audience, anchor_on = excluded.anchor_on, wake_on = excluded.wake_on
where (workflow_due.anchor_on, workflow_due.audience)
    is distinct from (excluded.anchor_on, excluded.audience)
"""


def replan(subject: Any, today: date | None = None) -> None:
    """Rewrite the subject's due rows to what its table says now, in one statement.

    A row whose date and readers are as they were is left alone, and so is how far it had come.
    """
    wanted = _rows(subject, today)
    rows = [(row.pk, row.name, row.is_transition, row.anchor_on, row.wake_on) for row in wanted]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(5)]
    run(
        _REPLAN,
        {
            "subject": subject.pk,
            "kind": subject.kind,
            "audience": subject.word,
            **dict(zip(("ids", "names", "kinds", "anchors", "wakes"), columns, strict=True)),
        },
    )


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
