"""The deadlines of which a person is reminded, as entries of a calendar."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.calendars.events import Event, sources, uid_of
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.reminders import arranging, deadlines, letters, wording
from backend.reminders.addresses import page_of
from backend.reminders.arranging import Arranged
from backend.reminders.circles import CAPACITIES
from backend.workflow import dues, registry
from backend.workflow.lifecycle import Deadline
from backend.workflow.models import Due

# Whole days have no hour of their own: an alarm goes off when people are at work.
ALARM_AT = timedelta(hours=9)


def of(actor: Actor, now: datetime) -> list[Event]:
    """Return the deadlines of which the actor is or will be reminded. Runs as the actor.

    The number of questions to the database does not depend on how many there are.
    """
    if not any(office.negotiates for office in actor.offices) or not actor.seats:
        return []
    arranged = deadlines.arranged_for(actor)
    rows = deadlines.visible_to(actor, timezone.localdate(now), arranged)
    rows = rows.exclude(subject_kind__in=sources())
    found = list(deadlines.of_tables_of(actor, rows).order_by("anchor_on", "id"))
    seen = deadlines.subjects_of(found, actor)
    gone = deadlines.outlived(seen.values(), timezone.localdate(now))
    left = [row for row in found if row.subject_id in seen.keys() - gone]
    asked = _asked(actor, left, arranged)
    return [_event(row, seen[row.subject_id], deadline, actor) for row, deadline in asked]


def _asked(actor: Actor, rows: list[Due], arranged: Arranged) -> list[tuple[Due, Deadline]]:
    """Return those about which somebody for whom the actor acts is reminded, sooner or later.

    Each with the days that hold where it lies. Who is to act can depend on what the actor may not
    see: it is asked as the system, and only the answer is used.
    """
    by_rule = [(row, deadline) for row in rows if (deadline := deadlines.deadline_of(row))]
    with acting_as(SYSTEM):
        whole = deadlines.subjects_of([row for row, _ in by_rule], SYSTEM)
        places = arranging.places_of(whole.values(), arranged)
    known = [
        (row, arranging.adjusted(deadline, places[row.subject_id], arranged))
        for row, deadline in by_rule
    ]
    wanted: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for row, deadline in known:
        for name in _circles(deadline) - CAPACITIES.keys():
            wanted[row.subject_kind, name].add(row.subject_id)
    with acting_as(SYSTEM):
        circles: dict[tuple[str, str], dict[UUID, set[UUID]]] = {
            (kind, name): registry.model_of(kind).circles_of([whole[pk] for pk in ids], name)
            for (kind, name), ids in wanted.items()
        }

    def concerns(row: Due, deadline: Deadline) -> bool:
        def circle(name: str) -> set[UUID]:
            return circles[row.subject_kind, name][row.subject_id]

        return deadlines.concerns(actor, whole[row.subject_id], _circles(deadline), circle)

    return [(row, deadline) for row, deadline in known if concerns(row, deadline)]


def _circles(deadline: Deadline) -> set[str]:
    return set(deadline.circles(max(deadline.offsets)))


def _event(row: Due, subject: Any, deadline: Deadline, actor: Actor) -> Event:
    said = actor.language
    title = letters.title_of(subject)
    return Event(
        uid=uid_of(row.subject_id, row.name),
        title=letters.one_line(f"{deadline.label.in_(said)}: {title}"),
        link=page_of(row.subject_kind, row.subject_id),
        day=row.anchor_on,
        text="\n".join(_lines(subject, deadline, row.anchor_on, said)),
        alarms=tuple(
            timedelta(days=days) + ALARM_AT for days in _days(row.anchor_on, subject, deadline)
        ),
    )


def _days(anchor: date, subject: Any, deadline: Deadline) -> list[int]:
    """Return how many days before or after a date its reminders come."""
    offsets = deadline.days_of(subject, anchor, deadline.offsets)
    if not deadline.at_once:
        return sorted(offsets)
    days = {
        offset + (dues.reminded_on(anchor, offset, at_work=True) - dues.moved(anchor, offset)).days
        for offset in offsets
    }
    return sorted(days)


def _lines(subject: Any, deadline: Deadline, day: date, said: str) -> Iterable[str]:
    yield wording.STATE.with_(state=letters.state_of(subject)).in_(said)
    yield letters.counted_in_words(subject, deadline, day).in_(said)
