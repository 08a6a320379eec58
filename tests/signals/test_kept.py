"""What was answered stays, whatever the code does; and a new secretariat gets what is open."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.reminders.sweep import sweep
from backend.signals.handover import hand_over
from backend.signals.models import OwnSignal, Signal
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import organisation, person, seat

TEXT = "Het rooster komt nog steeds zonder overleg."
ANSWER = "Wij vragen na."


@pytest.fixture
def clause(circle):
    return a_clause(circle, "under_review")


def send(circle, clause, who="otto", *, named=False):
    body = {"subjectKind": "clause", "subjectId": str(clause.pk), "text": TEXT}
    sent = Api(circle.people[who]).post("/v1/signals", body | {"named": named, "mayQuote": False})
    assert sent.status_code == 201
    return sent.json()


def received(circle, who="sanne"):
    return Api(circle.people[who]).get("/v1/received-signals").json()["items"]


def respond(circle, signal, kind="answered", text=ANSWER, who="sanne"):
    address = f"/v1/received-signals/{signal['id']}/responses"
    answer = Api(circle.people[who]).post(address, {"kind": kind, "text": text})
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def answered(circle, clause):
    send(circle, clause)
    [signal] = received(circle)
    return respond(circle, signal)


def refused(actor, statement):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        acting_as(actor),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


CHANGED = """'[{"kind": "answered", "text": "Nooit gezegd.", "responded_on": "2026-01-01"}]'"""
BY_ANYBODY = (
    "update signals_{table} set responses = '[]'",
    "update signals_{table} set responses = " + CHANGED,
    "update signals_{table} set text = 'Anders'",
    "update signals_{table} set may_quote = true",
    "update signals_{table} set subject_id = gen_random_uuid()",
)


@pytest.mark.parametrize("statement", BY_ANYBODY)
def test_nobody_changes_what_was_said_not_even_the_system(circle, answered, statement):
    for actor in (SYSTEM, circle.actor("sanne")):
        refused(actor, statement.replace("{table}", "signal"))
    for actor in (SYSTEM, circle.actor("otto")):
        refused(actor, statement.replace("{table}", "ownsignal"))


def test_nobody_takes_a_signal_away_and_only_an_account_takes_its_copy(circle, answered):
    for actor in (SYSTEM, circle.actor("sanne")):
        refused(actor, "delete from signals_signal")
    refused(circle.actor("otto"), "delete from signals_ownsignal")
    more = json.dumps([*answered_responses(), {"kind": "answered", "text": "x"}])
    refused(circle.actor("otto"), f"update signals_ownsignal set responses = '{more}'")


def answered_responses():
    with acting_as(SYSTEM):
        return Signal.objects.get().responses


def test_what_was_closed_is_not_opened_or_answered_again(circle, clause):
    send(circle, clause)
    [signal] = received(circle)
    respond(circle, signal, "closed", "Besproken.")
    more = json.dumps([*answered_responses(), {"kind": "answered", "text": "x"}])
    for statement in (
        "update signals_signal set state = 'received'",
        f"update signals_signal set responses = '{more}'",
    ):
        refused(circle.actor("sanne"), statement)
        refused(SYSTEM, statement)


def test_a_secretariat_does_not_give_it_away_or_name_somebody(circle, clause):
    send(circle, clause, "mia", named=True)
    other = circle.organisations["werkgevers"].pk
    refused(SYSTEM, f"update signals_signal set secretariat_id = '{other}'")  # with the name
    refused(circle.actor("sanne"), "update signals_signal set sender_name = ''")
    refused(circle.actor("sanne"), "update signals_signal set sender_name = 'Otto'")
    refused(SYSTEM, "update signals_signal set received_on = received_on - 1")


@pytest.fixture
def successor(circle):
    """As of today another secretariat keeps the table; Sien works there."""

    def succeed():
        yesterday = timezone.localdate() - timedelta(days=1)
        Membership.objects.filter(organisation__key="secretariaat").update(valid_until=yesterday)
        new = organisation("nieuw-secretariaat", "joint_secretariat")
        seat(circle.table, new, "secretariat", valid_from=timezone.localdate())
        circle.organisations["nieuw"] = new
        circle.people["sien"] = person("sien", new)

    return succeed


def test_the_successor_gets_what_is_open_and_what_was_answered_so_far(circle, clause, successor):
    own = send(circle, clause)
    send(circle, clause, "mia", named=True)
    for signal in received(circle):
        if signal["senderName"]:
            respond(circle, signal)
    before = {each["id"] for each in received(circle)}
    successor()
    assert received(circle, "sien") == []
    sweep()
    sweep()  # once more changes nothing
    found = received(circle, "sien")
    assert {each["id"] for each in found} == before
    assert received(circle) == []
    with acting_as(circle.actor("sanne")):
        assert not Signal.objects.exists()
    # nobody's name goes over, also of who gave it to the secretariat of then
    assert {(each["senderName"], each["senderOrganisation"]) for each in found} == {("", "")}
    kinds = sorted([answer["kind"] for answer in each["responses"]] for each in found)
    assert kinds == [["answered", "handed_over"], ["handed_over"]]
    actions = Api(circle.people["sien"]).get("/v1/me/actions").json()["items"]
    assert [each["kind"] for each in actions].count("signal") == 2
    # the senders see where it went, and that their name did not
    mine = Api(circle.people["otto"]).get(f"/v1/signals/{own['id']}").json()
    assert [(r["kind"], r["text"]) for r in mine["responses"]] == [
        ("handed_over", "Nieuw Secretariaat")
    ]
    [hers] = Api(circle.people["mia"]).get("/v1/signals").json()["items"]
    assert hers["named"] is False
    # and the successor answers
    for signal in found:
        respond(circle, signal, "closed", "Opgelost.", "sien")
    mine = Api(circle.people["otto"]).get(f"/v1/signals/{own['id']}").json()
    assert mine["stateLabel"] == "Afgesloten"


def test_what_stays_where_it_is_costs_a_round_of_the_clock_one_question(circle, clause, successor):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert hand_over(timezone.now()) == 0
        return sum("signals_signal" in each["sql"] for each in captured)

    send(circle, clause)
    send(circle, clause, "mia")
    assert asked() == 1
    # there is nobody who keeps the table, and so nobody to give it to
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(organisation__key="secretariaat").update(valid_until=yesterday)
    assert asked() == 1
    successor()
    assert hand_over(timezone.now()) == 2


def test_what_was_closed_stays_with_who_closed_it(circle, clause, successor):
    send(circle, clause)
    [signal] = received(circle)
    respond(circle, signal, "closed", "Besproken.")
    successor()
    sweep()
    assert received(circle, "sien") == []
    with acting_as(circle.actor("sien")):
        assert not Signal.objects.exists()
    address = f"/v1/received-signals/{signal['id']}"
    assert Api(circle.people["sien"]).get(address).status_code == 404


def test_going_over_tells_no_more_of_the_sender_than_before(circle, clause, successor):
    send(circle, clause)
    successor()
    sweep()
    with acting_as(SYSTEM):
        entries = list(AuditEntry.objects.filter(event="signal_handed_over"))
        assert OwnSignal.objects.count() == 1
    assert {entry.audience for entry in entries} == {
        f"organisation:{circle.organisations[key].pk}" for key in ("secretariaat", "nieuw")
    }
    for entry in entries:
        assert timezone.localtime(entry.at).strftime("%H:%M:%S") == "00:00:00"
        assert "Otto" not in json.dumps(entry.facts) + entry.actor_name


def test_while_nobody_keeps_the_table_nobody_gets_it(circle, clause):
    send(circle, clause)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(organisation__key="secretariaat").update(valid_until=yesterday)
    sweep()
    with acting_as(SYSTEM):
        [signal] = Signal.objects.all()
    assert signal.secretariat_id == circle.organisations["secretariaat"].pk
