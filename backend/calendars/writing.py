"""Writes entries down as iCalendar (RFC 5545), with the properties of RFC 7986 for a feed."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, vText
from icalendar import Event as Component

from backend.calendars.events import Event
from backend.reference.words import Words

MEDIA_TYPE = "text/calendar; charset=utf-8"
# How often a program is asked to look again.
EVERY = timedelta(hours=1)
GONE = Words("Vervallen", "Cancelled")
_PROGRAM = "-//Polderspoor//Polderspoor//NL"
# RFC 5545 3.3.11: text has no control characters, save line breaks and tabs.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def calendar(components: Iterable[Any], *, name: str = "", method: str = "") -> bytes:
    """Return a whole calendar; one with a name is a feed, to be fetched again and again."""
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", _PROGRAM)
    whole.add("calscale", "GREGORIAN")
    if method:
        whole.add("method", method)
    if name:
        whole.add("name", _text(name))
        whole.add("x-wr-calname", _text(name))
        whole.add("x-wr-timezone", vText("Europe/Amsterdam"))
        whole.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
        whole.add("x-published-ttl", vText("PT1H"))
    for component in components:
        whole.add_component(component)
    written: bytes = whole.to_ical()
    return written


def component(event: Event, *, sequence: int, changed_at: datetime) -> Any:
    """Return an entry as a component of a calendar."""
    found = _bare(event.uid, sequence, changed_at)
    found.add("summary", _text(event.title))
    found.add("status", event.status)
    _when(found, event)
    found.add("description", _text("\n".join(filter(None, (event.text, event.link)))))
    found.add("url", event.link)
    if event.place:
        found.add("location", _text(event.place))
    found.add("transp", "TRANSPARENT" if event.day else "OPAQUE")
    if event.status != "CANCELLED":
        for alarm in event.alarms:
            found.add_component(_alarm(event, alarm))
    return found


def cancelled(entry: Any, language: str) -> Any:
    """Return what was told before and is no longer: without a title, or a word of what it was."""
    found = _bare(entry.uid, entry.sequence, entry.changed_at)
    found.add("summary", vText(GONE.in_(language)))
    found.add("status", "CANCELLED")
    found.add("dtstart", entry.day or entry.starts_at.astimezone(UTC))
    found.add("transp", "TRANSPARENT")
    return found


def _bare(uid: Any, sequence: int, changed_at: datetime) -> Any:
    found = Component()
    found.add("uid", str(uid))
    moment = changed_at.astimezone(UTC).replace(microsecond=0)
    found.add("dtstamp", moment)
    found.add("last-modified", moment)
    found.add("sequence", sequence)
    found.add("class", "PRIVATE")
    return found


def _when(found: Any, event: Event) -> None:
    """Say when it is: a day as a day, and moments in UTC, which no change of the clock can move.

    A day has no end: RFC 5545 3.6.1 gives it its one day, also where there is no day after it.
    """
    if event.starts_at is None:
        found.add("dtstart", event.day)
        return
    found.add("dtstart", event.starts_at.astimezone(UTC).replace(microsecond=0))
    if event.ends_at is not None:
        found.add("dtend", event.ends_at.astimezone(UTC).replace(microsecond=0))


def _alarm(event: Event, before: timedelta) -> Any:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", _text(event.title))
    found.add("trigger", before)
    return found


def _text(text: str) -> Any:
    return vText(_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
