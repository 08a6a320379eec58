"""A calendar's address for the house full of rows, and what it was told."""

from django.utils import timezone

from backend.calendars.models import CalendarEntry, CalendarFeed
from backend.parties.models import Person
from backend.reference.ids import new_id
from tests.confidentiality.world import World


def a_feed_of(world: World, person: Person) -> None:
    """An address of one person, at which one date was told."""
    word, now = world.word(), timezone.now()
    feed = CalendarFeed.objects.create(person=person, name=word, digest=word, created_at=now)
    CalendarEntry.objects.create(
        feed=feed,
        person=person,
        uid=new_id(),
        digest=word,
        sequence=0,
        day=now.date(),
        changed_at=now,
    )
    world.keep("calendarFeed", feed, word)
