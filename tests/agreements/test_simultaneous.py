"""Fifty people press the same button at the same moment: it happens once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections, transaction

from backend.agreements.models import Clause, ClauseVersion
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, engine
from backend.workflow.errors import WorkflowError
from backend.workflow.models import Consent
from tests.agreements.scene import COUNTER_TEXT, TERMS, draft, negotiated, open_agreement
from tests.people import a_circle

FIFTY = 50


def all_at_once(*deeds: Callable[[], Any]) -> Counter[str]:
    """Do all of these at one moment, each in a thread; count what came of them."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> str:
        start.wait()
        try:
            deed()
        except WorkflowError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return Counter(pool.map(do, deeds))


def a_draft():
    with transaction.atomic():
        circle = a_circle()
        return circle, draft(circle, open_agreement(circle))


def a_negotiation():
    with transaction.atomic():
        circle = a_circle()
        return circle, negotiated(circle, open_agreement(circle))


def told(clause, event):
    """How many audit entries and outbox messages there are of an event; the chain holds."""
    with acting_as(SYSTEM):
        entries = AuditEntry.objects.filter(subject_id=clause.pk)
        messages = OutboxMessage.objects.filter(subject_id=clause.pk, topic=f"clause.{event}")
        numbers = entries.order_by("audience", "number").values_list("audience", "number")
        by_chain: dict[str, list[int]] = {}
        for audience, number in numbers:
            by_chain.setdefault(audience, []).append(number)
        assert all(found == list(range(1, len(found) + 1)) for found in by_chain.values())
        return entries.filter(event=event).count(), messages.count()


def test_fifty_requests_for_one_transition_take_it_once(committed_database):
    circle, clause = a_draft()
    wil, version = circle.wil, clause.version

    def submit():
        mine = Clause(pk=clause.pk)
        engine.perform(mine, "submit", actor=wil, expected_version=version)

    assert all_at_once(*[submit] * FIFTY) == {"done": 1, "Stale": FIFTY - 1}
    with acting_as(SYSTEM):
        now = Clause.objects.get(pk=clause.pk)
    assert (now.state, now.version) == ("proposed", version + 1)
    assert told(clause, "submit") == (1, 1)


def test_without_a_version_the_others_find_it_gone(committed_database):
    circle, clause = a_draft()
    wil = circle.wil
    found = all_at_once(*[lambda: engine.perform(Clause(pk=clause.pk), "submit", actor=wil)] * 20)
    assert found == {"done": 1, "NoSuchTransition": 19}
    assert told(clause, "submit") == (1, 1)


def test_fifty_requests_for_one_consent_give_one(committed_database):
    circle, clause = a_negotiation()
    wil = circle.wil

    def consent():
        consenting.give(Clause(pk=clause.pk), "agree", actor=wil, data=TERMS)

    assert all_at_once(*[consent] * FIFTY) == {"done": 1, "Refused": FIFTY - 1}
    with acting_as(SYSTEM):
        assert Consent.objects.filter(subject_id=clause.pk).count() == 1
    assert told(clause, "consent_given") == (1, 1)


def test_the_last_consents_of_both_sides_at_once_agree_once(committed_database):
    circle, clause = a_negotiation()
    people = [circle.wil, circle.vera] * 10

    def consent(who):
        return lambda: consenting.give(Clause(pk=clause.pk), "agree", actor=who, data=TERMS)

    found = all_at_once(*[consent(who) for who in people])
    assert found["done"] == 2
    assert found.total() == len(people)
    with acting_as(SYSTEM):
        assert Clause.objects.get(pk=clause.pk).state == "agreed_in_principle"
    assert told(clause, "agree") == (1, 1)


def test_a_new_text_while_the_other_side_consents_ends_in_order(committed_database):
    """Either the consent came first and is void, or it is for the new text. Never for the old."""
    circle, clause = a_negotiation()
    with transaction.atomic():
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
    vera, bram = circle.vera, circle.bram
    with acting_as(SYSTEM):
        digest = Consent.objects.get(subject_id=clause.pk).digest
    version = clause.version

    def revise():
        mine = Clause(pk=clause.pk)
        data = {"body": COUNTER_TEXT}
        engine.perform(mine, "revise", actor=bram, data=data, expected_version=version)

    def consent():
        mine = Clause(pk=clause.pk)
        consenting.give(mine, "agree", actor=vera, digest=digest, expected_version=version)

    found = all_at_once(revise, consent)
    assert found["done"] == 1
    with acting_as(SYSTEM):
        now = Clause.objects.get(pk=clause.pk)
        assert now.current_version is not None
        live = Consent.objects.filter(subject_id=clause.pk, ended_at__isnull=True)
        if now.state == "agreed_in_principle":
            assert now.current_version.body != COUNTER_TEXT
            assert ClauseVersion.objects.filter(clause=clause, body=COUNTER_TEXT).count() == 0
        else:
            assert now.current_version.body == COUNTER_TEXT
        assert not live.exists()
