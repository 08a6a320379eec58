"""Derive, from the table and a subject's dates, the days on which the clock must look at it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.reference.ids import new_id
from backend.reference.prepared import listed, rows_of, run
from backend.reference.workdays import last_workday

# Parts of a `with`, so that it can be done in the statement that records why. Where the table has
# days of its own for a rule, for all or for one agreement, the clock looks at the date in its next
# round, and plans by those.
REPLAN = """
wanted as (
    select row.id, row.name, row.is_transition, row.anchor_on,
        case when arranged.rule is null then row.wake_on else %(due_today)s::date end as wake_on
    from unnest(
        %(due_ids)s::uuid[], %(due_names)s::text[], %(due_kinds)s::boolean[],
        %(due_anchors)s::date[], %(due_wakes)s::date[]
    ) as row (id, name, is_transition, anchor_on, wake_on)
    left join polder_arranged_rules(%(due_table)s::uuid) as arranged (rule)
        on arranged.rule = row.name and not row.is_transition
), gone as (
    delete from workflow_due where subject_id = %(due_subject)s
    and (name, is_transition) not in (select name, is_transition from wanted)
), planned as (
    insert into workflow_due (
        id, subject_kind, subject_id, audience, name, is_transition, anchor_on, wake_on
    )
    select id, %(due_kind)s::text, %(due_subject)s, %(due_audience)s, name, is_transition,
        anchor_on, wake_on
    from wanted
    on conflict (subject_id, name, is_transition) do update
    set audience = excluded.audience, anchor_on = excluded.anchor_on, wake_on = excluded.wake_on,
        failing_since = null
    where (workflow_due.anchor_on, workflow_due.audience)
        is distinct from (excluded.anchor_on, excluded.audience)
)
"""
_ALONE = f"with {REPLAN} select"
_MOVE_ON = """
update workflow_due set wake_on = moved.wake_on, failing_since = null
from unnest($1::uuid[], $2::date[]) as moved (id, wake_on) where workflow_due.id = moved.id
"""
# What waits already is looked at anyhow.
_LOOK_AGAIN = """
update workflow_due set wake_on = %(today)s
from unnest(%(names)s::text[], %(wakes)s::date[]) as said (name, wake_on)
where subject_id = %(subject)s and not is_transition and workflow_due.name = said.name
    and workflow_due.wake_on is distinct from said.wake_on
    and (workflow_due.wake_on is null or workflow_due.wake_on > %(today)s)
"""
_FAILING = """
update workflow_due set failing_since = coalesce(failing_since, $2) where id = $1
"""
_COLUMNS = ("due_ids", "due_names", "due_kinds", "due_anchors", "due_wakes")


class _Row(NamedTuple):
    id: UUID
    name: str
    is_transition: bool
    anchor_on: date
    wake_on: date | None


def replan(subject: Any, today: date | None = None) -> None:
    """Rewrite the subject's due rows to what its table says now, in one statement.

    A row whose date and readers are as they were is left alone, and so is how far it had come.
    """
    run(_ALONE, values_of(subject, today or timezone.localdate()))


def plan_anew(subject: Any, today: date) -> None:
    """Rewrite them by rules that are new or were changed.

    As `replan`; and the clock looks today at each deadline whose next day is not the one that its
    rule says by now. What was told before is not told again.
    """
    replan(subject, today)
    here = subject.lifecycle.deadlines
    dated = [(each, anchor) for each in here if (anchor := each.anchor(subject)) is not None]
    before = moved(today, -1)
    wakes = [
        wake_after(at, each.days_of(subject, at), before, at_work=each.at_once)
        for each, at in dated
    ]
    values = {"subject": subject.pk, "names": [each.name for each, _ in dated], "wakes": wakes}
    run(_LOOK_AGAIN, values | {"today": today})


def note_failure(due_id: UUID, now: datetime) -> None:
    """Write down since when the clock cannot do what it was to do of this row; done clears it."""
    rows_of(_FAILING, [due_id, now])


def values_of(subject: Any, today: date) -> dict[str, Any]:
    """Return what `REPLAN` asks for."""
    rows = _rows(subject, today)
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in _COLUMNS]
    return {
        "due_subject": subject.pk,
        "due_kind": subject.kind,
        "due_audience": subject.dates_word,
        "due_table": subject.bargaining_table_id,
        "due_today": today,
        **dict(zip(_COLUMNS, columns, strict=True)),
    }


def move_on(wakes: Mapping[UUID, date | None]) -> None:
    """Let the clock look at these rows next on these days (None: never), in one statement."""
    rows_of(_MOVE_ON, [listed(wakes), listed(wakes.values())])


def wake_after(
    anchor: date, offsets: tuple[int, ...], done: date, *, at_work: bool = False
) -> date | None:
    """Return the first reminder day after `done`; None when there is none left."""
    days = (reminded_on(anchor, offset, at_work=at_work) for offset in offsets)
    return min((day for day in days if day > done), default=None)


def first_wake(
    anchor: date, offsets: tuple[int, ...], today: date, *, at_work: bool = False
) -> date | None:
    """Return the newest reminder day that has come (one catch-up, not a pile), or the next."""
    days = [reminded_on(anchor, offset, at_work=at_work) for offset in offsets]
    passed = [day for day in days if day <= today]
    return max(passed) if passed else wake_after(anchor, offsets, today, at_work=at_work)


@lru_cache(maxsize=4096)
def reminded_on(anchor: date, offset: int, *, at_work: bool) -> date:
    """Return the day of a reminder so many days from a date.

    `at_work`: one that comes before the date, or on it, comes on a workday: on the last one before
    a weekend or holiday, and so never later than was promised. What comes after the date stays.
    """
    day = moved(anchor, offset)
    return last_workday(day) if at_work and offset <= 0 else day


def moved(anchor: date, offset: int) -> date:
    """Return the day `offset` days from the anchor, kept inside the calendar's range."""
    try:
        return anchor + timedelta(days=offset)
    except OverflowError:
        return date.max if offset > 0 else date.min


def _rows(subject: Any, today: date) -> list[_Row]:
    rows = []
    for row in subject.lifecycle.leaving(subject.state):
        when = row.due(subject) if row.due else None
        if when is not None:
            rows.append(_Row(new_id(), row.name, True, when, when))  # noqa: FBT003
    for deadline in subject.lifecycle.deadlines:
        anchor = deadline.anchor(subject)
        if anchor is not None:
            days = deadline.days_of(subject, anchor)
            wake = first_wake(anchor, days, today, at_work=deadline.at_once)
            rows.append(_Row(new_id(), deadline.name, False, anchor, wake))  # noqa: FBT003
    return rows
