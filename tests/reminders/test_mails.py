"""A mail that is queued leaves, at least once and under one Message-ID, or is counted as parked."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from backend.parties.models import Affiliation, Person
from backend.reminders import contents, mails, messages
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from tests import people
from tests.api.clients import Api
from tests.reminders.post_office import PostOffice
from tests.reminders.scene import (
    REVIEW,
    at,
    carried,
    change,
    consulted,
    days,
    names,
    post,
    posted,
    written,
)

BROKEN = f"{__name__}.BrokenServer"
AWAY = f"{__name__}.AbsentServer"
EVERYBODY = ["bram@example.org", "vera@example.org", "wil@example.org"]


class BrokenServer(BaseEmailBackend):
    """A server that refuses every mail."""

    def send_messages(self, email_messages):
        raise ValueError("550 no such user")


class AbsentServer(BaseEmailBackend):
    """A server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError("nobody there")

    def send_messages(self, email_messages):
        raise AssertionError("nothing can be sent to a server that is not there")


@pytest.fixture
def queued(circle):
    """Three mails that are at once, about one ballot: to Wil, Vera and Bram."""
    subject = consulted(circle, timezone.localdate() + days(2))
    sweep()
    return subject


def at_once():
    return post(sort=Mail.AT_ONCE)


def in_folder(settings):
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def addressed(settings):
    return sorted(each["To"] for each in in_folder(settings))


class TestInEmbeddedMode:
    def test_each_mail_becomes_one_file(self, queued, settings):
        assert mails.send_due() == 3
        assert mails.send_due() == 0
        assert addressed(settings) == EVERYBODY
        assert all(each.sent_at for each in at_once())

    def test_a_mail_can_be_read_as_text_and_as_html(self, queued, settings):
        Person.objects.filter(name="Vera").update(language="en")
        mails.send_due()
        (mail_to_wil,) = [each for each in in_folder(settings) if "wil" in each["To"]]
        (row,) = post(recipient__name="Wil", sort=Mail.AT_ONCE)
        (item,) = carried(row)
        assert mail_to_wil["Subject"] == "Uitslag raadpleging: over 2 dagen - 5.2 Roosters"
        assert mail_to_wil["Message-ID"] == row.message_id == f"<{row.pk}@127.0.0.1>"
        assert mail_to_wil["Auto-Submitted"] == "auto-generated"
        assert mail_to_wil["Content-Language"] == "nl"
        text = mail_to_wil.get_body(("plain",)).get_content()
        html = mail_to_wil.get_body(("html",)).get_content()
        for content in (text, html):
            assert "(over 2 dagen)" in content
            assert content.count(item.link) == 1
            assert "omdat u optreedt voor Werkgevers" in content
            assert "/herinneringen/instellingen" in content
        (mail_to_vera,) = [each for each in in_folder(settings) if "vera" in each["To"]]
        assert mail_to_vera["Subject"] == "Ballot outcome: in 2 days - 5.2 Roosters"

    def test_nothing_in_a_mail_is_taken_for_markup(self, circle, settings):
        consulted(circle, timezone.localdate() + days(2), title="Regel\ntwee & <b>vet</b>")
        sweep()
        mails.send_due()
        first = in_folder(settings)[0]
        assert "\n" not in first["Subject"]
        assert "&lt;b&gt;vet&lt;/b&gt;" in first.get_body(("html",)).get_content()
        assert "<b>vet</b>" in first.get_body(("plain",)).get_content()


class TestASmtpServer:
    def test_gets_the_mail_by_configuration_alone(self, queued, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        mails.send_due()
        assert len(mail.outbox) == 3
        assert {message.extra_headers["Message-ID"] for message in mail.outbox} == {
            each.message_id for each in at_once()
        }

    def test_that_is_away_costs_no_attempt_and_loses_nothing(self, queued, settings):
        folder = settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = AWAY
        for _ in range(mails.LAST_ATTEMPT + 1):
            assert mails.send_due() == 0
        assert {each.attempts for each in at_once()} == {0}
        settings.EMAIL_BACKEND = folder
        assert mails.send_due() == 3

    def test_that_refuses_a_mail_is_tried_again_after_a_growing_rest(self, queued, settings):
        folder, now = settings.EMAIL_BACKEND, timezone.now()
        settings.EMAIL_BACKEND = BROKEN
        assert mails.send_due(now) == 3
        assert mails.send_due(now + mails.FIRST_PAUSE - timedelta(seconds=1)) == 0
        assert mails.send_due(now + mails.FIRST_PAUSE) == 3
        assert {(each.attempts, each.sent_at) for each in at_once()} == {(2, None)}
        settings.EMAIL_BACKEND = folder
        assert mails.send_due(now + 3 * mails.FIRST_PAUSE) == 3
        assert {each.error for each in at_once()} == {""}

    def test_that_keeps_refusing_gets_the_mail_parked_where_it_is_counted(self, queued, settings):
        folder, now = settings.EMAIL_BACKEND, timezone.now()
        settings.EMAIL_BACKEND = BROKEN
        for _ in range(mails.LAST_ATTEMPT):
            mails.send_due(now)
            now += mails.LONGEST_PAUSE
        row = at_once()[0]
        assert row.parked_at is not None
        assert row.sent_at is None
        assert "no such user" in row.error
        parked = len(post(parked_at__isnull=False))
        assert mails.retry_parked() == parked >= 3
        settings.EMAIL_BACKEND = folder
        mails.send_due()
        again = at_once()[0]
        assert again.sent_at is not None
        assert again.message_id == row.message_id

    def test_that_refuses_one_mail_gets_the_others(self, queued, settings, monkeypatch):
        real = messages.of

        def of(row, says):
            if row.recipient.name == "Vera":
                raise UnicodeError("such an address")
            return real(row, says)

        monkeypatch.setattr(messages, "of", of)
        assert mails.send_due() == 3
        assert addressed(settings) == ["bram@example.org", "wil@example.org"]
        assert [each.recipient.name for each in at_once() if each.error] == ["Vera"]

    def test_gets_the_others_when_one_cannot_be_composed(self, queued, settings, monkeypatch):
        real = contents.of

        def of(row, now):
            if row.recipient.name == "Vera":
                Mail.objects.raw("select no_such_column")[0]
            return real(row, now)

        monkeypatch.setattr(contents, "of", of)
        assert mails.send_due() == 3
        assert addressed(settings) == ["bram@example.org", "wil@example.org"]
        assert [each.attempts for each in at_once() if each.error] == [1]

    def test_gets_the_rest_of_a_mail_of_which_one_item_is_broken(
        self, circle, settings, monkeypatch
    ):
        broken = consulted(circle, timezone.localdate() + days(2))
        consulted(circle, timezone.localdate() + days(2), title="Heel")
        sweep()
        monkeypatch.setattr(
            type(broken),
            "caption",
            property(lambda self: "Heel" if self.pk != broken.pk else self.nothing),
        )
        mails.send_due()
        text = "".join(
            each.get_body(("plain",)).get_content()
            for each in in_folder(settings)
            if "wil" in each["To"]
        )
        assert "Heel" in text
        assert "5.2 Roosters" in text  # as the inbox has it


class TestWhatIsNoLongerTheirs:
    def test_a_mail_about_what_the_reader_may_not_see_any_more_is_withheld(self, queued, settings):
        change(queued, visibility="side_private", side="employer")
        mails.send_due()
        assert addressed(settings) == ["wil@example.org"]
        assert names(post(withheld_at__isnull=False, sort=Mail.AT_ONCE)) == ["bram", "vera"]
        assert names(written(left_out_at__isnull=False)) == ["bram", "vera"]

    def test_a_mail_to_somebody_who_left_is_withheld(self, queued, settings):
        Affiliation.objects.filter(person__name="Vera").update(
            valid_until=timezone.localdate() - days(1)
        )
        Person.objects.filter(name="Bram").update(is_active=False)
        mails.send_due()
        assert addressed(settings) == ["wil@example.org"]

    def test_what_was_withheld_is_neither_tried_again_nor_counted_as_waiting(self, queued):
        Person.objects.update(is_active=False)
        assert mails.send_due() == 3
        assert mails.send_due() == 0


def test_a_mail_that_is_being_sent_is_nobody_elses(committed_database, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    consulted(people.a_circle(), timezone.localdate() + days(2))
    sweep()
    barrier = threading.Barrier(4)

    def work(_):
        try:
            barrier.wait(10)
            return mails.send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert len(list(tmp_path.glob("*.eml"))) == 3
    assert all(each.sent_at and each.attempts == 1 for each in at_once())


def test_a_crash_between_recording_and_sending_loses_nothing(
    committed_database, settings, tmp_path
):
    settings.EMAIL_FILE_PATH = tmp_path
    consulted(people.a_circle(), timezone.localdate() + days(2))
    sweep()
    settings.EMAIL_BACKEND = f"{__name__}.Dies"
    with pytest.raises(KeyboardInterrupt):
        mails.send_due()
    assert [(each.sent_at, each.attempts) for each in at_once()] == 3 * [(None, 0)]
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    assert mails.send_due() == 3
    ids = [message_from_bytes(file.read_bytes())["Message-ID"] for file in tmp_path.glob("*.eml")]
    assert sorted(ids) == sorted(each.message_id for each in at_once())


class Dies(BaseEmailBackend):
    """The process ends while it sends."""

    def send_messages(self, email_messages):
        raise KeyboardInterrupt


def test_what_is_told_after_a_mail_was_tried_goes_in_another(circle, settings):
    first = consulted(circle, timezone.localdate() + days(2))
    sweep()
    settings.EMAIL_BACKEND = BROKEN
    mails.send_due()
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    second = consulted(circle, timezone.localdate() + days(2), agreement=first.agreement)
    sweep()
    wils = post(recipient__name="Wil", sort=Mail.AT_ONCE)
    assert [[row.subject_id for row in carried(each)] for each in wils] == [
        [first.pk],
        [second.pk],
    ]
    posted(timezone.now() + mails.FIRST_PAUSE)
    assert len(in_folder(settings)) == 6


def test_what_waited_too_long_tells_nothing_that_is_not_true_any_more(circle, settings):
    subject = consulted(circle, REVIEW)
    sweep(at(REVIEW - days(7)))
    change(subject, state="ratified")
    assert posted(at(REVIEW)) > 0
    assert in_folder(settings) == []


class TestAnAddressThatIsRefused:
    """By a real mail server, one recipient of many."""

    @pytest.fixture
    def office(self, settings):
        with PostOffice() as office:
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.server_address[1]
            yield office

    def test_is_noted_and_shown_and_holds_up_nobody(self, queued, circle, office):
        office.refused["vera@example.org"] = "550 no such user"
        assert mails.send_due() == 3
        assert sorted(each["To"] for each in office.received) == [
            "bram@example.org",
            "wil@example.org",
        ]
        (mail,) = post(refused_at__isnull=False)
        assert (mail.recipient.name, mail.sent_at, mail.parked_at) == ("Vera", None, None)
        assert "no such user" in mail.error
        mails.send_due(timezone.now() + mails.LONGEST_PAUSE)
        assert [each.attempts for each in post(pk=mail.pk)] == [1]
        own = Api(circle.people["vera"]).get("/v1/me/notification-preferences").json()
        assert own["mailRefusedAt"] is not None
        seen = Api(circle.people["ada"]).get("/v1/people").json()["items"]
        assert [each["name"] for each in seen if each["mailRefusedAt"]] == ["Vera"]
        others = Api(circle.people["wil"]).get("/v1/me/notification-preferences").json()
        assert others["mailRefusedAt"] is None
        work = Api(circle.people["ada"]).get("/v1/status").json()["work"]
        assert (work["mailsWaiting"], work["mailsParked"]) == (0, 0)

    def test_is_tried_again_when_asked_and_forgotten_when_it_takes_mail(
        self, queued, circle, office
    ):
        office.refused["vera@example.org"] = "550 no such user"
        mails.send_due()
        office.refused.clear()
        assert mails.retry_parked() == 1
        assert mails.send_due() == 1
        assert len(office.received) == 3
        assert Person.objects.get(name="Vera").mail_refused_at is None

    def test_for_now_is_tried_again_by_itself(self, queued, office):
        office.refused["vera@example.org"] = "450 mailbox busy"
        mails.send_due()
        assert post(refused_at__isnull=False) == []
        assert Person.objects.get(name="Vera").mail_refused_at is None
        office.refused.clear()
        mails.send_due(timezone.now() + mails.FIRST_PAUSE)
        assert len(office.received) == 3
