"""Somebody puts off an item of their inbox, for a reason of their own, until a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation
from backend.reminders.models import Mail, Preferences, Reminder
from backend.reminders.sweep import sweep
from backend.workflow import engine
from tests.api.clients import Api
from tests.people import days as in_days
from tests.reminders.scene import at, change, clause, consulted, initiative, post, posted, written
from tests.reminders.test_notices import happens, relayed

WHY = "Eerst de ledenvergadering."


def today(number=0):
    """A day, that many from today."""
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def reviewed(circle):
    """An initiative that is reviewed in thirty days; its owners and secretariat know."""
    subject = initiative(
        circle, next_review_on=today(30), planned_on=today(), start_on=today(-90), end_on=None
    )
    sweep()
    return subject


@pytest.fixture
def vera(circle):
    """Vera, who calls the API."""
    return Api(circle.people["vera"])


def own(circle, who="vera", **which):
    """The rows of somebody's inbox."""
    return written(recipient=circle.people[who], **which)


def snooze(api, row, until, reason=WHY, status=200):
    """Put off a row; the answer's JSON."""
    body = {"returnsOn": until.isoformat() if until else None, "snoozeReason": reason}
    answer = api.patch(f"/v1/reminders/{row.pk}", body)
    assert answer.status_code == status, answer.content
    return answer.json()


class TestAnItemPutOff:
    def test_is_out_of_the_inbox_until_its_day(self, circle, reviewed, vera):
        (row,) = own(circle)
        answer = snooze(vera, row, today(10))
        assert (answer["asleep"], answer["returnsOn"]) == (True, today(10).isoformat())
        assert answer["snoozeReason"] == WHY
        assert answer["readAt"] is not None
        assert vera.get("/v1/reminders?asleep=false").json()["items"] == []
        assert len(vera.get("/v1/reminders?asleep=true").json()["items"]) == 1

    def test_comes_back_as_the_same_row_unread_and_mailed_again(self, circle, reviewed, vera):
        with acting_as(SYSTEM):
            Preferences.objects.create(
                person=circle.people["vera"], channels={"deadline.review_due": "at_once"}
            )
        (row,) = own(circle)
        snooze(vera, row, today(10))
        sweep(at(today(9)))
        assert [each.is_asleep for each in own(circle)] == [True]
        sweep(at(today(10)))
        (back,) = own(circle)
        assert back.pk == row.pk
        assert (back.is_asleep, back.read_at, back.snooze_reason) == (False, None, WHY)
        assert back.headline == "Tussenevaluatie: over 20 dagen"
        assert "over 20 dagen" in back.text
        assert back.mail is not None
        posted(at(today(10)))
        assert own(circle)[0].mailed_at is not None

    def test_comes_back_once_however_often_the_clock_looks(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10))
        for hour in (8, 9, 10):
            sweep(at(today(10), hour))
        assert len(own(circle)) == 1
        with acting_as(SYSTEM):
            assert Mail.objects.filter(recipient=circle.people["vera"]).count() <= 2

    def test_goes_on_the_day_after_an_outage(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10))
        sweep(at(today(14)))
        assert own(circle)[0].woken_at is not None

    def test_does_not_come_back_when_there_is_nothing_left_to_do(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10))
        change(reviewed, next_review_on=today(300), on=today(5))
        sweep(at(today(10)))
        (after,) = own(circle)
        assert (after.is_asleep, after.read_at is not None) == (False, True)
        posted(at(today(10)))
        assert [
            each for each in post() if each.sent_at and each.recipient_id == row.recipient_id
        ] == []

    def test_does_not_come_back_to_who_may_not_read_it_any_more(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10))
        Affiliation.objects.filter(person=circle.people["vera"]).update(valid_until=today(5))
        sweep(at(today(10)))
        assert own(circle)[0].mail_id is None

    def test_keeps_the_next_reminders_of_that_date_with_it(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(26))
        sweep(at(today(23)))  # seven days before: the others hear of it
        later = [each for each in own(circle) if each.offset_days == -7]
        assert [(each.is_asleep, each.mail_id) for each in later] == [(True, None)]
        assert [each.is_asleep for each in own(circle, "wil") if each.offset_days == -7] == [False]
        sweep(at(today(26)))
        with acting_as(SYSTEM):
            mails = Mail.objects.filter(items__recipient=circle.people["vera"]).distinct()
            assert mails.count() == 1
        assert [each.offset_days for each in own(circle) if each.mail_id] == [-7]

    def test_leaves_the_mail_that_has_still_to_go(self, circle, reviewed, vera):
        (row,) = own(circle)
        assert row.mail_id is not None  # the digest of next week
        snooze(vera, row, today(10))
        assert own(circle)[0].mail_id is None

    def test_is_not_in_the_digest_among_the_dates_that_come(self, circle, vera):
        initiative(circle, next_review_on=today(7), planned_on=today(), start_on=today(-90))
        sweep()
        (row,) = own(circle)
        snooze(vera, row, today(40))
        posted(timezone.now() + timedelta(days=8))
        assert [
            each for each in post() if each.sent_at and each.recipient_id == row.recipient_id
        ] == []

    def test_is_back_at_once_when_one_thinks_better_of_it(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10))
        answer = vera.patch(f"/v1/reminders/{row.pk}", {"returnsOn": None}).json()
        assert (answer["asleep"], answer["returnsOn"], answer["snoozeReason"]) == (
            False,
            None,
            "",
        )


class TestTheReason:
    def test_is_read_by_nobody_else(self, circle, reviewed, vera):
        (row,) = own(circle)
        snooze(vera, row, today(10), "Ons mandaat is nog niet rond.")
        for who in ("wil", "bram", "sanne", "ada", "lies"):
            api = Api(circle.people[who])
            assert api.get(f"/v1/reminders/{row.pk}").status_code == 404
            assert b"mandaat" not in api.get("/v1/reminders").content
            entries = api.get(f"/v1/initiatives/{reviewed.pk}/audit-entries")
            assert b"mandaat" not in entries.content
        with acting_as(circle.actor("wil")):
            assert not Reminder.objects.filter(pk=row.pk).exists()

    def test_nor_that_it_was_put_off_is_known_to_who_keeps_the_table(self, circle, reviewed, vera):
        about = f"/v1/nudges?subjectKind=initiative&subjectId={reviewed.pk}"
        before = Api(circle.people["sanne"]).get(about).json()
        snooze(vera, own(circle)[0], today(10))
        assert Api(circle.people["sanne"]).get(about).json() == before


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("until", "reason", "pointer"),
        [
            (0, WHY, "/returnsOn"),
            (-1, WHY, "/returnsOn"),
            (367, WHY, "/returnsOn"),
            (10, "", "/snoozeReason"),
            (10, "   ", "/snoozeReason"),
            (10, "x" * 501, "/snoozeReason"),
        ],
    )
    def test_put_off_with_these(self, circle, reviewed, vera, until, reason, pointer):
        answer = snooze(vera, own(circle)[0], today(until), reason, status=400)
        assert [fault["pointer"] for fault in answer["errors"]] == [pointer]
        assert not own(circle)[0].is_asleep

    def test_put_off_to_a_day_that_does_not_exist(self, circle, reviewed, vera):
        body = {"returnsOn": "2027-02-30", "snoozeReason": WHY}
        assert vera.patch(f"/v1/reminders/{own(circle)[0].pk}", body).status_code == 400

    def test_give_a_reason_without_a_day(self, circle, reviewed, vera):
        row = own(circle)[0]
        answer = vera.patch(f"/v1/reminders/{row.pk}", {"snoozeReason": WHY})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "/snoozeReason"

    def test_put_off_what_is_somebody_elses(self, circle, reviewed, vera):
        snooze(vera, own(circle, "wil")[0], today(10), status=404)


class TestALegalDate:
    @pytest.fixture
    def ballot(self, circle):
        subject = consulted(circle, in_days(7), planned_on=today())
        sweep()
        return subject

    def test_is_put_off_until_its_day_and_no_longer(self, circle, ballot, vera):
        (row,) = own(circle)
        answer = snooze(vera, row, today(8), status=400)
        assert "wettelijke termijn of een geschil" in str(answer["errors"])
        snooze(vera, row, today(7))

    def test_is_not_put_off_once_its_day_has_come(self, circle, ballot, vera):
        with acting_as(SYSTEM):
            Reminder.objects.update(anchor_on=today())
        answer = snooze(vera, own(circle)[0], today(1), status=400)
        assert "niet meer uitstellen" in str(answer["errors"])

    def test_has_its_next_reminder_come_all_the_same(self, circle, ballot, vera):
        snooze(vera, own(circle)[0], today(7))
        sweep(at(today(5)))
        assert [each.is_asleep for each in own(circle) if each.offset_days > -7] == [False]

    def test_that_was_met_does_not_come_back(self, circle, ballot, vera):
        snooze(vera, own(circle)[0], today(6))
        vote = {"outcome": "accepted", "votes_for": 9, "votes_against": 1, "abstentions": 0}
        engine.perform(ballot, "record_ballot", actor=circle.actor("vera"), data=vote)
        sweep(at(today(6)))
        (row,) = own(circle, deadline="ballot_open")
        assert (row.is_asleep, row.read_at is not None) == (False, True)

    def test_of_a_dispute_that_was_raised_is_that_of_its_answer(self, circle):
        subject = clause(
            circle,
            "disputed",
            dispute_by=circle.organisations["bond-een"],
            dispute_answer_due_on=today(20),
            planned_on=today(),
        )
        happens(subject, "raise_dispute", circle.actor("vera"))
        relayed()
        (row,) = own(circle, "wil", event="raise_dispute")
        wil = Api(circle.people["wil"])
        answer = snooze(wil, row, today(21), status=400)
        assert "wettelijke termijn of een geschil" in str(answer["errors"])
        snooze(wil, row, today(20))
