"""A signal to the secretariat: who chose not to be named is found by nobody."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.reminders.erasing import erase
from backend.signals.models import OwnSignal, Signal
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

TEXT = "Het rooster komt nog steeds zonder overleg."
EVERYBODY = ("wil", "vera", "bram", "emma", "otto", "sanne", "mia", "lies", "ada", "nick")


@pytest.fixture
def clause(circle):
    return a_clause(circle, "under_review")


@pytest.fixture
def calls(circle):
    apis: dict[str, Api] = {}

    def call(who: str, verb: str, address: str, body: Any = None, status: int = 200) -> Any:
        api = apis.setdefault(who, Api(circle.people[who]))
        answer = api.call(verb, address, body)
        assert answer.status_code == status, (who, address, answer.content)
        return answer.json()

    return call


def sent(calls, clause, who="otto", status=201, **more):
    body = {"subjectKind": "clause", "subjectId": str(clause.pk), "text": TEXT}
    return calls(
        who, "POST", "/v1/signals", {"named": False, "mayQuote": False} | body | more, status
    )


def received(calls):
    (found,) = calls("sanne", "GET", "/v1/received-signals")["items"]
    return found


def test_who_is_not_named_is_in_nothing_that_anybody_else_can_read(circle, calls, clause):
    own = sent(calls, clause)
    signal = received(calls)
    assert (signal["text"], signal["senderName"], signal["senderOrganisation"]) == (TEXT, "", "")
    assert signal["id"] != own["id"]
    assert "T" not in signal["receivedOn"]
    traces = (own["id"], str(circle.people["otto"].pk), "Otto", "Raad", "raad")
    with acting_as(SYSTEM):
        row = Signal.objects.values().get()
        entry = AuditEntry.objects.filter(subject_kind="signal").values().get()
        message = OutboxMessage.objects.filter(topic="signal.signal_sent").values().get()
        dossier = AuditEntry.objects.filter(subject_id=clause.pk, event__contains="signal")
        assert not dossier.exists()
    assert (entry["actor_kind"], entry["actor_id"], entry["organisation_id"]) == (
        "anonymous",
        "",
        "",
    )
    assert timezone.localtime(entry["at"]).strftime("%H:%M:%S.%f") == "00:00:00.000000"
    assert row["id"].version == 4
    for thing in (row, entry, message, signal):
        told = json.dumps(thing, default=str)
        assert not [trace for trace in traces if trace in told]
    for who in set(EVERYBODY) - {"otto"}:
        assert calls(who, "GET", "/v1/signals")["items"] == []
        with acting_as(circle.actor(who)):
            assert not OwnSignal.objects.exists()
    for who in set(EVERYBODY) - {"sanne"}:
        assert calls(who, "GET", "/v1/received-signals")["items"] == []
        calls(who, "GET", f"/v1/received-signals/{signal['id']}", status=404)
        with acting_as(circle.actor(who)):
            assert not Signal.objects.exists()


def test_each_wall_holds_without_the_other(circle, calls, clause):
    sent(calls, clause)
    with acting_as(circle.wil), connection.cursor() as cursor:
        for table in ("signals_signal", "signals_ownsignal"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
    with acting_as(SYSTEM):  # the second wall is down
        assert not Signal.objects.visible_to(circle.wil).exists()
        assert not OwnSignal.objects.visible_to(circle.sanne).exists()
        assert OwnSignal.objects.visible_to(circle.otto).exists()


def test_the_sender_sees_what_came_of_it(calls, clause):
    own = sent(calls, clause)
    signal = received(calls)
    address = f"/v1/received-signals/{signal['id']}"
    calls("wil", "POST", f"{address}/responses", {"kind": "closed", "text": "Nee."}, 404)
    empty = calls("sanne", "POST", f"{address}/responses", {"kind": "answered", "text": " "}, 400)
    assert empty["errors"][0]["pointer"] == "/text"
    calls("sanne", "POST", f"{address}/responses", {"kind": "answered", "text": "Wij vragen na."})
    calls("sanne", "POST", f"{address}/responses", {"kind": "closed", "text": "Besproken."})
    late = calls("sanne", "POST", f"{address}/responses", {"kind": "closed", "text": "Weer."}, 409)
    assert [each["code"] for each in late["errors"]] == ["signal-closed"]
    mine = calls("otto", "GET", f"/v1/signals/{own['id']}")
    assert (mine["stateLabel"], mine["subject"]["title"]) == ("Afgesloten", clause.caption)
    assert [each["text"] for each in mine["responses"]] == ["Wij vragen na.", "Besproken."]


def test_words_are_passed_on_only_where_the_sender_allows_it_and_never_the_name(calls, clause):
    for allowed, status in ((False, 400), (True, 200)):
        sent(calls, clause, "mia", named=True, mayQuote=allowed)
        rows = calls("sanne", "GET", "/v1/received-signals?state=received")["items"]
        (signal,) = rows
        assert (signal["senderName"], signal["senderOrganisation"]) == ("Mia", "Bond Een")
        address = f"/v1/received-signals/{signal['id']}/responses"
        passed = {"kind": "passed_on", "text": "Wij kregen een signaal.", "quote": True}
        answer = calls("sanne", "POST", address, passed, status)
        if status == 400:
            assert answer["errors"][0]["code"] == "words-not-allowed"
            calls("sanne", "POST", address, {**passed, "quote": False})
    said = calls("wil", "GET", f"/v1/comments?subjectId={clause.pk}")["items"]
    texts = sorted(each["text"] for each in said)
    assert texts == [
        "Wij kregen een signaal.",
        f"Wij kregen een signaal.\n\nDe melder schreef: “{TEXT}”",
    ]
    assert "Mia" not in json.dumps(said)


def test_who_has_no_place_there_sends_nothing_and_a_side_keeps_its_drafts(circle, calls, clause):
    private = {"visibility": "side_private", "author_side": "union", "side": "union"}
    draft = a_clause(circle, "draft", **private)
    public = a_clause(circle, "in_force")
    sent(calls, clause, "nick", 404)
    sent(calls, public, "nick", 403)
    sent(calls, public, "sanne", 403)
    sent(calls, draft, "vera", 403)
    offers = calls("vera", "GET", f"/v1/clauses/{draft.pk}/available-changes")["items"]
    assert "signal" not in [each["name"] for each in offers]
    sent(calls, clause, "otto", 400, text="  ")
    Membership.objects.filter(organisation__key="secretariaat").update(valid_until=days(-1))
    refused = sent(calls, clause, "otto", 409)
    assert [each["code"] for each in refused["errors"]] == ["no-secretariat"]
    with acting_as(SYSTEM):
        assert not Signal.objects.exists()


def test_the_council_of_an_employer_at_the_table_signals_about_what_everybody_reads(circle, calls):
    public = a_clause(circle, "in_force")
    council = circle.organisations["raad"]
    Membership.objects.filter(organisation=council).delete()
    sent(calls, public, "otto", 403)
    council.parent = circle.organisations["bedrijf"]
    council.save()
    sent(calls, public, "otto")
    assert received(calls)["senderOrganisation"] == ""


def test_a_secretariat_that_left_reads_no_more_and_an_account_that_goes_takes_its_copy(
    circle, calls, clause
):
    sent(calls, clause)
    assert received(calls)["state"] == "received"
    erase(circle.people["otto"])
    with acting_as(SYSTEM):
        assert not OwnSignal.objects.exists()
    signal = received(calls)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(organisation__key="secretariaat").update(valid_until=yesterday)
    assert calls("sanne", "GET", "/v1/received-signals")["items"] == []
    calls("sanne", "GET", f"/v1/received-signals/{signal['id']}", status=404)
