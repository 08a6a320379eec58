"""A calendar holds what its owner may see at that moment, and each wall keeps it so alone."""

from backend.calendars.models import CalendarEntry, CalendarFeed
from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.parties.actors import ANONYMOUS, SYSTEM
from tests.calendars.scene import Program
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.world import PEOPLE


def no_first_wall(patch):
    patch.setattr(VisibleQuerySet, "visible_to", lambda rows, _: rows.all())


def no_second_wall(patch):
    for module in ("feed", "deadlines"):
        patch.setattr(f"backend.calendars.{module}.acting_as", lambda _: acting_as(SYSTEM))


def test_everybodys_calendar_holds_no_word_that_is_kept_from_them(db, monkeypatch):
    world = a_world()
    programs = {n: Program(world.circle.people[n]) for n in PEOPLE if n in world.circle.people}
    assert len(programs) >= len(PEOPLE) - 2
    for take_down in (lambda _: None, no_first_wall, no_second_wall):
        with monkeypatch.context() as patch:
            take_down(patch)
            told = {name: each.fetch().content.decode() for name, each in programs.items()}
        told = {name: text.replace("\r\n ", "") for name, text in told.items()}
        for name, text in told.items():
            assert [c.word for c in world.kept_from(name) if c.word in text] == [], name
            for meeting in world.visible("meeting", name):
                assert meeting.title in text, name
        subjects = ("clause", "initiative", "commitment")
        known = {c.word for c in world.canaries if c.kind in subjects}
        assert sum(word in told["wil"] for word in known) > 3


def test_behind_the_second_wall_nobody_finds_anothers_addresses(circle, monkeypatch):
    for name in ("wil", "vera"):
        assert Program(circle.people[name]).fetch().status_code == 200
    monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _: rows.all())
    for name in ("wil", "vera"):
        with acting_as(circle.actor(name)):
            assert [feed.person.name.lower() for feed in CalendarFeed.objects.all()] == [name]
            assert CalendarFeed.objects.exclude(person=circle.people[name]).delete()[0] == 0
            assert not CalendarEntry.objects.exclude(person=circle.people[name]).exists()
    for actor in (ANONYMOUS, circle.actor("ada")):
        with acting_as(actor):
            assert not CalendarFeed.objects.exists()
