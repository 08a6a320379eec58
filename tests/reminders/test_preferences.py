"""Everybody chooses how they are told, except of what nobody may miss."""

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import notices, rules, unsubscribing
from backend.reminders.models import Mail, Preferences
from backend.reminders.sweep import sweep
from backend.workflow import registry
from tests.api.clients import Api
from tests.reminders.scene import REVIEW, at, consulted, days, initiative, names, post, written
from tests.reminders.test_notices import happens, relayed

ADDRESS = "/v1/me/notification-preferences"


@pytest.fixture
def vera(circle):
    return Api(circle.people["vera"])


def rule(client, name, **headers):
    (found,) = [
        each for each in client.get(ADDRESS, **headers).json()["rules"] if each["name"] == name
    ]
    return found


def chosen():
    with acting_as(SYSTEM):
        return {row.person.name: row for row in Preferences.objects.select_related("person")}


class TestThePreferences:
    def test_are_a_digest_on_monday_at_eight_unless_chosen_otherwise(self, vera):
        body = vera.get(ADDRESS).json()
        assert (body["digestEvery"], body["digestDay"], body["digestHour"]) == ("week", 1, 8)
        assert body["nextDigestAt"].endswith("Z")
        assert body["channels"] == {}
        assert chosen() == {}

    def test_list_every_rule_of_the_tables_in_both_languages(self, vera):
        found = vera.get(ADDRESS).json()["rules"]
        names = {each["name"] for each in found}
        assert len({each["label"] for each in found}) == len(found)  # nobody can tell alike apart
        for kind in registry.kinds():
            for deadline in registry.lifecycle_of(kind).deadlines:
                assert f"deadline.{deadline.name}" in names
        for event in (*notices.TOLD, *notices._TELLERS):
            assert f"event.{event}" in names
        assert rule(vera, "deadline.commitment_due")["label"] == "Toezegging moet klaar zijn"
        english = rule(vera, "deadline.commitment_due", accept_language="en")
        assert english["label"] == "Commitment is due"

    def test_put_legal_dates_disputes_and_what_must_be_acted_on_at_once(self, vera):
        found = {each["name"]: each for each in vera.get(ADDRESS).json()["rules"]}
        fixed = {name for name, each in found.items() if each["fixed"]}
        assert fixed == {
            "deadline.ballot_open",
            "deadline.dispute_answer",
            "deadline.final_offer_answer",
            "deadline.notice_deadline",
            "deadline.registration_todo",
            "deadline.kvo_wait",
            "deadline.change_registration",
            "deadline.change_receipt",
            "deadline.notice_registration",
            "deadline.or_answer",
            "deadline.avv_end",
            "deadline.avv_extension",
            "event.answer_dispute",
            "event.escalate_dispute",
            "event.give_notice",
            "event.kept_house",
            "event.raise_dispute",
            "event.record_finding",
        }
        assert all(found[name]["reason"] for name in fixed)
        at_once = {name for name, each in found.items() if each["standard"] == "at_once"}
        assert at_once - fixed == {
            "event.consent_given",
            "event.consents_voided",
            "event.paper_recorded",
            "event.create_package",
            "event.deadlock",
            "event.nudge",
            "event.reminding_arranged",
            "event.reminding_proposed",
            "event.reminding_withdrawn",
            "event.dispute",
            "event.comment_replied",
            "event.create_meeting",
            "event.reschedule",
            "event.date_answered",
            "event.convene",
            "event.fix_agenda",
            "event.agree_agenda",
            "event.reopen_agenda",
            "event.cancel",
        }

    def test_are_changed_in_part(self, circle, vera):
        assert vera.patch(ADDRESS, {"digestHour": 7}).status_code == 200
        answer = vera.patch(ADDRESS, {"channels": {"deadline.review_due": "inbox"}})
        body = answer.json()
        assert (body["digestHour"], body["digestDay"]) == (7, 1)
        assert body["channels"] == {"deadline.review_due": "inbox"}
        assert rule(vera, "deadline.review_due")["channel"] == "inbox"
        assert rule(vera, "deadline.review_due")["standard"] == "digest"
        assert rule(Api(circle.people["wil"]), "deadline.review_due")["channel"] == "digest"

    @pytest.mark.parametrize("back", [None, "digest"])
    def test_go_back_to_the_standard(self, vera, back):
        vera.patch(ADDRESS, {"channels": {"deadline.review_due": "inbox"}})
        body = vera.patch(ADDRESS, {"channels": {"deadline.review_due": back}}).json()
        assert body["channels"] == {}

    def test_of_a_legal_date_are_refused_with_the_reason_in_both_languages(self, vera):
        body = {"digestHour": 7, "channels": {"deadline.notice_deadline": "inbox"}}
        for language, said in (("nl", "wettelijke termijn"), ("en", "legal date")):
            answer = vera.patch(ADDRESS, body, accept_language=language)
            assert answer.status_code == 400
            (fault,) = answer.json()["errors"]
            assert fault["pointer"] == "/channels/deadline.notice_deadline"
            assert said in str(fault)
        assert chosen() == {}

    @pytest.mark.parametrize(
        "body",
        [
            {},
            [],
            {"digestEvery": "month"},
            {"digestDay": 0},
            {"digestDay": 8},
            {"digestHour": 24},
            {"digestHour": "8"},
            {"digestHour": None},
            {"channels": {"deadline.comet": "inbox"}},
            {"channels": {"deadline.review_due": "fax"}},
            {"channels": "inbox"},
            {"channels": None},
            {"rules": []},
            {"language": "en"},
        ],
    )
    def test_that_make_no_sense_are_refused_and_change_nothing(self, vera, body):
        answer = vera.patch(ADDRESS, body)
        assert answer.status_code == 400, answer.json()
        assert chosen() == {}

    def test_are_nobodys_without_a_login(self):
        assert Api().get(ADDRESS).status_code == 401
        assert Api().patch(ADDRESS, {"digestHour": 7}).status_code == 401

    def test_move_the_digest_that_waits(self, circle, vera):
        sweep()
        vera.patch(ADDRESS, {"digestEvery": "day", "digestHour": 6})
        (waiting,) = post(recipient=circle.people["vera"])
        assert timezone.localtime(waiting.due_at).hour == 6
        assert waiting.due_at - timezone.now() <= days(1)
        vera.patch(ADDRESS, {"digestEvery": "never"})
        (waiting,) = post(recipient=circle.people["vera"])
        assert waiting.withheld_at is not None
        sweep()
        assert len(post(recipient=circle.people["vera"])) == 1
        vera.patch(ADDRESS, {"digestEvery": "week"})
        sweep()
        assert len(post(recipient=circle.people["vera"])) == 2


class TestWhatIsChosen:
    def test_for_a_rule_holds_for_what_is_written_next(self, circle, vera):
        vera.patch(ADDRESS, {"channels": {"deadline.review_due": "at_once"}})
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        assert names(post(sort=Mail.AT_ONCE)) == ["vera"]
        assert names(written()) == ["sanne", "vera", "wil"]

    def test_for_an_event_too(self, circle, vera):
        vera.patch(ADDRESS, {"channels": {"event.pause": "inbox"}})
        happens(initiative(circle), "pause", circle.actor("wil"))
        relayed()
        assert names(written(mail__isnull=True)) == ["vera"]

    def test_does_not_hold_for_a_legal_date_whatever_is_stored(self, circle):
        with acting_as(SYSTEM):
            Preferences.objects.create(
                person=circle.people["vera"],
                digest_every="never",
                channels={"deadline.ballot_open": "inbox"},
            )
        consulted(circle, REVIEW)
        sweep(at(REVIEW - days(2)))
        assert names(post(sort=Mail.AT_ONCE)) == ["bram", "vera", "wil"]

    def test_without_a_digest_only_stands_in_the_inbox(self, circle, vera):
        vera.patch(ADDRESS, {"digestEvery": "never"})
        initiative(circle, next_review_on=timezone.localdate() + days(2))
        sweep()
        assert names(written(mail__isnull=True)) == ["vera"]

    def test_is_of_a_person_and_gone_with_them(self, circle, vera):
        vera.patch(ADDRESS, {"digestHour": 7})
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        with acting_as(SYSTEM):
            circle.people["vera"].delete()
        assert chosen() == {}
        assert "vera" not in names(post())


class TestUnsubscribing:
    """RFC 8058: the header's address takes a POST without a cookie; reading it changes nothing."""

    def address(self, circle, name="deadline.review_due"):
        return f"/afmelden/{unsubscribing.token_for(circle.people['vera'].pk, name)}"

    def test_page_says_what_will_happen_and_changes_nothing(self, circle):
        answer = Client().get(self.address(circle))
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "U krijgt dan geen mail meer met: Tussenevaluatie" in text or "Tussentijdse" in text
        assert "<form method=" in text
        assert "vera" not in text.lower()
        assert answer["Cache-Control"] == "no-store"
        assert chosen() == {}

    def test_press_stops_one_rule_without_a_login_and_twice_is_once(self, circle):
        for _ in range(2):
            answer = Client(enforce_csrf_checks=True).post(
                self.address(circle),
                "List-Unsubscribe=One-Click",
                content_type="application/x-www-form-urlencoded",
            )
            assert answer.status_code == 200
        assert chosen()["Vera"].channels == {"deadline.review_due": "inbox"}
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        assert names(written(mail__isnull=True)) == ["vera"]

    def test_press_stops_the_digest_that_waits_as_well(self, circle):
        initiative(circle)
        sweep(at(REVIEW - days(30)))
        Client().post(self.address(circle, ""))
        assert chosen()["Vera"].digest_every == "never"
        (waiting,) = post(recipient=circle.people["vera"])
        assert waiting.withheld_at is not None
        assert names(written(recipient__name="Vera")) == ["vera"]  # the inbox has it still

    @pytest.mark.parametrize("name", ["deadline.ballot_open", "event.raise_dispute", "event.comet"])
    def test_press_never_stops_what_is_legal_or_unknown(self, circle, name):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(self.address(circle, name))
            assert answer.status_code == 404
            assert "Er is niets gewijzigd" in answer.content.decode()
        assert chosen() == {}

    def test_token_of_ones_own_making_does_nothing(self, circle):
        key = str(circle.people["vera"].pk)
        for token in ("x", f"{key}:", signing.dumps([key, ""], salt="another"), "a" * 2000):
            assert Client().post(f"/afmelden/{token}").status_code == 404
        assert chosen() == {}

    def test_is_answered_alike_for_who_is_gone(self, circle):
        gone = self.address(circle)
        with acting_as(SYSTEM):
            circle.people["vera"].delete()
        assert Client().get(gone).content == Client().get("/afmelden/x").content


def test_every_rule_has_a_name_that_fits_and_words_in_both_languages(circle):
    for each in rules.every().values():
        assert len(each.name) <= 80
        assert each.label.nl
        assert each.label.en
