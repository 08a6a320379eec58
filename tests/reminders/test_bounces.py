"""A mail that comes back later is noted as one that was refused at once; nothing else is."""

import io
import os
import sys
from email import message_from_bytes, policy

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from backend.parties.models import Person
from backend.reminders import bouncing, mails
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import consulted, days, post, posted

REPORT = """\
From: MAILER-DAEMON@relay.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

I'm sorry to have to inform you. <script>alert(1)</script>

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Arrival-Date: Mon, 30 Nov 2026 08:00:00 +0100

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--grens
Content-Type: {kind}

Message-ID: {message_id}
Subject: Uitslag raadpleging

--grens--
"""


@pytest.fixture
def sent(circle):
    """The mail to Vera that the mail server took."""
    consulted(circle, timezone.localdate() + days(2))
    sweep()
    posted(timezone.now())
    return mail_to("Vera")


def mail_to(name):
    (mail,) = (m for m in post(recipient__name=name) if m.sent_at or m.refused_at)
    return mail


def report(mail, **said):
    """What comes back of a mail, unless it says something else."""
    said = {
        "to": "polderspoor@localhost",
        "address": mail.recipient.email,
        "action": "failed",
        "status": "5.1.1",
        "kind": "text/rfc822-headers",
        "message_id": mail.message_id,
    } | said
    return REPORT.format(**said).encode()


def take(text, monkeypatch, capsys):
    """Hand it to the command as a mail server does; its exit code and all that it printed."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    try:
        call_command("take_bounce")
    except CommandError as error:
        return error.returncode, capsys.readouterr().out + str(error)
    return 0, capsys.readouterr().out


@pytest.fixture
def taken(monkeypatch, capsys):
    return lambda text: take(text, monkeypatch, capsys)


def refused():
    """Who is known not to get mail."""
    return sorted(
        Person.objects.filter(mail_refused_at__isnull=False).values_list("name", flat=True)
    )


class TestAFailureForGood:
    @pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
    def test_is_noted_with_the_mail_and_the_person(self, circle, sent, taken, kind):
        code, said = taken(report(sent, kind=kind, address="Vera@Example.ORG"))
        assert (code, said.strip()) == (0, "noted")
        mail = mail_to("Vera")
        assert (mail.sent_at, mail.refused_at is not None) == (None, True)
        assert mail.error == "came back: 5.1.1"
        assert refused() == ["Vera"]
        shown = Api(circle.people["vera"]).get("/v1/me/notification-preferences").json()
        assert shown["mailRefusedAt"]

    def test_is_noted_once(self, sent, taken):
        taken(report(sent))
        first = mail_to("Vera").refused_at
        assert taken(report(sent))[0] == 0
        assert mail_to("Vera").refused_at == first

    def test_is_sent_again_with_what_was_parked_and_forgotten_once_it_is_taken(self, sent, taken):
        taken(report(sent))
        assert mails.retry_parked() == 1
        posted(timezone.now())
        assert mail_to("Vera").refused_at is None
        assert refused() == []

    def test_of_a_forwarded_mail_may_name_the_first_address_besides(self, sent, taken):
        text = report(sent, address="elders@example.net").replace(
            b"Action:", b"Original-Recipient: rfc822;vera@example.org\nAction:"
        )
        assert taken(text)[0] == 0
        assert refused() == ["Vera"]


class TestNothingIsNotedOf:
    @pytest.mark.parametrize(
        ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0")]
    )
    def test_what_may_still_arrive_or_did(self, sent, taken, action, status):
        code, said = taken(report(sent, action=action, status=status))
        assert (code, said.strip()) == (0, "nothing to note: it may still arrive")
        assert refused() == []

    @pytest.mark.parametrize(
        "said",
        [
            {"message_id": "<niet-van-ons@localhost>"},
            {"message_id": ""},
            {"address": "wil@example.org"},
            {"address": ""},
            {"kind": "text/plain"},
        ],
    )
    def test_what_is_foreign_or_forged(self, sent, taken, said):
        code, printed = taken(report(sent, **said))
        assert code == os.EX_DATAERR
        assert not [word for word in (*said.values(), "script", "vera") if word and word in printed]
        assert refused() == []
        assert mail_to("Vera").sent_at

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"\xff\xfe\x00 geen mail",
            b"Subject: Hallo\n\nIk ben er niet.\n",
            b"Content-Type: multipart/report; boundary=x\n\n--x\n\n--x--\n",
            (
                b"Content-Type: multipart/report; boundary=x\n\n--x\n"
                b"Content-Type: message/delivery-status\n\n--x--\n"
            ),
        ],
    )
    def test_what_is_no_report(self, db, taken, text):
        assert taken(text)[0] == os.EX_DATAERR

    def test_what_is_longer_than_any_report(self, sent, taken):
        text = report(sent).replace(b"I'm sorry", b"x" * bouncing.LARGEST)
        assert taken(text)[0] == os.EX_DATAERR


def test_without_a_database_it_is_to_come_again(sent, taken, monkeypatch):
    def away(*_, **__):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(bouncing, "_note", away)
    assert taken(report(sent))[0] == os.EX_TEMPFAIL


def test_what_comes_back_goes_to_an_address_of_its_own(circle, settings, monkeypatch):
    settings.DEFAULT_FROM_EMAIL = "Polderspoor <post@polderspoor.example>"
    settings.MAIL_BOUNCES = "retour@polderspoor.example"
    seen = []
    monkeypatch.setattr(
        "backend.config.mail.FolderBackend.send_messages",
        lambda _, messages: seen.extend(messages),
    )
    consulted(circle, timezone.localdate() + days(2))
    sweep()
    posted(timezone.now())
    read = message_from_bytes(seen[0].message().as_bytes(), policy=policy.default)
    assert seen[0].from_email == "retour@polderspoor.example"
    assert read["From"] == "Polderspoor <post@polderspoor.example>"
