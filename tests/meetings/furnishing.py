"""Meetings for the house full of rows, with what each side prepares for them alone."""

from django.utils import timezone

from backend.meetings.models import (
    AgendaItem,
    Correction,
    Decision,
    ItemLink,
    Meeting,
    MeetingAnswer,
)
from backend.workflow import dues
from tests.confidentiality.world import World
from tests.meetings.scene import at_ten


def a_meeting_of(world: World, visibility: str) -> Meeting:
    """A meeting that is read at one level; its items are about every clause of the world."""
    word = world.word()
    meeting = Meeting.objects.create(
        bargaining_table=world.circle.table,
        visibility=visibility,
        state="held",
        form="negotiation_round" if visibility == "table" else "steering_group",
        number=1,
        title=word,
        place=word,
        minutes=word,
        starts_at=at_ten(0),
    )
    world.keep("meeting", meeting, word)
    dues.replan(meeting)
    shared = _item(world, meeting, visibility)
    for side in ("employer", "union"):
        _item(world, meeting, "side_private", side)
    reading = {"bargaining_table": world.circle.table, "visibility": visibility}
    now, text = timezone.now(), world.word()
    decision = Decision.objects.create(
        item=shared, outcome="noted", text=text, recorded_at=now, **reading
    )
    world.keep("decision", decision, text)
    text = world.word()
    said = MeetingAnswer.objects.create(
        meeting=meeting,
        asked=1,
        answer="no",
        reason=text,
        organisation=world.circle.organisations["bond-een"],
        answered_at=now,
        **reading,
    )
    world.keep("meetingAnswer", said, text)
    text = world.word()
    correction = Correction.objects.create(meeting=meeting, text=text, added_at=now, **reading)
    world.keep("correction", correction, text)
    return meeting


def _item(world: World, meeting: Meeting, visibility: str, side: str = "") -> AgendaItem:
    word = world.word()
    reading = {"bargaining_table": world.circle.table, "visibility": visibility, "side": side}
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=0 if side else 1,
        title=word,
        note=word,
        created_at=timezone.now(),
        **reading,
    )
    world.keep("item", item, word)
    ItemLink.objects.bulk_create(
        ItemLink(item=item, subject_kind=kind, subject_id=row.pk, **reading)
        for kind in ("clause", "initiative", "commitment")
        for row in world.rows[kind]
    )
    return item
