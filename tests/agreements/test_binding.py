"""Declaring provisions generally binding (avv): who asks, in which order, and for how long."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from backend.agreements.models import BindingLetter, BindingRequest, Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import CLOCK, SYSTEM
from backend.workflow import engine
from backend.workflow.models import Due
from tests.agreements.scene import iso
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db

LIST = "/v1/binding-requests"
LETTER = b"%PDF-1.4\nVoor de partijen: Jannie de Wit-Zwarts.\n%%EOF\n"
TERM = {"effective_on": days(-100), "ends_on": days(1000), "next_review_on": days(300)}
ASKED = -60


@pytest.fixture
def cao(circle):
    """A registered agreement with two published articles and a protocol."""
    made = an_agreement(
        circle,
        start_on=days(-100),
        end_on=days(1000),
        original_end_on=days(1000),
        registered_on=days(-110),
        receipt_notice_on=days(-101),
    )
    for number, kind in (("1", "normative"), ("2", "normative"), ("3", "protocol")):
        clause = a_clause(
            circle,
            "ratified",
            agreement=made,
            article_number=number,
            clause_type=kind,
            receipt_notice_on=days(-101),
            in_force_since=None,
            **TERM,
        )
        engine.perform(clause, "enter_into_force", actor=CLOCK)
    return made


@pytest.fixture
def api(circle):
    return Api(circle.people["sanne"])


def clause(cao, number):
    with acting_as(SYSTEM):
        return str(Clause.objects.get(agreement=cao, article_number=number).pk)


def everybody(circle):
    return [str(circle.organisations[key].pk) for key in ("werkgevers", "bond-een", "bond-twee")]


def body(circle, cao, **more):
    asked = {
        "agreement": str(cao.pk),
        "kind": "request",
        "requestedOn": iso(ASKED),
        "parties": everybody(circle),
        "clauses": [clause(cao, "1"), clause(cao, "2")],
        "name": "Verzoekbrief",
        "document": b64encode(LETTER).decode(),
    }
    return asked | more


def ask(circle, api, cao, **more):
    return api.post(LIST, body(circle, cao, **more))


def note(api, made, **fields):
    now = api.get(f"{LIST}/{made['id']}").json()["version"]
    return api.patch(f"{LIST}/{made['id']}", fields, if_match=now)


def faults(answer):
    assert answer.status_code == 400, answer.content
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


def code(answer):
    assert answer.status_code == 409, answer.content
    return {no["code"] for no in answer.json()["errors"]}


@pytest.fixture
def made(circle, api, cao):
    answer = ask(circle, api, cao)
    assert answer.status_code == 201, answer.content
    return answer.json()


@pytest.fixture
def inspected(api, made):
    answer = note(api, made, inspectionStartsOn=iso(-50))
    assert answer.status_code == 200, answer.content
    return answer.json()


GRANTED = {"outcome": "granted", "decidedOn": iso(-20), "startsOn": iso(-19), "endsOn": iso(300)}


class TestTheWay:
    def test_from_request_to_decision(self, circle, api, cao, made):
        assert made["state"] == "requested"
        assert made["parties"] == ["Bond Een", "Bond Twee", "Werkgevers"]
        seen = note(api, made, inspectionStartsOn=iso(-50)).json()
        assert (seen["state"], seen["inspectionEndsOn"]) == ("inspected", iso(-30))
        counted = note(api, made, objections=3, dispensationRequests=1).json()
        assert (counted["objections"], counted["dispensationRequests"]) == (3, 1)
        decided = note(api, made, source="Stcrt. 2026, 1", **GRANTED)
        assert decided.status_code == 200, decided.content
        assert decided.json()["state"] == "granted"
        shown = api.get(f"/v1/agreements/{cao.pk}").json()
        assert shown["bindingUntilOn"] == iso(300)
        with acting_as(SYSTEM):
            entries = AuditEntry.objects.filter(subject_id=cao.pk).order_by("id")
            events = [entry.event for entry in entries]
            messages = OutboxMessage.objects.filter(subject_id=cao.pk)
            assert messages.count() == len(events)
            assert {entry.audience for entry in entries} == {f"parties:{circle.table.pk}"}
        assert events == [
            "binding_request",
            "binding_inspected",
            "binding_counted",
            "binding_decided",
        ]

    def test_can_end_in_a_withdrawal(self, circle, api, cao, inspected):
        gone = note(api, inspected, withdrawnOn=iso(-1))
        assert gone.json()["state"] == "withdrawn"
        assert code(note(api, inspected, objections=1)) == {"request-settled"}
        assert ask(circle, api, cao, requestedOn=iso(0)).status_code == 201

    def test_can_leave_clauses_out(self, circle, api, cao, inspected):
        partly = {**GRANTED, "outcome": "partly"}
        for excluded in ([], inspected["clauses"], [clause(cao, "3")]):
            answer = note(api, inspected, **partly, excluded=excluded)
            assert faults(answer) == {("/excluded", "excluded")}
        answer = note(api, inspected, **partly, excluded=[clause(cao, "2")])
        assert (answer.json()["state"], answer.json()["excluded"]) == ("partly", [clause(cao, "2")])

    def test_can_be_refused(self, api, inspected):
        refused = {"outcome": "refused", "decidedOn": iso(-20)}
        assert faults(note(api, inspected, **refused, endsOn=iso(9))) == {("/endsOn", "not_here")}
        assert note(api, inspected, **refused).json()["state"] == "refused"

    def test_offers_what_comes_next(self, circle, api, cao, made):
        def offered(address, who=api):
            found = who.get(f"{address}/available-changes").json()["items"]
            return {each["name"] for each in found if each["name"].startswith("binding")}

        assert offered(f"{LIST}/{made['id']}") == {
            "binding_inspected",
            "binding_decided",
            "binding_withdrawn",
        }
        assert offered(f"{LIST}/{made['id']}", Api(circle.people["vera"])) == set()
        assert offered(f"/v1/agreements/{cao.pk}") == set()
        note(api, made, withdrawnOn=iso(0))
        assert offered(f"{LIST}/{made['id']}") == set()
        assert offered(f"/v1/agreements/{cao.pk}") == {"binding_request"}
        assert offered(f"/v1/agreements/{cao.pk}", Api(circle.people["vera"])) == set()


class TestARequest:
    def test_is_of_one_or_more_parties(self, circle, api, cao):
        for named in ([], [str(circle.organisations["raad"].pk)], [str(cao.pk)]):
            assert faults(ask(circle, api, cao, parties=named)) == {("/parties", "parties")}
        made = ask(circle, api, cao, parties=everybody(circle)[:1])
        assert (made.status_code, made.json()["parties"]) == (201, ["Werkgevers"])

    def test_is_the_secretariats_word_with_a_letter_that_its_parties_read(self, circle, api, cao):
        assert faults(ask(circle, api, cao, document="")) == {("/document", "blank")}
        word = b64encode(b"Zij vragen het.").decode()
        assert faults(ask(circle, api, cao, document=word)) == {("/document", "no-document")}
        made = ask(circle, api, cao).json()
        assert made["letter"] == "Verzoekbrief"
        assert made["statedBy"] == circle.organisations["secretariaat"].name
        address = f"{LIST}/{made['id']}"
        note(api, made, inspectionStartsOn=iso(-50))
        for who in ("vera", "wil", "sanne"):
            letter = Api(circle.people[who]).get(f"{address}/document").json()
            assert b64decode(letter["content"]) == LETTER
            assert (letter["name"], letter["sha256"]) == (
                "Verzoekbrief",
                sha256(LETTER).hexdigest(),
            )
        for who in ("nick", "lies", "ada"):
            seen = Api(circle.people[who])
            assert seen.get(address).json()["letter"] is None
            assert seen.get(f"{address}/document").status_code == 404
        with acting_as(circle.nick), connection.cursor() as cursor:
            cursor.execute("select count(*) from agreements_bindingletter")
            assert cursor.fetchone() == (0,)
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.get(subject_id=cao.pk, event="binding_request")
            assert entry.facts["sha256"] == sha256(LETTER).hexdigest()
            assert entry.facts["parties"] == made["parties"]
            for change in ({"content": b"%"}, {"visibility": "public"}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    BindingLetter.objects.update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                BindingRequest.objects.update(stated_by="Iemand")

    @pytest.mark.parametrize(
        ("language", "words"), [("nl", "Een of meer cao-partijen"), ("en", "One or more parties")]
    )
    def test_says_the_rule_with_its_source(self, circle, api, cao, language, words):
        api.headers["Accept-Language"] = language
        (error,) = ask(circle, api, cao, parties=[]).json()["errors"]
        assert words in error["message"]
        assert "Wet AVV art. 4" in error["message"]

    def test_is_of_what_is_registered_and_published(self, circle, api, cao):
        for other in (clause(cao, "3"), str(cao.pk)):
            answer = ask(circle, api, cao, clauses=[clause(cao, "1"), other])
            assert faults(answer) == {("/clauses/1", "not_bindable")}
        assert faults(ask(circle, api, cao, clauses=[])) == {("/clauses", "required")}

    def test_comes_after_the_receipt_notice(self, circle, api, cao):
        early = ask(circle, api, cao, requestedOn=iso(-102))
        assert faults(early) == {("/requestedOn", "too_early")}
        assert faults(ask(circle, api, cao, requestedOn=iso(1))) == {("/requestedOn", "future")}
        with acting_as(SYSTEM):
            type(cao).objects.filter(pk=cao.pk).update(receipt_notice_on=None)
        assert code(ask(circle, api, cao)) == {"not-registered"}

    def test_is_one_at_a_time(self, circle, api, cao, made):
        assert code(ask(circle, api, cao)) == {"request-open"}

    def test_is_the_secretariats(self, circle, cao):
        for who, status in (("vera", 403), ("wil", 403), ("nick", 403), ("ada", 403)):
            assert ask(circle, Api(circle.people[who]), cao).status_code == status


class TestADecision:
    def test_comes_after_three_weeks_of_inspection(self, api, made):
        assert faults(note(api, made, **GRANTED)) == {("/decidedOn", "not_inspected")}
        assert faults(note(api, made, objections=1)) == {("/objections", "not_inspected")}
        note(api, made, inspectionStartsOn=iso(-40))
        assert faults(note(api, made, **GRANTED)) == {("/decidedOn", "inspection_runs")}
        assert note(api, made, **(GRANTED | {"decidedOn": iso(-19)})).status_code == 200

    @pytest.mark.parametrize(
        ("wrong", "fault"),
        [
            ({"startsOn": iso(-21)}, ("/startsOn", "retroactive")),
            ({"endsOn": iso(-30)}, ("/endsOn", "ends_first")),
            ({"endsOn": iso(715)}, ("/endsOn", "too_long")),
            ({"decidedOn": iso(1), "startsOn": iso(2)}, ("/decidedOn", "future")),
            ({"decidedOn": iso(-61)}, ("/decidedOn", "before_request")),
            ({"startsOn": None}, ("/startsOn", "null")),
        ],
    )
    def test_keeps_to_the_law(self, api, inspected, wrong, fault):
        assert fault in faults(note(api, inspected, **(GRANTED | wrong)))
        assert note(api, inspected, **GRANTED).status_code == 200

    def test_is_whole(self, api, inspected):
        assert faults(note(api, inspected, outcome="granted")) == {("/decidedOn", "required")}
        assert faults(note(api, inspected, decidedOn=iso(-20))) == {("/outcome", "required")}
        half = {name: GRANTED[name] for name in ("outcome", "decidedOn", "startsOn")}
        assert faults(note(api, inspected, **half)) == {("/endsOn", "required")}

    def test_does_not_outlive_the_agreement(self, circle, api, cao):
        with acting_as(SYSTEM):
            type(cao).objects.filter(pk=cao.pk).update(end_on=days(200))
        made = ask(circle, api, cao).json()
        note(api, made, inspectionStartsOn=iso(-50))
        assert faults(note(api, made, **GRANTED)) == {("/endsOn", "longer_than_agreement")}

    def test_on_fund_provisions_holds_for_five_years(self, circle, api, cao):
        made = ask(circle, api, cao, fundProvisions=True).json()
        note(api, made, inspectionStartsOn=iso(-50))
        assert note(api, made, **(GRANTED | {"endsOn": iso(999)})).status_code == 200


class TestAnExtension:
    @pytest.fixture
    def binding(self, api, inspected):
        decided = note(api, inspected, **(GRANTED | {"endsOn": iso(40)}))
        assert decided.status_code == 200, decided.content
        return decided.json()

    def extend(self, circle, api, cao, on=0):
        return ask(circle, api, cao, kind="extension", requestedOn=iso(on), clauses=[])

    def test_follows_on_for_a_year_at_most_and_only_once(self, circle, api, cao, binding):
        assert code(ask(circle, api, cao, requestedOn=iso(0))) == {"binding-already"}
        made = self.extend(circle, api, cao)
        assert made.status_code == 201, made.content
        assert made.json()["clauses"] == binding["clauses"]
        decision = {"outcome": "granted", "decidedOn": iso(0), "startsOn": iso(41)}
        late = note(api, made.json(), **decision, endsOn=iso(40 + 367))
        assert faults(late) == {("/endsOn", "too_long")}
        gap = note(api, made.json(), **(decision | {"startsOn": iso(50)}), endsOn=iso(400))
        assert faults(gap) == {("/startsOn", "not_following")}
        assert self.reminded(cao) == set()
        assert note(api, made.json(), **decision, endsOn=iso(400)).status_code == 200
        assert api.get(f"/v1/agreements/{cao.pk}").json()["bindingUntilOn"] == iso(400)
        assert code(self.extend(circle, api, cao)) == {"extended-already"}
        # the new end is announced, and nobody is asked for what is not possible
        assert self.reminded(cao) == {"avv_end"}
        items = api.get("/v1/deadlines?scope=all&pageSize=50").json()["items"]
        (end,) = [each for each in items if each["name"] == "avv_end"]
        assert end["dueOn"] == iso(400)
        assert "na een verlenging; een tweede keer kan niet" in end["computation"]

    def test_that_is_refused_leaves_the_end_as_it_was(self, circle, api, cao, binding):
        made = self.extend(circle, api, cao).json()
        refused = note(api, made, outcome="refused", decidedOn=iso(0))
        assert refused.status_code == 200, refused.content
        assert api.get(f"/v1/agreements/{cao.pk}").json()["bindingUntilOn"] == iso(40)
        assert self.reminded(cao) == {"avv_end", "avv_extension"}
        offered = api.get(f"{LIST}/{binding['id']}/available-changes").json()["items"]
        assert [each["name"] for each in offered] == ["binding_declined"]

    def test_says_nothing_about_what_is_asked_after_it_has_ended(self, circle, api, cao, binding):
        made = self.extend(circle, api, cao).json()
        decision = {"outcome": "granted", "decidedOn": iso(0), "startsOn": iso(41)}
        assert note(api, made, **decision, endsOn=iso(400)).status_code == 200
        with time_machine.travel(at(days(500))):  # and counted from there
            api = Api(circle.people["sanne"])
            again = ask(circle, api, cao, requestedOn=iso(-60))
            assert again.status_code == 201, again.content
            note(api, again.json(), inspectionStartsOn=iso(-50))
            granted = {"outcome": "granted", "decidedOn": iso(0), "startsOn": iso(1)}
            assert note(api, again.json(), **granted, endsOn=iso(400)).status_code == 200
            assert self.reminded(cao) == {"avv_end", "avv_extension"}

    def test_is_not_asked_before_there_is_something_to_extend(self, circle, api, cao, binding):
        assert faults(self.extend(circle, api, cao, on=-30)) == {
            ("/requestedOn", "before_decision")
        }

    def test_is_asked_a_month_before_the_end_by_all_parties(self, circle, api, cao, inspected):
        decided = note(api, inspected, **(GRANTED | {"endsOn": iso(20)}))
        assert decided.status_code == 200
        assert faults(self.extend(circle, api, cao)) == {("/requestedOn", "too_late")}
        some = ask(circle, api, cao, kind="extension", parties=everybody(circle)[1:])
        assert ("/parties", "parties") in faults(some)

    def test_is_reminded_of_until_it_is_asked_and_again_when_it_is_withdrawn(
        self, circle, api, cao, binding
    ):
        assert self.reminded(cao) == {"avv_end", "avv_extension"}
        made = self.extend(circle, api, cao).json()
        assert self.reminded(cao) == set()
        assert note(api, made, withdrawnOn=iso(0)).status_code == 200
        assert self.reminded(cao) == {"avv_end", "avv_extension"}

    def test_can_be_declined_which_the_parties_alone_read(self, circle, api, cao, binding):
        address = f"{LIST}/{binding['id']}"
        offered = api.get(f"{address}/available-changes").json()["items"]
        assert [each["name"] for each in offered] == ["binding_declined"]
        assert faults(note(api, binding, extensionDeclinedOn=iso(1))) == {
            ("/extensionDeclinedOn", "future")
        }
        assert faults(note(api, binding, extensionDeclinedOn=iso(-30))) == {
            ("/extensionDeclinedOn", "before_decision")
        }
        assert faults(note(api, binding, extensionDeclinedOn=iso(0), source="x")) == {
            ("/extensionDeclinedOn", "alone")
        }
        before = Api(circle.people["lies"]).get(address).content
        done = note(api, binding, extensionDeclinedOn=iso(0))
        assert done.json()["extensionDeclinedOn"] == iso(0)
        assert self.reminded(cao) == set()
        assert Api(circle.people["vera"]).get(address).json()["extensionDeclinedOn"] == iso(0)
        assert Api(circle.people["lies"]).get(address).content == before
        assert code(note(api, binding, extensionDeclinedOn=iso(0))) == {"nothing-to-extend"}
        assert api.get(f"{address}/available-changes").json()["items"] == []

    @pytest.mark.parametrize(("who", "status"), [("vera", 403), ("lies", 403), ("nick", 403)])
    def test_is_declined_by_the_secretariat_alone(self, circle, binding, who, status):
        answer = note(Api(circle.people[who]), binding, extensionDeclinedOn=iso(0))
        assert answer.status_code == status

    def reminded(self, cao):
        with acting_as(SYSTEM):
            rows = Due.objects.filter(subject_id=cao.pk)
            return set(rows.values_list("name", flat=True)) - {"expiry"}

    def test_needs_something_to_extend(self, circle, api, cao):
        assert code(self.extend(circle, api, cao)) == {"nothing-to-extend"}


class TestWhoReadsIt:
    def test_the_parties_until_it_is_open_for_inspection_and_then_everybody(
        self, circle, api, cao, made
    ):
        address = f"{LIST}/{made['id']}"
        for who, status in (("vera", 200), ("otto", 200), ("nick", 404), ("lies", 404)):
            seen = Api(circle.people[who])
            assert seen.get(address).status_code == status
            assert len(seen.get(LIST).json()["items"]) == (status == 200)
        with acting_as(circle.nick), connection.cursor() as cursor:
            cursor.execute("select count(*) from agreements_bindingrequest")
            assert cursor.fetchone() == (0,)
        note(api, made, inspectionStartsOn=iso(-50))
        shown = Api(circle.people["nick"]).get(address)
        assert shown.status_code == 200
        assert "Sanne" not in shown.content.decode()
        assert Api(circle.people["nick"]).patch(
            address, {"objections": 9}, if_match=2
        ).status_code in (403, 404)

    def test_nobody_changes_what_was_recorded(self, api, inspected):
        again = note(api, inspected, inspectionStartsOn=iso(-40))
        assert faults(again) == {("/inspectionStartsOn", "known")}
        note(api, inspected, **GRANTED)
        with acting_as(SYSTEM):
            rows = BindingRequest.objects.all()
            for change in ({"requested_on": days(0)}, {"binding_until": days(9)}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    rows.update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                rows._raw_delete("default")

    def test_two_who_record_at_once_do_not_overwrite_each_other(self, api, inspected):
        stale = api.patch(f"{LIST}/{inspected['id']}", {"objections": 1}, if_match=1)
        assert stale.status_code == 412
