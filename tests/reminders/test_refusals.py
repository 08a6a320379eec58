"""A mail server that refuses: one address, for now, or everybody, which is held against nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reminders import mails, queries, refusals
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.post_office import PostOffice
from tests.reminders.scene import consulted, days, post

EVERYBODY = ("wil@example.org", "vera@example.org", "bram@example.org")
RELAY = "554 5.7.1 Relay access denied"
MOMENT = timedelta(seconds=1)


@pytest.fixture
def office(settings):
    with PostOffice() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.server_address[1]
        yield office


@pytest.fixture
def now(circle):
    """When three mails are due that are at once: to Wil, Vera and Bram."""
    consulted(circle, timezone.localdate() + days(2))
    sweep()
    with acting_as(SYSTEM):
        Mail.objects.filter(sort=Mail.DIGEST).delete()
    return timezone.now()


def marked():
    """Who is known not to get mail."""
    return sorted(Person.objects.exclude(mail_refused_at=None).values_list("name", flat=True))


def received(office):
    return sorted(mail["To"].rpartition("<")[2].rstrip(">") for mail in office.received)


def refuse_all(office, answer):
    office.refused.update(dict.fromkeys(EVERYBODY, answer))


def minutes_later(now, office, minutes):
    """Call every minute for so long; return when it is then."""
    for _ in range(minutes):
        now += timedelta(minutes=1)
        mails.send_due(now)
    return now


def is_behind(now):
    """Whether reminders are behind, while the clock does its rounds."""
    with acting_as(SYSTEM):
        return queries.is_behind(now, now)


def grown_old():
    """Let what is there have been written long ago."""
    with acting_as(SYSTEM):
        Mail.objects.update(created_at=timezone.now() - days(30))


class TestAServerThatRefusesEverybody:
    @pytest.mark.parametrize("answer", [RELAY, "554 go away", "550 5.1.1 user unknown"])
    def test_keeps_no_mail_and_marks_nobody_and_all_leaves_when_it_is_mended(
        self, now, office, answer
    ):
        refuse_all(office, answer)
        now = minutes_later(now, office, 12)
        assert marked() == []
        assert [(mail.refused_at, mail.parked_at, mail.attempts) for mail in post()] == 3 * [
            (None, None, 0)
        ]
        office.refused.clear()
        minutes_later(now, office, 6)
        assert received(office) == sorted(EVERYBODY)
        assert all(mail.sent_at and not mail.error for mail in post())

    def test_shows_after_a_day_to_everybody(self, now, circle, office):
        refuse_all(office, RELAY)
        mails.send_due(now)
        grown_old()
        later = now + queries.A_DAY + timedelta(hours=2)
        mails.send_due(later)
        assert is_behind(later)

    def test_is_asked_for_a_few_only_and_then_rests(self, now, office):
        refuse_all(office, "554 go away")
        assert mails.send_due(now) == refusals.SEVERAL
        assert mails.send_due(now + timedelta(minutes=1)) == 0
        assert mails.send_due(now + refusals.REST) == 1

    def test_since_a_mail_left_is_seen_too(self, circle, now, office):
        assert mails.send_due(now) == 3
        consulted(circle, timezone.localdate() + days(2), title="Later")
        sweep()
        refuse_all(office, "554 quota")
        minutes_later(timezone.now(), office, 12)
        assert marked() == []
        assert len([mail for mail in post() if mail.doubted_at]) == 3

    def test_by_its_sender_costs_no_attempt(self, now, office):
        office.to_sender = "553 5.7.1 not owned by user"
        mails.send_due(now)
        assert {(mail.attempts, mail.parked_at) for mail in post()} == {(0, None)}
        office.to_sender = ""
        minutes_later(now, office, 6)
        assert len(office.received) == 3


class TestOneAddressOfMany:
    def test_is_refused_at_once_and_told_to_administrators(self, now, circle, office):
        office.refused["vera@example.org"] = "550 5.1.1 no such user"
        mails.send_due(now)
        assert marked() == ["Vera"]
        status = Api(circle.people["ada"]).get("/v1/status").json()
        assert (status["work"]["addressesRefused"], status["healthy"]) == (1, True)
        assert status["remindersBehind"] is False
        Person.objects.filter(name="Vera").update(is_active=False)
        status = Api(circle.people["ada"]).get("/v1/status").json()
        assert (status["work"]["addressesRefused"], status["healthy"]) == (0, True)

    def test_with_two_others_in_a_row_is_refused_once_somebody_is_served(self, now, circle, office):
        refuse_all(office, "550 5.1.1 no such user")
        now = minutes_later(now, office, 2)
        assert marked() == []
        consulted(circle, timezone.localdate() + days(2), title="Ander")
        sweep()
        del office.refused["wil@example.org"]
        minutes_later(timezone.now() + timedelta(minutes=2), office, 8)
        assert marked() == ["Bram", "Vera"]
        assert received(office) == 2 * ["wil@example.org"]

    def test_that_a_policy_keeps_out_is_given_up_after_five_days_and_not_marked(self, now, office):
        office.refused["vera@example.org"] = "550 5.7.133 only from inside"
        mails.send_due(now)
        assert received(office) == ["bram@example.org", "wil@example.org"]
        for _ in range(mails.LAST_ATTEMPT + 1):
            now += mails.LONGEST_PAUSE
            mails.send_due(now)
        (mail,) = [mail for mail in post() if not mail.sent_at]
        assert (mail.refused_at, mail.parked_at is not None) == (None, True)
        assert marked() == []


class TestARefusalForNow:
    def test_is_tried_for_five_days(self, now, office):
        refuse_all(office, "451 try later")
        first, half_a_day = now, timedelta(hours=12)
        while now < first + days(5):
            mails.send_due(now)
            now += timedelta(minutes=30)
            if now - first == half_a_day:
                grown_old()
                assert not is_behind(now)
        assert [mail.parked_at for mail in post()] == 3 * [None]
        assert is_behind(now)
        office.refused.clear()
        minutes_later(now + mails.LONGEST_PAUSE, office, 1)
        assert received(office) == sorted(EVERYBODY)
        assert not is_behind(now + mails.LONGEST_PAUSE)

    def test_that_was_given_up_of_all_is_behind_until_a_mail_leaves(self, now, circle, office):
        refuse_all(office, "451 try later")
        for _ in range(mails.LAST_ATTEMPT):
            mails.send_due(now)
            now += mails.LONGEST_PAUSE
        grown_old()
        assert queries.work(now).mails_parked == 3
        assert is_behind(now)
        office.refused.clear()
        mails.retry_parked()
        mails.send_due(now)
        assert not is_behind(now + MOMENT)

    def test_that_was_given_up_of_one_is_not(self, now, circle, office):
        office.refused["vera@example.org"] = "451 try later"
        for _ in range(mails.LAST_ATTEMPT):
            mails.send_due(now)
            now += mails.LONGEST_PAUSE
        grown_old()
        assert (queries.work(now).mails_parked, is_behind(now)) == (1, False)


def test_a_mail_that_is_withheld_says_nothing_of_an_address(now, circle, office):
    since = timezone.now()
    Person.objects.filter(name="Vera").update(mail_refused_at=since, is_active=False)
    mails.send_due(now)
    assert marked() == ["Vera"]
