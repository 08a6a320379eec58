"""The meetings whose day a side has still to confirm, for the list of what waits for somebody."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import Meeting
from backend.meetings.queries import with_sides
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.waiting import Waiting

CONFIRM = Words("Datum van het overleg bevestigen", "Confirm the date of the meeting")
MOST = 50


def unanswered_dates(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the meetings ahead on whose day neither the actor's organisation nor its side said."""
    mine = {seat.office.organisation_id for seat in actor.seats if seat.office.negotiates}
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.is_party}
    if not mine or not tables:
        return
    rows = Meeting.objects.visible_to(actor).filter(
        bargaining_table__in=tables, state__in=AHEAD, starts_at__gt=timezone.now()
    )
    rows = rows.select_related("bargaining_table").order_by("starts_at", "id")
    for meeting in with_sides(list(rows[:MOST]), actor):
        open_sides = (side for side in meeting.sides if not side.confirmed)
        asked = (said for side in open_sides for said in side.organisations)
        if any(said.id in mine and said.answer is None for said in asked):
            about = deadlines.reference_to(meeting.kind, meeting.pk, meeting)
            yield Waiting("meeting", about, CONFIRM, due_on=timezone.localdate(meeting.starts_at))
