"""A digest that comes on another day makes nobody miss a date, and one that is due leaves."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.test import Client

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import mails, unsubscribing
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from tests.api.clients import Api
from tests.reminders.scene import REVIEW, at, carried, days, initiative, post, posted
from tests.reminders.test_digests import text_of

ADDRESS = "/v1/me/notification-preferences"
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 3, 5
# The reminder a week before the review, which is on the Wednesday after the digest of that Monday.
REVIEWED = REVIEW + days(2)
SATURDAY = REVIEW - days(2)


@pytest.fixture
def choose(circle):
    """Wil changes how he wants to be told; whoever logs in later is not logged in any more."""

    def change(**chosen):
        answer = Api(circle.people["wil"]).patch(ADDRESS, chosen)
        assert answer.status_code == 200, answer.json()
        return answer.json()

    return change


@pytest.fixture
def asked(circle):
    """Wil's digest of the Monday tells of a review on Wednesday."""
    with time_machine.travel(at(REVIEW - days(5)), tick=False):
        initiative(circle, next_review_on=REVIEWED)
        sweep(at(REVIEW - days(5)))
    (digest,) = waiting()
    assert (digest.due_at, len(carried(digest))) == (at(REVIEW), 1)
    return digest


def waiting():
    """Wil's digests that still have to leave."""
    return [m for m in post(recipient__name="Wil", sort=Mail.DIGEST) if m.sent_at is None]


def told(settings):
    """What was mailed to Wil, as text."""
    files = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in _files(settings)]
    mine = [each for each in files if each["To"].startswith("wil@")]
    return [text_of(each) for each in mine]


def _files(settings):
    return sorted(settings.EMAIL_FILE_PATH.glob("*.eml"))


class TestADigestThatIsMovedLater:
    @pytest.mark.parametrize(
        "chosen", [{"digestDay": FRIDAY}, {"digestDay": FRIDAY, "digestHour": 7}]
    )
    def test_goes_at_its_old_hour_where_a_date_would_be_gone(self, choose, asked, settings, chosen):
        with time_machine.travel(at(SATURDAY), tick=False):
            shown = choose(**chosen)
            assert shown["nextDigestAt"] == "2031-06-02T06:00:00Z"
        with time_machine.travel(at(REVIEW), tick=False):
            posted(at(REVIEW))
        (text,) = told(settings)
        assert "over 2 dagen" in text

    def test_is_followed_by_one_on_the_new_day(self, choose, asked):
        with time_machine.travel(at(SATURDAY), tick=False):
            choose(digestDay=FRIDAY)
        with time_machine.travel(at(REVIEW), tick=False):
            posted(at(REVIEW))
            sweep(at(REVIEW, 9))
        (digest,) = waiting()
        assert digest.due_at == at(REVIEW + days(4))

    def test_moves_where_it_comes_before_the_date(self, choose, asked):
        with time_machine.travel(at(SATURDAY), tick=False):
            choose(digestDay=WEDNESDAY)
        (digest,) = waiting()
        assert digest.due_at == at(REVIEWED)

    def test_from_every_day_to_once_a_week_too(self, circle, choose, settings):
        with time_machine.travel(at(SATURDAY, 9), tick=False):
            choose(digestEvery="day")
            initiative(circle, next_review_on=REVIEWED, planned_on=SATURDAY - days(90))
            sweep(at(SATURDAY, 9))
            (digest,) = waiting()
            choose(digestEvery="week", digestDay=FRIDAY)
            assert [each.due_at for each in waiting()] == [digest.due_at]

    def test_moves_freely_where_it_tells_of_no_date(self, circle, choose):
        with time_machine.travel(at(SATURDAY), tick=False):
            sweep(at(SATURDAY))
            choose(digestDay=FRIDAY)
        (digest,) = waiting()
        assert digest.due_at == at(REVIEW + days(4))


class TestADigestThatIsDue:
    """Its hour is past, and the mail server is away."""

    @pytest.mark.parametrize(
        "chosen",
        [
            {"channels": {"deadline.baseline_missing": "inbox"}},
            {"digestHour": 8},
            {"digestHour": 7},
            {"digestDay": FRIDAY},
            {"digestEvery": "day"},
        ],
    )
    def test_stays_due_whatever_is_chosen(self, choose, asked, chosen):
        with time_machine.travel(at(REVIEW, 10), tick=False):
            choose(**chosen)
            assert [each.due_at for each in waiting()] == [at(REVIEW)]
            mails.send_due(at(REVIEW, 11))
        assert waiting() == []

    def test_stays_due_when_one_rule_is_stopped_from_a_mail(self, circle, asked):
        token = unsubscribing.token_for(circle.people["wil"].pk, "deadline.baseline_missing")
        with time_machine.travel(at(REVIEW, 10), tick=False):
            assert Client().post(f"/afmelden/{token}").status_code == 200
        assert [each.due_at for each in waiting()] == [at(REVIEW)]

    def test_does_not_leave_where_somebody_wants_none(self, choose, asked):
        with time_machine.travel(at(REVIEW, 10), tick=False):
            choose(digestEvery="never")
        assert all(each.withheld_at for each in waiting())


def test_a_choice_of_no_hour_leaves_the_digest_where_it_waits(choose, asked):
    odd = at(REVIEW) + timedelta(minutes=7)
    with acting_as(SYSTEM):
        Mail.objects.filter(pk=asked.pk).update(due_at=odd, try_at=odd)
    with time_machine.travel(at(SATURDAY), tick=False):
        choose(channels={"deadline.baseline_missing": "inbox"})
    assert [each.due_at for each in waiting()] == [odd]
