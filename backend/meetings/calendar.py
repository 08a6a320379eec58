"""Meetings as entries of a calendar: when, where, and the page with the agenda."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from backend.calendars import writing
from backend.calendars.events import PAST, Event, Status, uid_of
from backend.meetings.kinds import FORM_WORDS, Form
from backend.meetings.lifecycle import DEADLINES
from backend.meetings.models import Meeting
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import arranging, deadlines, letters, wording
from backend.reminders.addresses import page_of
from backend.reminders.arranging import Arranged

AGENDA: Final = Words("{form} {number}. Agenda en stukken:", "{form} {number}. Agenda and papers:")
_STATUS: Final[dict[str, Status]] = {"draft": "TENTATIVE", "cancelled": "CANCELLED"}
_PLANNED: Final = DEADLINES[0]


def events_of(actor: Actor, now: datetime) -> Iterator[Event]:
    """Yield the meetings that the actor may see, of the last months and all to come."""
    rows = Meeting.objects.visible_to(actor).filter(starts_at__gte=now - PAST)
    arranged = deadlines.arranged_for(actor)
    for meeting in rows.order_by("starts_at", "id"):
        yield event_of(meeting, actor.language, arranged)


def event_of(meeting: Any, language: str, arranged: Arranged) -> Event:
    """Return a meeting as the entry of a calendar, in a language.

    Its alarms go off on the days that its table arranged, as far as the reader reads that.
    """
    place = arranging.place_of(meeting, arranged)
    days = arranging.adjusted(_PLANNED, place, arranged).offsets
    form = FORM_WORDS[Form(meeting.form)].in_(language)
    state = wording.STATE.with_(state=letters.state_of(meeting)).in_(language)
    words = AGENDA.with_(form=form, number=meeting.number).in_(language)
    return Event(
        uid=uid_of(meeting.pk),
        title=letters.one_line(meeting.title),
        link=page_of(meeting.kind, meeting.pk),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        text=f"{state}\n{words}",
        place=letters.one_line(", ".join(filter(None, (meeting.place, meeting.link)))),
        status=_STATUS.get(meeting.state, "CONFIRMED"),
        alarms=tuple(timedelta(days=day) for day in days) if meeting.state == "convened" else (),
        since=meeting.version,
    )


def as_calendar(meeting: Any, actor: Actor) -> bytes:
    """Return one meeting as a calendar of its own, to take along: it is not fetched again."""
    shown = writing.component(
        event_of(meeting, actor.language, deadlines.arranged_for(actor)),
        sequence=meeting.version,
        changed_at=meeting.updated_at,
    )
    return writing.calendar([shown], method="PUBLISH")
