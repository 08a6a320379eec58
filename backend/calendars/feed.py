"""One person's calendar, at the moment at which it is fetched.

What it tells is put together anew each time, reading as that person. Beside it stands what this
address was told before: that gives each entry its sequence number, and tells what is gone.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.calendars import deadlines, writing
from backend.calendars.events import PAST, Event, sources
from backend.calendars.models import CalendarEntry, CalendarFeed
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, actor_for
from backend.reference.words import Words

# So long a program has to notice that something is gone.
CANCELLED_FOR = timedelta(days=30)
NAME = Words("Polderspoor", "Polderspoor")
_OF = ("subject_kind", "subject_id", "name")
_WRITTEN = ("digest", "sequence", "day", "starts_at", "changed_at", "cancelled_at", *_OF)


def written(feed: CalendarFeed, now: datetime) -> bytes:
    """Return the calendar of who owns an address, and remember what it was told.

    Runs in the caller's transaction, which holds the feed. Nothing in it depends on the moment but
    what has changed since: fetched again, it is the same to the byte.
    """
    actor = actor_for(feed.person, timezone.localdate(now))
    with acting_as(SYSTEM):
        entries = _told(feed)
    with acting_as(actor):
        events = events_of(actor, now)
        events += deadlines.gone_by(actor, _not_in(events, entries), now)
    with acting_as(SYSTEM):
        _tell(feed, entries, events, now)
        CalendarFeed.objects.filter(pk=feed.pk).update(last_fetched_at=now)
    events.sort(key=lambda event: str(event.uid))
    shown = [
        writing.component(
            event, sequence=entries[event.uid].sequence, changed_at=entries[event.uid].changed_at
        )
        for event in events
    ]
    gone = [
        writing.cancelled(entry, actor.language)
        for entry in entries.values()
        if _still_said(entry, now)
    ]
    return writing.calendar([*shown, *gone], name=NAME.in_(actor.language))


def events_of(actor: Actor, now: datetime) -> list[Event]:
    """Return all that stands in somebody's calendar. Runs as the actor."""
    found = deadlines.of(actor, now)
    for source in sources().values():
        found += source(actor, now)
    return sorted(found, key=lambda event: str(event.uid))


def _told(feed: CalendarFeed) -> dict[UUID, CalendarEntry]:
    """Return what was told at this address before, by uid."""
    rows = CalendarEntry.objects.filter(feed=feed).order_by("uid")
    return {entry.uid: entry for entry in rows}


def _not_in(events: list[Event], entries: dict[UUID, CalendarEntry]) -> list[CalendarEntry]:
    """Return what was told before, and is not among these events."""
    there = {event.uid for event in events}
    return [e for uid, e in entries.items() if uid not in there and e.cancelled_at is None]


def _tell(
    feed: CalendarFeed, entries: dict[UUID, CalendarEntry], events: list[Event], now: datetime
) -> None:
    """Bring up to date what is told at this address; what changed is written down."""
    changed = [entry for event in events if (entry := _changed(feed, entries, event, now))]
    for entry in _not_in(events, entries):
        if not _is_past(entry, now):
            entry.cancelled_at = entry.changed_at = now
            entry.sequence += 1
            changed.append(entry)
    CalendarEntry.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["feed", "uid"],
        update_fields=_WRITTEN,
    )


def _changed(
    feed: CalendarFeed, entries: dict[UUID, CalendarEntry], event: Event, now: datetime
) -> CalendarEntry | None:
    """Return the entry of an event if there is anything new to tell of it, else None."""
    entry, digest = entries.get(event.uid), event.digest()
    told = entry is not None and entry.digest == digest and entry.cancelled_at is None
    if entry is None:
        entry = CalendarEntry(
            feed=feed, person_id=feed.person_id, uid=event.uid, sequence=event.since
        )
        entries[event.uid] = entry
    elif told and entry.subject_id == event.subject_id:
        return None
    elif not told:
        entry.sequence = max(entry.sequence + 1, event.since)
    if not told:
        entry.digest, entry.changed_at, entry.cancelled_at = digest, now, None
        entry.day, entry.starts_at = event.day, event.starts_at
    for name in _OF:
        setattr(entry, name, getattr(event, name))
    return entry


def _is_past(entry: Any, now: datetime) -> bool:
    """Whether it is not gone, but only too long ago to be told of."""
    if entry.starts_at is not None:
        return bool(entry.starts_at < now - PAST)
    return deadlines.is_forgotten(entry, now)


def _still_said(entry: CalendarEntry, now: datetime) -> bool:
    return entry.cancelled_at is not None and entry.cancelled_at > now - CANCELLED_FOR
