"""A clause is put on the table at a round that was planned; its date alone will still do."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.parties.actors import SYSTEM
from backend.workflow import engine
from backend.workflow.models import Due
from tests.agreements.scene import open_agreement
from tests.api.clients import Api
from tests.calendars.scene import Program
from tests.lifecycles.clause_arrangement import a_clause
from tests.meetings.scene import Table, at_ten
from tests.people import a_circle, days
from tests.reminders.scene import REVIEW, ladder, written
from tests.reminders.scene import clause as clause_at_the_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return a_circle()


@pytest.fixture
def clause(circle):
    return a_clause(circle, "proposed", agreement=open_agreement(circle), judged=[])


def opened(circle, clause, data, who="wil"):
    api, address = Api(circle.people[who]), f"/v1/clauses/{clause.pk}"
    version = api.get(address).json()["version"]
    body = {"name": "open_negotiation", "data": data}
    return api.post(f"{address}/transitions", body, if_match=version)


def stored(clause):
    with acting_as(SYSTEM):
        return Clause.objects.get(pk=clause.pk)


def test_the_date_follows_from_the_round_that_was_chosen(circle, clause):
    table = Table(circle, day=5)
    assert opened(circle, clause, {"round": table.id}).status_code == 201
    found = stored(clause)
    assert (str(found.round_id), found.round_on) == (table.id, timezone.localdate(at_ten(5)))
    rounds = Api(circle.people["vera"]).get(f"/v1/clauses/{clause.pk}/rounds").json()["items"]
    assert [(each["id"], each["title"]) for each in rounds] == [(table.id, "Ronde over roosters")]


def test_who_may_not_read_of_the_meeting_does_not_find_it_below_a_clause_that_all_read(
    circle, clause
):
    table = Table(circle, day=5)
    opened(circle, clause, {"round": table.id})
    with acting_as(SYSTEM):
        clause.agreement.__class__.objects.update(visibility="public")
        Clause.objects.filter(pk=clause.pk).update(state="in_force", visibility="public")
    for name in ("otto", "lies", "nick"):
        api = Api(circle.people[name])
        assert api.get(f"/v1/clauses/{clause.pk}/rounds").json()["items"] == []
        assert table.id not in api.get(f"/v1/clauses/{clause.pk}").content.decode()
        for below in ("transitions", "audit-entries"):
            assert table.id not in api.get(f"/v1/clauses/{clause.pk}/{below}").content.decode()


def test_a_date_alone_still_does(circle, clause):
    assert opened(circle, clause, {"roundOn": days(3).isoformat()}).status_code == 201
    found = stored(clause)
    assert (found.round_id, found.round_on) == (None, days(3))
    rounds = Api(circle.people["vera"]).get(f"/v1/clauses/{clause.pk}/rounds").json()["items"]
    assert rounds == []


def test_what_cannot_be_chosen_is_told(circle, clause):
    def told(data):
        answer = opened(circle, clause, data)
        assert answer.status_code == 400
        return [(each["pointer"], each["code"]) for each in answer.json()["errors"]]

    assert told({}) == [("/data/round", "required")]
    elsewhere = Table(a_circle("elders"), day=5)
    held = Table(circle, day=0)
    held.take("sanne", "convene")
    held.take("sanne", "hold")
    joint = Table(circle, day=5, form="joint_meeting")
    nowhere = str(circle.table.pk)
    for other in (elsewhere.id, held.id, joint.id, nowhere):
        assert told({"round": other}) == [("/data/round", "unknown")]
    table = Table(circle, day=5)
    both = {"round": table.id, "roundOn": days(3).isoformat()}
    assert told(both) == [("/data/roundOn", "other-day")]
    both["roundOn"] = days(5).isoformat()
    assert opened(circle, clause, both).status_code == 201


def test_all_clauses_of_an_agreement_go_to_one_round(circle, clause):
    table, api = Table(circle, day=5), Api(circle.people["sanne"])
    address = f"/v1/agreements/{clause.agreement_id}"
    version = api.get(address).json()["version"]
    body = {"name": "open_negotiation", "data": {"round": table.id}}
    assert api.post(f"{address}/transitions", body, if_match=version).status_code == 201
    assert str(stored(clause).round_id) == table.id


class TestADateAlone:
    """No meeting tells of it, so the clause does: seven days and a day before, and then no more."""

    @pytest.fixture
    def dated(self, circle, clause):
        assert opened(circle, clause, {"round_on": days(20).isoformat()}).status_code == 201
        return stored(clause)

    def test_is_told_to_both_sides_and_the_secretariat(self, dated):
        found = ladder(days(0), days(25))
        everybody = ["bram", "sanne", "vera", "wil"]
        assert found == {
            days(13): [("negotiation_round", -7, everybody)],
            days(19): [("negotiation_round", -1, everybody)],
        }
        (first, *_) = written(deadline="negotiation_round")
        assert "/stap/" not in first.link

    def test_is_in_lists_and_calendars_until_it_is_there_and_waits_for_nobody(self, circle, dated):
        api = Api(circle.people["vera"])
        (item,) = api.get("/v1/deadlines?kind=clause").json()["items"]
        assert (item["name"], item["dueOn"]) == ("negotiation_round", days(20).isoformat())
        assert item["computation"].startswith("de ronde is op ")
        assert item["rule"] == "De datum die bij het openen van de onderhandeling is genoemd"
        assert Program(circle.people["vera"]).named("Onderhandelingsronde gepland")
        with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
            assert Api(circle.people["vera"]).get("/v1/me/actions").json()["items"] == []
        with time_machine.travel(timezone.now() + timedelta(days=21), tick=False):
            later = Api(circle.people["vera"])
            assert later.get("/v1/deadlines?kind=clause").json()["items"] == []

    def test_says_nothing_beside_a_meeting(self, circle, clause):
        table = Table(circle, day=20)
        opened(circle, clause, {"round": table.id})
        with acting_as(SYSTEM):
            rows = Due.objects.filter(subject_id=clause.pk, is_transition=False)
            assert not rows.exists()

    def test_says_nothing_once_the_talks_are_over(self, circle, dated):
        engine.perform(dated, "reject_at_table", actor=circle.wil, reason="Geen draagvlak.")
        assert ladder(days(0), days(25)) == {}


class TestAFinalOffer:
    """The day on which it asks an answer is told to both sides, until the deadlock is over."""

    @pytest.fixture
    def stuck(self, circle):
        return clause_at_the_table(
            circle, "deadlocked", visibility="table", final_offer_answer_on=REVIEW
        )

    def test_is_told_to_both_sides_and_the_secretariat(self, stuck):
        found = ladder(REVIEW - timedelta(days=10), REVIEW + timedelta(days=5))
        everybody = ["bram", "sanne", "vera", "wil"]
        (rule,) = {name for rungs in found.values() for name, _, _ in rungs}
        assert rule == "final_offer_answer"
        assert [(offset, whom) for rungs in found.values() for _, offset, whom in rungs] == [
            (-5, everybody),
            (-1, everybody),
            (1, everybody),
        ]

    def test_is_a_date_of_both(self, circle, stuck):
        for who in ("wil", "vera"):
            (item,) = Api(circle.people[who]).get("/v1/deadlines?kind=clause").json()["items"]
            assert (item["name"], item["dueOn"]) == ("final_offer_answer", REVIEW.isoformat())
            assert item["computation"] == "reactiedatum bij het vastlopen: 2-6-2031"
            assert Program(circle.people[who]).named("Antwoord op eindbod of ultimatum")

    def test_is_over_when_one_side_rejects(self, circle, stuck):
        engine.perform(stuck, "reject_at_table", actor=circle.wil, reason="Geen draagvlak.")
        assert ladder(REVIEW - timedelta(days=10), REVIEW + timedelta(days=5)) == {}

    def test_is_news_for_the_other_side_at_once(self, circle, clause):
        opened(circle, clause, {"round_on": days(20).isoformat()})
        relay.deliver_due()
        offer = {"kind": "final_offer", "answer_due_on": days(14).isoformat()}
        why = "Het laatste bod ligt op tafel."
        engine.perform(stored(clause), "deadlock", actor=circle.wil, reason=why, data=offer)
        relay.deliver_due()
        told = written(event="deadlock")
        assert {row.recipient.name for row in told} == {"Vera", "Bram"}
        for row in told:
            assert row.headline.startswith("Onderhandeling vastgelopen")
            assert row.mail is not None
            assert row.mail.rule == "event.deadlock"
