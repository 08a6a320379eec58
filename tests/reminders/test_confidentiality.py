"""Nobody's inbox holds, shows or mails what its owner may not see; each wall keeps it alone."""

from contextlib import contextmanager

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.outbox import relay
from backend.parties.actors import ANONYMOUS, SYSTEM
from backend.parties.models import Affiliation
from backend.reminders import contents, notices
from backend.reminders.models import Mail, Preferences, Reminder
from backend.reminders.sweep import sweep
from backend.workflow.records import record
from tests import people
from tests.reminders.scene import REVIEW, at, change, days, initiative, names, written

SECRET = "Wij zetten in op drie procent"
OUTSIDERS = ("bram", "otto", "lies", "nick", "ada")


@pytest.fixture
def inboxes(circle):
    """Wil, Vera and Sanne were each reminded of one initiative."""
    subject = initiative(circle)
    sweep(at(REVIEW - days(30)))
    return subject


def follows(subject):
    """Something happens to the subject, and the outbox hears of it."""
    with acting_as(SYSTEM):
        subject.refresh_from_db()
        record(subject, "edit", actor=SYSTEM, office=None, facts={})
    while relay.deliver_one((notices.consume,)):
        pass


class TestWhatIsWritten:
    def test_never_holds_what_its_reader_may_not_see(self, circle):
        initiative(circle, title=SECRET, visibility="side_private", side="employer")
        initiative(circle, title="Samen", visibility="parties")
        sweep(at(REVIEW - days(30)))
        told = [row for row in written() if SECRET in row.text + row.status + row.subject_title]
        assert names(told) == ["wil"]
        assert names(written(subject_title="Samen")) == ["sanne", "vera", "wil"]

    def test_is_of_the_moment_of_writing_not_of_planning(self, circle):
        subject = initiative(circle, title="Open")
        change(subject, title=SECRET, visibility="side_private", side="employer")
        sweep(at(REVIEW - days(30)))
        assert names(written()) == ["wil"]

    def test_about_another_table_reaches_nobody_here(self, circle):
        other = people.a_circle("elders")
        initiative(other, title=SECRET)
        sweep(at(REVIEW - days(30)))
        assert names(written()) == ["elders-sanne", "elders-vera", "elders-wil"]


class TestTheFirstWall:
    """`visible_to`, with row security out of the way."""

    def test_shows_everybody_their_own_rows_only(self, circle, inboxes):
        with acting_as(SYSTEM):
            for name in ("wil", "vera", "sanne"):
                assert names(Reminder.objects.visible_to(circle.actor(name))) == [name]
            for actor in [ANONYMOUS, *(circle.actor(name) for name in OUTSIDERS)]:
                assert not Reminder.objects.visible_to(actor).exists()

    def test_takes_back_what_somebody_who_changed_sides_may_not_read_any_more(
        self, circle, inboxes
    ):
        vera = circle.people["vera"]
        Affiliation.objects.filter(person=vera).update(valid_until=timezone.localdate() - days(1))
        with acting_as(SYSTEM):
            assert not Reminder.objects.visible_to(circle.actor("vera")).exists()

    def test_takes_back_what_became_narrower_and_gives_what_became_wider(self, circle, inboxes):
        change(inboxes, visibility="side_private", side="employer")
        follows(inboxes)
        with acting_as(SYSTEM):
            assert not Reminder.objects.visible_to(circle.actor("vera")).exists()
            assert Reminder.objects.visible_to(circle.actor("wil")).exists()
        change(inboxes, visibility="public", side="")
        follows(inboxes)
        with acting_as(SYSTEM):
            assert Reminder.objects.visible_to(circle.actor("vera")).exists()


class TestAMail:
    """Composed while either wall is down, it still has nothing that is not its reader's."""

    @pytest.fixture
    def narrowed(self, circle, inboxes):
        change(inboxes, title=SECRET, visibility="side_private", side="employer")
        return inboxes

    def told(self, circle):
        with acting_as(SYSTEM):
            rows = Mail.objects.filter(closed_at__isnull=True).select_related("recipient")
            found = {mail.recipient.name: contents.of(mail, mail.due_at) for mail in rows}
        return {name for name, says in found.items() if SECRET in repr(says)}

    def test_is_kept_so_by_both(self, circle, narrowed):
        assert self.told(circle) == {"Wil"}

    def test_is_kept_so_by_the_first_alone(self, circle, narrowed, monkeypatch):
        monkeypatch.setattr("backend.reminders.contents.acting_as", lambda _: acting_as(SYSTEM))
        assert self.told(circle) == {"Wil"}

    def test_is_kept_so_by_the_second_alone(self, circle, narrowed, monkeypatch):
        monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _: rows.all())
        assert self.told(circle) == {"Wil"}


class TestTheSecondWall:
    """Row security, with `visible_to` out of the way."""

    @pytest.fixture(autouse=True)
    def _no_first_wall(self, monkeypatch):
        monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _: rows.all())

    def test_shows_everybody_their_own_rows_only(self, circle, inboxes):
        for name in ("wil", "vera", "sanne"):
            with acting_as(circle.actor(name)):
                assert names(Reminder.objects.all()) == [name]
        for actor in [ANONYMOUS, *(circle.actor(name) for name in OUTSIDERS)]:
            with acting_as(actor):
                assert not Reminder.objects.exists()
        assert not Reminder.objects.exists()

    def test_takes_back_what_somebody_who_changed_sides_may_not_read_any_more(
        self, circle, inboxes
    ):
        vera = circle.people["vera"]
        Affiliation.objects.filter(person=vera).update(valid_until=timezone.localdate() - days(1))
        with acting_as(circle.actor("vera")):
            assert not Reminder.objects.exists()

    def test_lets_nobody_change_or_remove_anothers_rows(self, circle, inboxes):
        with acting_as(circle.actor("vera")):
            assert Reminder.objects.update(read_at=timezone.now()) == 1
            assert Reminder.objects.exclude(recipient=circle.people["vera"]).delete()[0] == 0
        assert names(written(read_at__isnull=False)) == ["vera"]

    def test_shows_everybody_their_own_mails_and_preferences_only(self, circle, inboxes):
        with acting_as(SYSTEM):
            for name in ("wil", "vera", "sanne"):
                Preferences.objects.create(person=circle.people[name], digest_hour=7)
        for name in ("wil", "vera", "sanne"):
            with acting_as(circle.actor(name)):
                assert {mail.recipient.name.lower() for mail in Mail.objects.all()} == {name}
                assert [each.person.name.lower() for each in Preferences.objects.all()] == [name]
                others = Preferences.objects.exclude(person=circle.people[name])
                assert others.update(digest_hour=3) == 0
        for actor in (ANONYMOUS, circle.actor("ada"), circle.actor("nick")):
            with acting_as(actor):
                assert not Mail.objects.exists()
                assert not Preferences.objects.exists()
        assert not Mail.objects.exists()
        assert not Preferences.objects.exists()

    def test_still_gives_no_letter_to_who_may_not_read_the_subject(self, circle):
        initiative(circle, title=SECRET, visibility="side_private", side="employer")
        sweep(at(REVIEW - days(30)))
        assert names(written()) == ["wil"]


def test_without_the_second_wall_the_first_still_gives_no_letter(circle, monkeypatch):
    @contextmanager
    def as_everything():
        with acting_as(SYSTEM):
            yield lambda _: None

    monkeypatch.setattr("backend.reminders.inbox.acting_in_turn", as_everything)
    initiative(circle, title=SECRET, visibility="side_private", side="employer")
    sweep(at(REVIEW - days(30)))
    assert names(written()) == ["wil"]
