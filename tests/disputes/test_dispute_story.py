"""A dispute from claim to end: both sides speak, the ladder has dates, and all goes back."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.disputes.models import Dispute, Piece, Rung, Statement
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from backend.workflow.clock import run_due_transitions
from tests.agreements.scene import fresh, iso
from tests.disputes.scene import CLAIM, COMMITTEE, Quarrel, codes
from tests.lifecycles.commitment_arrangement import a_commitment
from tests.people import days

MOMENT = timezone.now()
PDF = b64encode(b"%PDF-1.4\n%%EOF").decode()
ANSWER = {"answer": "De planner doet een voorstel; het team beslist.", "requested": "Niets."}
SETTLED = {"outcome": "Zelf betekent: het team beslist.", "consequences": "Een nieuw schema."}


@pytest.fixture
def quarrel(circle):
    return Quarrel(circle)


def test_both_sides_speak_and_agree_and_the_clause_is_back_where_it_was(quarrel):
    address = quarrel.raised()
    clause = quarrel.get("wil")
    assert (clause["state"], clause["legalStatus"]) == ("disputed", "in_force")
    assert codes(quarrel.take("vera", "answer_dispute", ANSWER, 409)) == ["own-claim"]
    assert quarrel.option("vera", "answer_dispute")["open"] is False
    quarrel.take("wil", "answer_dispute", ANSWER)
    assert codes(quarrel.take("wil", "answer_dispute", ANSWER, 409)) == ["answered"]
    quarrel.send("wil", f"{address}/statements", {"text": "Ook in 2024 was dat zo."})
    assert codes(quarrel.take("sanne", "record_finding", FOUND, 409)) == ["still-talking"]
    quarrel.take("vera", "escalate_dispute", COMMITTEE)
    quarrel.take("sanne", "record_finding", FOUND)
    assert codes(quarrel.take("vera", "record_finding", FOUND, 409)) == ["finding-recorded"]
    shown = quarrel.get("bram", address)
    assert shown["quote"] == "maken zelf het rooster"  # as the text has it
    assert [r["level"] for r in shown["rungs"]] == ["consultation", "joint_committee"]
    rung = shown["rungs"][1]
    assert (rung["before"], rung["dueOn"], rung["beganOn"]) == (
        "Commissie Uitleg",
        iso(30),
        iso(0),
    )
    assert (rung["findingLabel"], rung["findingText"]) == ("Advies", FOUND["text"])
    said = quarrel.get("otto", f"{address}/statements")["items"]
    assert [(each["said"], each["side"]) for each in said] == [
        ("answer", "employer"),
        ("addendum", "employer"),
    ]
    quarrel.consent("wil", "resolve_dispute", SETTLED)
    quarrel.consent("vera", "resolve_dispute")
    quarrel.take("vera", "resolve_dispute", SETTLED)
    assert quarrel.get("nick")["state"] == "in_force"
    assert quarrel.get("vera")["dispute"] is None
    ended = quarrel.get("vera", address)
    assert (ended["ending"], ended["endedOn"]) == ("agreed", iso(0))
    assert ended["outcome"] == SETTLED["outcome"]
    late = quarrel.send("vera", f"{address}/statements", {"text": "Toch niet."}, 409)
    assert codes(late) == ["dispute-ended"]
    assert quarrel.get("nick", "/v1/disputes")["items"] == []


FOUND = {"finding": "advice", "text": "Het team beslist.", "foundOn": iso(0), "source": "2026-4"}


def test_a_ruling_binds_without_the_other_side_but_only_from_who_can_rule(quarrel):
    address = quarrel.raised()
    ruled = {**SETTLED, "ruling": "Commissie Uitleg, 2026-4"}
    assert codes(quarrel.take("vera", "resolve_dispute", ruled, 400)) == ["nobody_rules"]
    quarrel.take("vera", "escalate_dispute", COMMITTEE)
    quarrel.take("vera", "resolve_dispute", ruled)
    ended = quarrel.get("wil", address)
    assert (ended["ending"], ended["ruling"]) == ("ruled", ruled["ruling"])
    assert fresh(quarrel.clause).state == "in_force"


def test_a_claim_is_about_words_that_stand_there_and_a_promise_of_the_clause(quarrel):
    away = a_commitment(quarrel.circle, "open", visibility="parties")
    wrong = {**CLAIM, "quote": "maken nooit het rooster", "commitment": str(away.pk)}
    answer = quarrel.take("vera", "raise_dispute", wrong, 400)
    assert codes(answer) == ["no_such_commitment", "no_such_passage"]
    own = a_commitment(quarrel.circle, "open", visibility="parties", subject_id=quarrel.clause.pk)
    address = quarrel.raised(commitment=str(own.pk))
    assert quarrel.get("wil", address)["commitment"] == str(own.pk)


def test_evidence_of_either_side_is_looked_at_by_content_and_kept(quarrel):
    address = quarrel.raised() + "/evidence"
    for body, code in (
        ({"title": "Rooster"}, "one-of-two"),
        ({"title": "Rooster", "url": "javascript:alert(1)"}, "invalid"),
        ({"title": "R", "name": "r.pdf", "document": b64encode(b"MZ\x90").decode()}, "no-document"),
    ):
        assert codes(quarrel.send("wil", address, body, 400)) == [code]
    large = b64encode(b"%PDF-" + b"0" * (5 * 1024 * 1024)).decode()
    answer = quarrel.send("wil", address, {"title": "R", "name": "r", "document": large}, 400)
    assert codes(answer) == ["too-large"]
    paper = quarrel.send("wil", address, {"title": "Rooster", "name": "r.pdf", "document": PDF})
    link = quarrel.send("vera", address, {"title": "Net", "url": "https://voorbeeld.nl/rooster"})
    shown = quarrel.get("bram", f"{address}/{paper['id']}/document")
    assert (shown["content"], shown["mediaType"]) == (PDF, "application/pdf")
    quarrel.get("bram", f"{address}/{link['id']}/document", 404)
    assert [each["side"] for each in quarrel.get("otto", address)["items"]] == ["employer", "union"]
    for who, status in (("otto", 403), ("sanne", 403), ("lies", 404), ("ada", 404)):
        quarrel.send(who, address, {"title": "Net", "url": "https://voorbeeld.nl/"}, status)


def test_who_has_not_answered_adds_nothing_and_is_reminded_until_the_clock_goes_on(quarrel):
    address = quarrel.raised()
    early = quarrel.send("wil", f"{address}/statements", {"text": "Onzin."}, 409)
    assert codes(early) == ["answer-first"]
    offers = quarrel.get("wil", f"{address}/available-changes")["items"]
    assert [(each["name"], each["open"]) for each in offers] == [
        ("addendum", False),
        ("evidence", True),
    ]
    assert quarrel.get("otto", f"{address}/available-changes")["items"] == []
    clause = fresh(quarrel.clause)
    assert "dispute_answer" in {deadline.name for deadline in clause.lifecycle.deadlines}
    awaited = {quarrel.circle.organisations["werkgevers"].pk}
    assert clause.circle("dispute_awaited") == awaited
    run_due_transitions(MOMENT + timedelta(days=15))
    assert fresh(clause).dispute_level == "consultation"
    run_due_transitions(MOMENT + timedelta(days=16))
    assert fresh(clause).dispute_level == "joint_committee"
    rung = quarrel.get("wil", address)["rungs"][-1]
    assert (rung["side"], rung["organisation"]) == ("", None)
    quarrel.take("wil", "answer_dispute", ANSWER)
    assert fresh(clause).circle("dispute_awaited") == set()


def test_the_public_sees_nothing_of_it_and_nobody_outside_the_parties(quarrel):
    address = quarrel.raised()
    quarrel.take("wil", "answer_dispute", ANSWER)
    piece = quarrel.send("vera", f"{address}/evidence", {"title": "Bewijs", "url": "https://a.nl/"})
    for who in ("lies", "ada", "nick"):
        assert quarrel.disputes(who) == []
        absent = quarrel(who).get(f"/v1/disputes/{new_id()}")
        for below in ("", "/statements", "/evidence", f"/evidence/{piece['id']}"):
            hidden = quarrel(who).get(address + below)
            assert (hidden.status_code, hidden.content) == (404, absent.content)
    with acting_as(SYSTEM):
        words = {f"parties:{quarrel.circle.table.pk}"}
        entries = AuditEntry.objects.filter(event__contains="dispute")
        assert {entry.audience for entry in entries} == words
        messages = OutboxMessage.objects.filter(topic__contains="dispute")
        assert {message.audience for message in messages} == words
        added = entries.get(event="dispute_evidence")
    assert "Bewijs" not in str(added.facts)


def test_what_was_said_cannot_be_changed_in_the_database(quarrel):
    address = quarrel.raised()
    quarrel.take("wil", "answer_dispute", ANSWER)
    quarrel.send("vera", f"{address}/evidence", {"title": "Bewijs", "url": "https://a.nl/"})
    changes = (
        (Dispute, {"facts": "Anders"}),
        (Statement, {"text": "Anders"}),
        (Piece, {"title": "Anders"}),
        (Rung, {"began_on": days(-9)}),
    )
    with acting_as(SYSTEM):
        for model, change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()
