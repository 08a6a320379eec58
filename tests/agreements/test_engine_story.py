"""A clause from draft to completed through the engine, with the clock driven by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.agreements import actions
from backend.agreements.models import Agreement, Clause
from backend.confidentiality.context import acting_as
from backend.evaluations import actions as evaluations
from backend.evaluations.queries import open_evaluation_of
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.workflow import consenting, engine
from backend.workflow.clock import run_due_transitions
from backend.workflow.errors import NotAllowed, Refused
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return a_circle()


@pytest.fixture
def clause(circle):
    agreement = actions.create_agreement(
        actor=circle.sanne,
        bargaining_table_id=circle.table.pk,
        title="Cao Zorg",
        agreement_type="sector",
        start_on=days(0),
        end_on=days(400),
    )
    return actions.create_clause(
        agreement,
        actor=circle.wil,
        body="Teams maken zelf het rooster.",
        article_number="6.4",
        title="Zelfroosteren",
        clause_type="normative",
        theme="zelfroosteren",
        aims=["job_control"],
        scope="Alle ziekenhuizen",
    )


def terms(**changes):
    return {
        "effective_on": days(10).isoformat(),
        "ends_on": days(400).isoformat(),
        "next_review_on": days(60).isoformat(),
        "indicators": ["autonomy"],
    } | changes


def refresh(clause):
    with acting_as(SYSTEM):
        clause.refresh_from_db()


def evaluation_of(clause):
    with acting_as(SYSTEM):
        return open_evaluation_of(clause)


def later(number):
    return timezone.now() + timedelta(days=number)


def test_from_draft_to_completed(circle, clause):
    def do(name, who, **fields):
        return engine.perform(clause, name, actor=circle.actor(who), **fields)

    do("submit", "wil")
    do("open_negotiation", "sanne", data={"round_on": days(3).isoformat()})
    consenting.give(clause, "agree", actor=circle.wil, data=terms())
    do("revise", "vera", data={"body": "Teams maken samen het rooster."})
    with pytest.raises(Refused):
        engine.perform(clause, "agree", actor=circle.wil, data=terms())
    consenting.give(clause, "agree", actor=circle.wil, data=terms())
    consenting.give(clause, "agree", actor=circle.vera)
    assert clause.state == "agreed_in_principle"
    do(
        "start_ratification",
        "sanne",
        data={
            "deadline_on": days(5).isoformat(),
            "periods": [
                {
                    "organisation": str(circle.organisations[name].pk),
                    "closes_on": days(5).isoformat(),
                    "advice": "positive",
                }
                for name in ("werkgevers", "bond-een", "bond-twee")
            ],
        },
    )
    do("record_ballot", "wil", data={"outcome": "accepted"})
    do("record_ballot", "vera", data={"outcome": "accepted", "votes_for": 900})
    do("record_ballot", "bram", data={"outcome": "rejected"})
    assert clause.state == "ratified"
    assert not Membership.objects.valid_on(days(0)).filter(organisation__key="bond-twee").exists()
    do(
        "register",
        "sanne",
        data={"submitted_on": days(0).isoformat(), "receipt_on": days(0).isoformat()},
    )
    assert clause.legal_status == "not_yet"
    run_due_transitions(later(10))
    refresh(clause)
    assert clause.state == "in_force"
    assert clause.visibility == "public"
    run_due_transitions(later(60))
    refresh(clause)
    assert clause.state == "under_review"
    claim = {
        "kind": "observance",
        "facts": "Een rooster zonder overleg.",
        "requested": "Overleg.",
        "answer_due_on": days(30).isoformat(),
    }
    do("raise_dispute", "vera", data=claim)
    settled = {"outcome": "Partijen zijn het eens."}
    consenting.give(clause, "resolve_dispute", actor=circle.wil, data=settled)
    consenting.give(clause, "resolve_dispute", actor=circle.vera)
    do("resolve_dispute", "vera")
    assert clause.state == "under_review"
    evaluation = evaluation_of(clause)
    for who in ("wil", "vera"):
        evaluations.judge(
            evaluation, actor=circle.actor(who), verdict="partly", explanation="Het begint."
        )
    review = {"findings": "Goed begin.", "next_review_on": days(300).isoformat()}
    consenting.give(clause, "conclude_review_continue", actor=circle.wil, data=review)
    consenting.give(clause, "conclude_review_continue", actor=circle.vera)
    do("conclude_review_continue", "sanne")
    run_due_transitions(later(250))
    refresh(clause)
    assert clause.state == "final_evaluation"
    for who in ("wil", "vera"):
        evaluations.judge(
            evaluation_of(clause),
            actor=circle.actor(who),
            verdict="met",
            explanation="Gelukt.",
            lessons="Begin klein.",
            advice="continue",
            no_indicators_because="Nog niet gemeten.",
        )
    end = {
        "lessons": "Begin klein.",
        "follow_up": "continue",
        "measurements": [{"code": "autonomy", "not_available_because": "Nog niet gemeten."}],
    }
    consenting.give(clause, "complete", actor=circle.wil, data=end)
    consenting.give(clause, "complete", actor=circle.vera)
    do("complete", "sanne")
    assert clause.state == "completed"


def test_whoever_has_consented_to_anothers_step_can_take_it_back(circle):
    clause = a_clause(circle, "under_review")
    review = {"findings": "Het loopt.", "next_review_on": days(300).isoformat()}
    given = consenting.give(clause, "conclude_review_continue", actor=circle.vera, data=review)

    def step(who):
        with acting_as(circle.actor(who)):
            options = engine.options(clause, actor=circle.actor(who))
        found = (o for o in options if o.transition.name == "conclude_review_continue")
        return next(((o.may_perform, o.may_consent, o.has_consented) for o in found), None)

    assert step("vera") == (False, False, True)
    assert step("wil") == (False, True, False)
    assert step("sanne") == (True, False, False)
    assert step("otto") is None
    consenting.withdraw(given, clause, actor=circle.vera)
    assert step("vera") == (False, True, False)


def test_a_draft_does_not_exist_for_the_other_side(circle, clause):
    assert not Clause.objects.visible_to(circle.vera).exists()
    with pytest.raises(Clause.DoesNotExist):
        engine.perform(clause, "submit", actor=circle.vera)


def test_only_a_party_begins_a_clause(circle, clause):
    with acting_as(circle.sanne):
        agreement = Agreement.objects.get()
    with pytest.raises(NotAllowed):
        actions.create_clause(
            agreement, actor=circle.sanne, article_number="1", title="Eigen voorstel"
        )
