"""Giving notice: what a side intends stays with it, the letter proves it, and all parties hear."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.outbox.relay import deliver_due
from backend.parties.actors import SYSTEM
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from backend.workflow import dues
from backend.workflow.clock import run_due_transitions
from backend.workflow.models import Due
from tests.agreements.scene import fresh, iso
from tests.calendars.scene import Program, is_cancelled
from tests.ends.scene import codes
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db

LETTER = b"%PDF-1.4\nOpzegging\n%%EOF"
DIGEST = sha256(LETTER).hexdigest()
NAMED = {"name": "Opzegbrief", "document": b64encode(LETTER).decode()}
BELOW = ("", "/notice-intentions", "/notice-proofs", "/audit-entries", "/available-changes")


@pytest.fixture
def running(ending):
    """The clause of an agreement of two years, of which notice can still be given."""
    end = days(300)
    cao = an_agreement(
        ending.circle, start_on=end - timedelta(days=730), end_on=end, original_end_on=end
    )
    ending.clause = a_clause(
        ending.circle,
        agreement=cao,
        effective_on=cao.start_on,
        ends_on=end,
        next_review_on=days(290),
        ended_on=None,
    )
    ending.agreement = cao
    with acting_as(SYSTEM):
        dues.replan(ending.clause)
    return ending


def others(ending, name):
    at_table = ("werkgevers", "bond-een", "bond-twee")
    return [str(ending.circle.organisations[each].pk) for each in at_table if each != name]


def seen(ending, who):
    """Everything that somebody is told about the agreement, headers included."""
    address = ending.address(ending.agreement)
    answers = [ending(who).get(address + below) for below in BELOW]
    answers += [
        ending(who).get(each)
        for each in ("/v1/me/actions", "/v1/deadlines?scope=all", "/v1/reminders", "/v1/clauses")
    ]
    return [(answer.status_code, answer.content, answer.headers.get("ETag")) for answer in answers]


def say(ending, who, decision, status=201, **more):
    address = f"{ending.address(ending.agreement)}/notice-intentions"
    answer = ending(who).post(address, {"decision": decision, **more})
    assert answer.status_code == status, answer.content
    return answer.json()


def file_letter(ending, who, body=NAMED, status=201):
    answer = ending(who).post(f"{ending.address(ending.agreement)}/notice-proofs", body)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_what_a_side_intends_is_nobody_elses(running):
    outside = ("wil", "emma", "otto", "sanne", "lies", "nick", "ada")
    before = {who: seen(running, who) for who in outside}
    with acting_as(SYSTEM):
        sent = OutboxMessage.objects.count()
    said = say(running, "vera", "give", explanation="De leden willen meer.")
    file_letter(running, "vera")
    assert said["decisionLabel"] == "Wel opzeggen"
    assert {who: seen(running, who) for who in outside} == before
    for who in ("vera", "bram"):  # one side, two parties
        items = running.get(running.agreement, "/notice-intentions", who)["items"]
        assert [each["explanation"] for each in items] == ["De leden willen meer."]
        entries = running.get(running.agreement, "/audit-entries", who)["items"]
        assert {"notice_intention", "notice_proof"} <= {each["event"] for each in entries}
    with acting_as(SYSTEM):
        new = OutboxMessage.objects.order_by("-pk")[: OutboxMessage.objects.count() - sent]
        assert {message.audience.split(":")[0] for message in new} == {"side"}
    one = f"{running.address(running.agreement)}/notice-intentions/{said['id']}"
    assert running("vera").get(one).status_code == 200
    hidden, absent = running("wil").get(one), running("wil").get(one[:-4] + "0000")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    for who in ("emma", "otto", "sanne"):  # no party
        say(running, who, "not", 403)


def test_who_will_not_is_reminded_no_more_and_the_others_are(running):
    def reminded(day):
        sweep(at(days(day)))
        with acting_as(SYSTEM):
            found = Reminder.objects.filter(deadline="notice_deadline", anchor_on=last)
            return sorted(found.values_list("recipient__name", flat=True))

    last = fresh(running.agreement).notice_by
    wil, vera = (Program(running.circle.people[name]) for name in ("wil", "vera"))
    assert wil.named("Uiterste opzegdatum nadert")
    before = wil.fetch().content
    own = vera.named("Uiterste opzegdatum nadert").uid.value
    first = (last - days(0)).days - 90
    say(running, "vera", "not")
    assert wil.fetch().content == before  # of what the other side decided nothing shows
    assert is_cancelled(vera.events()[own])
    assert reminded(first) == ["Bram", "Wil"]
    label = "Uiterste opzegdatum nadert"

    def asked(who):
        found = running(who).get("/v1/deadlines?scope=all&pageSize=50").json()["items"]
        return [each["mine"] for each in found if each["label"] == label]

    assert (asked("vera"), asked("bram"), asked("wil")) == ([False], [True], [True])
    say(running, "vera", "give")  # thought better of it
    assert asked("vera") == [True]


def test_nobody_is_asked_once_the_day_has_passed_or_where_nothing_is_renewed(running):
    def asked():
        found = running("wil").get("/v1/deadlines?scope=all&pageSize=50").json()["items"]
        return [each for each in found if each["name"] == "notice_deadline"]

    assert len(asked()) == 1
    clauses = type(running.clause).objects.filter(pk=running.clause.pk)
    with acting_as(SYSTEM):
        clauses.update(clause_type="protocol")
        dues.replan(fresh(running.clause))
    assert asked() == []
    with acting_as(SYSTEM):
        clauses.update(clause_type="normative", ends_on=days(20))
        type(running.agreement).objects.filter(pk=running.agreement.pk).update(end_on=days(20))
        running.clause.refresh_from_db()
        running.clause._state.fields_cache.clear()
        dues.replan(running.clause)
        assert Due.objects.filter(subject_id=running.clause.pk, name="notice_deadline").exists()
    assert asked() == []  # its date has gone by


def test_notice_names_the_letter_and_every_party_hears(running):
    notice = {"givenOn": iso(0), "recipients": others(running, "bond-een"), "proof": DIGEST}
    refused = running.take("vera", running.clause, "give_notice", 400, data=notice)
    assert codes(refused) == ["no_such_proof"]
    bare = {name: notice[name] for name in ("givenOn", "recipients")}
    refused = running.take("vera", running.clause, "give_notice", 400, data=bare)
    assert codes(refused) == ["required"]
    wrong = {"name": "brief.pdf", "document": b64encode(b"MZ\x90 virus").decode()}
    assert codes(file_letter(running, "vera", wrong, 400)) == ["no-document"]
    file_letter(running, "vera")
    assert codes(file_letter(running, "vera", status=400)) == ["already-filed"]
    refused = running.take(
        "bram",
        running.clause,
        "give_notice",
        400,
        data=notice | {"recipients": others(running, "bond-twee")},
    )
    assert codes(refused) == ["no_such_proof"]  # each party with its own letter
    assert running.get(running.agreement, "/notice-proofs", "wil")["items"] == []

    running.take("vera", running.clause, "give_notice", data=notice)
    shown = running.get(running.agreement, "/notice-proofs", "wil")["items"]
    assert [(each["sha256"], each["givenOn"]) for each in shown] == [(DIGEST, iso(0))]
    address = f"{running.address(running.agreement)}/notice-proofs/{shown[0]['id']}/document"
    assert running("wil").get(address).json()["content"] == NAMED["document"]
    assert running("lies").get(address).status_code == 404
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(subject_id=running.clause.pk, event="give_notice")
        assert entry.facts["data"]["proof"] == DIGEST
    deliver_due()
    with acting_as(SYSTEM):
        told = Reminder.objects.filter(event="give_notice")
        names = sorted(told.values_list("recipient__name", flat=True))
    assert names == ["Bram", "Sanne", "Wil"]
    sweep(at(days(250)))
    with acting_as(SYSTEM):
        assert not Reminder.objects.filter(deadline="notice_deadline").exists()


CLAIM = {
    "kind": "observance",
    "facts": "Het rooster kwam zonder overleg.",
    "requested": "Overleg vooraf.",
    "answerDueOn": iso(30),
}


def after(ending):
    """The clock, on the day after the last of the term."""
    run_due_transitions(at(ending.clause.ends_on + timedelta(days=1), hour=12))
    return fresh(ending.clause).state


@pytest.mark.parametrize(
    ("clause_type", "end"), [("normative", "in_aftereffect"), ("obligatory", "lapsed")]
)
def test_a_dispute_keeps_nobody_from_giving_notice(running, clause_type, end):
    with acting_as(SYSTEM):
        type(running.clause).objects.filter(pk=running.clause.pk).update(clause_type=clause_type)
    running.take("wil", running.clause, "raise_dispute", data=CLAIM)
    file_letter(running, "vera")
    assert running.option("vera", running.clause, "give_notice")["refusals"] == []
    notice = {"givenOn": iso(0), "recipients": others(running, "bond-een"), "proof": DIGEST}
    running.take("vera", running.clause, "give_notice", data=notice)
    found = running.get(running.clause)
    assert (found["state"], found["noticeGivenOn"]) == ("disputed", iso(0))
    # what was given counts as soon as the dispute no longer holds up the end
    for who in ("wil", "vera", "bram"):
        running.consent(who, running.clause, "resolve_dispute", data={"outcome": "Eens."})
    running.take("wil", running.clause, "resolve_dispute", data={"outcome": "Eens."})
    assert running.get(running.clause)["state"] == "in_force"
    assert after(running) == end


def test_notice_of_an_agreement_passes_by_no_clause_in_dispute_or_under_review(running):
    reviewed = a_clause(
        running.circle,
        "under_review",
        agreement=running.agreement,
        article_number="6.5",
        effective_on=running.agreement.start_on,
        ends_on=running.agreement.end_on,
        ended_on=None,
    )
    running.take("wil", running.clause, "raise_dispute", data=CLAIM)
    file_letter(running, "vera")
    notice = {"givenOn": iso(0), "recipients": others(running, "bond-een"), "proof": DIGEST}
    running.take("vera", running.agreement, "give_notice", data=notice)
    for clause in (running.clause, reviewed):
        assert running.get(clause)["noticeGivenOn"] == iso(0)


def test_of_what_lives_on_after_its_term_there_is_nothing_to_give_notice_of(running):
    over = a_clause(
        running.circle,
        "disputed",
        agreement=running.agreement,
        article_number="6.5",
        previous_state="in_aftereffect",
        ended_on=None,
    )
    assert running.option("vera", over, "give_notice") is None
    file_letter(running, "vera")
    notice = {"givenOn": iso(0), "recipients": others(running, "bond-een"), "proof": DIGEST}
    running.take("vera", running.agreement, "give_notice", data=notice)
    given = [running.get(each)["noticeGivenOn"] for each in (running.clause, over)]
    assert given == [iso(0), None]


def test_one_letter_serves_all_clauses_of_an_agreement(running):
    other = a_clause(
        running.circle,
        agreement=running.agreement,
        article_number="6.5",
        effective_on=running.agreement.start_on,
        ends_on=running.agreement.end_on,
        next_review_on=days(290),
        ended_on=None,
    )
    file_letter(running, "wil")
    notice = {"givenOn": iso(0), "recipients": others(running, "werkgevers"), "proof": DIGEST}
    running.take("wil", running.agreement, "give_notice", data=notice)
    for clause in (running.clause, other):
        assert running.get(clause)["noticeGivenOn"] == iso(0)
    assert len(running.get(running.agreement, "/notice-proofs")["items"]) == 1
    renewal = running.get(running.clause, "/term-dates")["items"][2]
    assert (renewal["fallsOn"], "er is opgezegd" in renewal["computation"]) == (None, True)
