"""The meetings whose day a side has still to confirm, for the list of what waits for somebody."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from backend.meetings import agreeing, queries
from backend.meetings.kinds import Standing
from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import Decision, Meeting
from backend.meetings.queries import with_sides
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.awaited import Awaited
from backend.reminders.pages import pages_of
from backend.reminders.waiting import Waiting

CONFIRM = Words("Datum van het overleg bevestigen", "Confirm the date of the meeting")
PROMISE = Words(
    "Toezegging uit het overleg bevestigen of afwijzen",
    "Confirm or decline a promise made at the meeting",
)


def asked_of(meeting: Meeting, today: date) -> Iterator[Awaited]:
    """Yield who has not answered whether the day suits them, and who is to confirm a promise."""
    if meeting.state in AHEAD and meeting.starts_at > timezone.now():
        for side in agreeing.sides_of(meeting, meeting.answers.all()):
            for said in side.organisations:
                if not side.confirmed and said.answer is None:
                    yield Awaited(said.id, CONFIRM)
    rows = Decision.objects.filter(item__meeting=meeting, standing=Standing.AWAITED)
    for decision in rows.select_related("owner", "item__meeting"):
        for voice in queries.awaited(decision):
            for organisation, _ in voice.organisations:
                yield Awaited(organisation, PROMISE)


def unanswered_dates(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the meetings ahead on whose day neither the actor's organisation nor its side said."""
    mine = {seat.office.organisation_id for seat in actor.seats if seat.office.negotiates}
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.is_party}
    if not mine or not tables:
        return
    rows = Meeting.objects.visible_to(actor).filter(
        bargaining_table__in=tables, state__in=AHEAD, starts_at__gt=timezone.now()
    )
    for page in pages_of(rows.select_related("bargaining_table"), "starts_at"):
        for meeting in with_sides(page, actor):
            open_sides = (side for side in meeting.sides if not side.confirmed)
            asked = (said for side in open_sides for said in side.organisations)
            if any(said.id in mine and said.answer is None for said in asked):
                about = deadlines.reference_to(meeting.kind, meeting.pk, meeting)
                day = timezone.localdate(meeting.starts_at)
                yield Waiting("meeting", about, CONFIRM, due_on=day)
