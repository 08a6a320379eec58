"""Where mails become files, people read their own in the screens, and nobody else's, ever."""

import os

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from backend.config.places import Places
from backend.config.supervisor import where_mails_are
from backend.reminders import written as mail_files_of
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import change, consulted, days, post, posted

ADDRESS = "/v1/me/mails"


@pytest.fixture
def told(circle):
    """Wil, Vera and Bram got a mail about one ballot."""
    consulted(circle, timezone.localdate() + days(2))
    sweep()
    posted(timezone.now())
    return circle


def mails_of(circle, who):
    """What somebody finds there."""
    answer = Api(circle.people[who]).get(ADDRESS)
    assert answer.status_code == 200
    return answer.json()["items"]


def browser(circle, who=None):
    """A browser in which somebody is logged in, or nobody."""
    client = Client()
    if who:
        client.force_login(circle.people[who])
    return client


def the_mail(name):
    (mail,) = post(recipient__name=name, sent_at__isnull=False)
    return mail


class TestOwnMails:
    def test_are_as_they_were_written(self, told, settings):
        (mail,) = mails_of(told, "vera")
        (file,) = (
            file.read_text(encoding="utf-8")
            for file in settings.EMAIL_FILE_PATH.glob("*.eml")
            if "vera@example.org" in file.read_text(encoding="utf-8")
        )
        assert mail["standing"] == "sent"
        assert mail["id"] == str(the_mail("Vera").pk)
        assert mail["subject"].startswith("Uitslag raadpleging: over 2 dagen")
        assert "U krijgt dit bericht omdat u optreedt voor Bond Een." in mail["text"]
        assert mail["hasHtml"] is True
        assert the_mail("Vera").message_id in file

    def test_come_the_newest_first_and_fifty_at_most(self, told, monkeypatch):
        first = the_mail("Vera").pk
        consulted(told, timezone.localdate() + days(3), title="Later")
        sweep()
        posted(timezone.now())
        newest, older = mails_of(told, "vera")
        assert (older["id"], newest["writtenAt"] > older["writtenAt"]) == (str(first), True)
        monkeypatch.setattr(mail_files_of, "MOST", 1)
        assert mails_of(told, "vera") == [newest]

    def test_that_had_nothing_left_to_tell_say_that_they_would_not_have_left(self, circle):
        subject = consulted(circle, timezone.localdate() + days(2))
        sweep()
        change(subject, timezone.localdate(), state="ratified")
        posted(timezone.now())
        (mail,) = mails_of(circle, "vera")
        assert (mail["standing"], mail["text"], mail["hasHtml"]) == ("withheld", "", False)

    def test_without_a_file_are_there_without_their_text(self, told, settings):
        for file in settings.EMAIL_FILE_PATH.iterdir():
            file.unlink()
        (mail,) = mails_of(told, "vera")
        assert (mail["standing"], mail["subject"], mail["text"]) == ("sent", "", "")

    def test_are_nobody_elses(self, told):
        assert mails_of(told, "sanne") == []
        assert mails_of(told, "ada") == []
        assert [each["id"] for each in mails_of(told, "wil")] == [str(the_mail("Wil").pk)]
        assert Client().get(ADDRESS).status_code == 401

    def test_are_not_read_through_a_link_from_a_stray_file_or_from_one_that_says_another_id(
        self, told, settings, tmp_path
    ):
        (own,) = (
            f for f in settings.EMAIL_FILE_PATH.glob("*.eml") if b"To: vera" in f.read_bytes()
        )
        (other,) = (
            f for f in settings.EMAIL_FILE_PATH.glob("*.eml") if b"To: wil" in f.read_bytes()
        )
        other.replace(own)  # another mail under the name of this one
        assert mails_of(told, "vera")[0]["text"] == ""
        own.rename(tmp_path / "elsewhere.eml")
        own.symlink_to(tmp_path / "elsewhere.eml")
        assert mails_of(told, "vera")[0]["text"] == ""
        own.unlink()
        os.mkfifo(own)  # nobody waits for a writer
        assert mails_of(told, "vera")[0]["text"] == ""


class TestTheHtml:
    def test_is_a_page_of_its_own_in_which_nothing_runs(self, told):
        page = browser(told, "vera").get(f"/mails/{the_mail('Vera').pk}")
        assert page.status_code == 200
        assert "<html" in page.content.decode()
        policy = page["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';")
        assert "allow-scripts" not in policy
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert page["Cache-Control"] == "no-store"

    def test_leads_out_of_the_frame_without_a_way_back(self, told):
        page = browser(told, "vera").get(f"/mails/{the_mail('Vera').pk}")
        policy = page["Content-Security-Policy"]
        assert "; sandbox allow-popups allow-popups-to-escape-sandbox;" in policy
        html = page.content.decode()
        assert html.index('<base target="_blank">') < html.index("<a ")
        assert html.count("<a ") == html.count(' rel="noopener"') > 1

    def test_is_there_for_nobody_else(self, told):
        address = f"/mails/{the_mail('Vera').pk}"
        for who in (None, "wil", "sanne", "ada"):
            assert browser(told, who).get(address).status_code == 404
        assert browser(told, "vera").post(address).status_code == 405


def test_where_mails_are_sent_there_is_nothing(told):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend"):
        assert Api(told.people["vera"]).get(ADDRESS).status_code == 404
        page = browser(told, "vera").get(f"/mails/{the_mail('Vera').pk}")
        assert page.status_code == 404
        assert Api(told.people["vera"]).get("/v1/me").json()["mailsAreFiles"] is False
    assert Api(told.people["vera"]).get("/v1/me").json()["mailsAreFiles"] is True


def test_the_server_says_where_they_are(tmp_path, monkeypatch):
    monkeypatch.delenv("SMTP_URL", raising=False)
    said = where_mails_are(Places(tmp_path), "http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000/mails" in said
    assert str(tmp_path / "mail") in said
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example")
    assert "SMTP_URL" in where_mails_are(Places(tmp_path), "http://127.0.0.1:8000")
