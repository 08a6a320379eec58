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

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Person
from backend.reminders import mails
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from tests import people
from tests.reminders.scene import REVIEW, at, change, days, initiative, written

BROKEN = f"{__name__}.BrokenServer"
AWAY = f"{__name__}.AbsentServer"


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
    """Three mails about one review."""
    subject = initiative(circle)
    sweep(at(REVIEW - days(30)))
    return subject


def in_folder(settings):
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


class TestInEmbeddedMode:
    def test_each_mail_becomes_one_file(self, queued, settings):
        assert mails.send_due() == 3
        assert mails.send_due() == 0
        found = in_folder(settings)
        assert sorted(each["To"] for each in found) == [
            "sanne@example.org",
            "vera@example.org",
            "wil@example.org",
        ]
        assert all(row.sent_at for row in written())

    def test_a_mail_can_be_read_as_text_and_as_html(self, queued, settings):
        Person.objects.filter(name="Vera").update(language="en")
        mails.send_due()
        (mail_to_wil,) = [each for each in in_folder(settings) if "wil" in each["To"]]
        row = next(row for row in written() if row.recipient.name == "Wil")
        assert mail_to_wil["Subject"] == (
            "Tussenevaluatie: over 30 dagen - Zelfroosteren op de afdeling"
        )
        assert mail_to_wil["Message-ID"] == row.message_id == f"<{row.pk}@127.0.0.1>"
        assert mail_to_wil["Auto-Submitted"] == "auto-generated"
        assert mail_to_wil["Content-Language"] == "nl"
        text = mail_to_wil.get_body(("plain",)).get_content()
        html = mail_to_wil.get_body(("html",)).get_content()
        for content in (text, html):
            assert "2 juni 2031 (over 30 dagen)" in content
            assert row.link in content
        assert "omdat u optreedt voor Werkgevers" in text


class TestASmtpServer:
    def test_gets_the_mail_by_configuration_alone(self, queued, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        mails.send_due()
        assert len(mail.outbox) == 3
        assert {message.extra_headers["Message-ID"] for message in mail.outbox} == {
            row.message_id for row in written()
        }

    def test_that_is_away_costs_no_attempt_and_loses_nothing(self, queued, settings):
        folder = settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = AWAY
        for _ in range(mails.LAST_ATTEMPT + 1):
            assert mails.send_due() == 0
        assert {row.attempts for row in written()} == {0}
        settings.EMAIL_BACKEND = folder
        assert mails.send_due() == 3

    def test_that_refuses_a_mail_is_tried_again_after_a_growing_rest(self, queued, settings):
        folder, now = settings.EMAIL_BACKEND, timezone.now()
        settings.EMAIL_BACKEND = BROKEN
        assert mails.send_due(now) == 3
        assert mails.send_due(now + mails.FIRST_PAUSE - timedelta(seconds=1)) == 0
        assert mails.send_due(now + mails.FIRST_PAUSE) == 3
        assert {(row.attempts, row.sent_at) for row in written()} == {(2, None)}
        settings.EMAIL_BACKEND = folder
        assert mails.send_due(now + 3 * mails.FIRST_PAUSE) == 3
        assert {row.error for row in written()} == {""}

    def test_that_keeps_refusing_gets_the_mail_parked_where_it_is_counted(self, queued, settings):
        folder, now = settings.EMAIL_BACKEND, timezone.now()
        settings.EMAIL_BACKEND = BROKEN
        for _ in range(mails.LAST_ATTEMPT):
            assert mails.send_due(now) == 3
            now += mails.LONGEST_PAUSE
        assert mails.send_due(now) == 0
        row = written()[0]
        assert row.parked_at is not None
        assert row.sent_at is None
        assert "no such user" in row.error
        assert mails.retry_parked() == 3
        settings.EMAIL_BACKEND = folder
        assert mails.send_due() == 3
        assert written()[0].message_id == row.message_id

    def test_that_refuses_one_mail_gets_the_others(self, queued, settings, monkeypatch):
        real = mails.message_of

        def message_of(row):
            if row.recipient.name == "Vera":
                raise UnicodeError("such an address")
            return real(row)

        monkeypatch.setattr(mails, "message_of", message_of)
        assert mails.send_due() == 3
        assert sorted(each["To"] for each in in_folder(settings)) == [
            "sanne@example.org",
            "wil@example.org",
        ]


class TestWhatIsNoLongerTheirs:
    def test_a_mail_about_what_the_reader_may_not_see_any_more_is_withheld(self, queued, settings):
        change(queued, visibility="side_private", side="employer")
        mails.send_due()
        assert [each["To"] for each in in_folder(settings)] == ["wil@example.org"]
        assert {row.recipient.name for row in written(withheld_at__isnull=False)} == {
            "Vera",
            "Sanne",
        }

    def test_a_mail_to_somebody_who_left_is_withheld(self, queued, settings):
        Affiliation.objects.filter(person__name="Vera").update(
            valid_until=timezone.localdate() - days(1)
        )
        Person.objects.filter(name="Sanne").update(is_active=False)
        mails.send_due()
        assert [each["To"] for each in in_folder(settings)] == ["wil@example.org"]

    def test_what_was_withheld_is_neither_tried_again_nor_counted_as_waiting(self, queued):
        Person.objects.update(is_active=False)
        assert mails.send_due() == 3
        assert mails.send_due() == 0


def test_a_mail_that_is_being_sent_is_nobody_elses(committed_database, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    initiative(people.a_circle())
    sweep(at(REVIEW - days(30)))
    barrier = threading.Barrier(4)

    def work(_):
        try:
            barrier.wait(10)
            return mails.send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = sum(threads.map(work, range(4)))
    assert sent == 3
    assert len(list(tmp_path.glob("*.eml"))) == 3


def test_a_crash_between_recording_and_sending_loses_nothing(
    committed_database, settings, tmp_path
):
    settings.EMAIL_FILE_PATH = tmp_path
    initiative(people.a_circle())
    sweep(at(REVIEW - days(30)))
    settings.EMAIL_BACKEND = f"{__name__}.Dies"
    with pytest.raises(KeyboardInterrupt):
        mails.send_due()
    with acting_as(SYSTEM):
        assert Reminder.objects.filter(sent_at__isnull=True, attempts=0).count() == 3
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    assert mails.send_due() == 3
    ids = [message_from_bytes(file.read_bytes())["Message-ID"] for file in tmp_path.glob("*.eml")]
    assert sorted(ids) == sorted(row.message_id for row in written())


class Dies(BaseEmailBackend):
    """The process ends while it sends."""

    def send_messages(self, email_messages):
        raise KeyboardInterrupt
