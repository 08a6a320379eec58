"""The deadlines of which a person is reminded, as entries of a calendar."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from backend.calendars.events import PAST, Event, sources, uid_of
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
    return [
        _event(row, row.anchor_on, seen[row.subject_id], deadline, actor) for row, deadline in asked
    ]


def gone_by(actor: Actor, entries: Iterable[Any], now: datetime) -> list[Event]:
    """Return what stood in somebody's calendar and merely passed: it stays as it was for a while.

    As long as the actor sits there, reads it, and it was not moved. Runs as the actor.
    """
    today = timezone.localdate(now)
    found = [each for each in entries if _looks_ahead(each) and today - PAST <= each.day < today]
    seen = deadlines.subjects_of(found, actor) if found else {}
    arranged = deadlines.arranged_for(actor) if seen else Arranged()
    places = arranging.places_of(seen.values(), arranged)
    events = []
    for entry in found:
        subject, deadline = seen.get(entry.subject_id), deadlines.deadline_of(entry)
        if subject is None or deadline is None or deadline.counted_from(subject) != entry.day:
            continue
        if any(seat.office.negotiates for seat in actor.seats_at(subject.bargaining_table_id)):
            held = arranging.adjusted(deadline, places[subject.pk], arranged)
            events.append(_event(entry, entry.day, subject, held, actor))
    return events


def is_forgotten(entry: Any, now: datetime) -> bool:
    """Whether a date merely passed, so long ago that nothing is told of it any more."""
    return _looks_ahead(entry) and bool(entry.day < timezone.localdate(now) - PAST)


def looking_ahead() -> Q:
    """Return which dates ask for nothing once they have passed."""
    found = Q(pk__in=())
    for kind in registry.dated():
        rows = registry.lifecycle_of(kind).deadlines
        names = [each.name for each in rows if deadlines.only_announces(kind, each)]
        found |= Q(subject_kind=kind, name__in=names)
    return found


def _looks_ahead(entry: Any) -> bool:
    deadline = deadlines.deadline_of(entry) if entry.subject_id else None
    return deadline is not None and deadlines.only_announces(entry.subject_kind, deadline)


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


def _event(of: Any, day: date, subject: Any, deadline: Deadline, actor: Actor) -> Event:
    said = actor.language
    title = letters.title_of(subject)
    return Event(
        uid=uid_of(of.subject_id, of.name),
        title=letters.one_line(f"{deadline.label.in_(said)}: {title}"),
        link=page_of(of.subject_kind, of.subject_id),
        day=day,
        text="\n".join(_lines(subject, deadline, day, said)),
        alarms=tuple(timedelta(days=days) + ALARM_AT for days in _days(day, subject, deadline)),
        subject_kind=of.subject_kind,
        subject_id=of.subject_id,
        name=of.name,
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
