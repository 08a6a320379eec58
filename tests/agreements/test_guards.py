"""Every guard and every check of the table says yes, and says no: with its own reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import timezone

from backend.agreements import dispute_guards, guards, text_guards
from backend.agreements.lifecycle import LIFECYCLE
from backend.confidentiality.context import acting_as
from backend.evaluations.guards import both_sides_judged
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.reference.ids import new_id
from backend.workflow.authority import office_for
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Step, Transition
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import NOTICE, ClauseArrangement, a_clause
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import days

pytestmark = pytest.mark.django_db

Facts = dict[str, Any]


@dataclass
class Case:
    """A guard, a state, what is the case, as whom, and the code with which it refuses (or "")."""

    guard: Callable[..., Any]
    state: str
    code: str = ""
    facts: Facts = field(default_factory=dict)
    who: str = "wil"

    def __str__(self) -> str:
        what = "-".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.guard.__name__}-{self.code or 'allows'}-{self.who}-{what}"[:100]


IN_TIME = {"ends_on": days(0)}
CASES = (
    Case(guards.has_text, "draft"),
    Case(guards.has_text, "draft", "no-text", {"body": ""}),
    Case(guards.has_type, "draft"),
    Case(guards.has_type, "draft", "no-type", {"clause_type": ""}),
    Case(guards.has_aims, "draft"),
    Case(guards.has_aims, "draft", "no-aim", {"aims": []}),
    Case(guards.has_scope, "draft"),
    Case(guards.has_scope, "draft", "no-scope", {"scope": "  "}),
    Case(guards.both_sides_at_table, "proposed"),
    Case(guards.commitments_have_owners, "in_negotiation"),
    Case(guards.promises_have_outcomes, "final_evaluation"),
    Case(guards.not_in_package, "in_negotiation"),
    Case(guards.own_ballot_is_open, "in_ratification"),
    Case(guards.own_ballot_is_open, "in_ratification", "no-ballot", who="sanne"),
    Case(guards.own_ballot_is_open, "in_ratification", "ballot-recorded", {"said": "rejected"}),
    Case(guards.ballots_are_in, "in_ratification", "", {"said": "accepted"}),
    Case(guards.ballots_are_in, "in_ratification", "", {"ratification_due_on": days(-8)}),
    Case(guards.ballots_are_in, "in_ratification", "ballots-awaited"),
    Case(
        guards.ballots_are_in,
        "in_ratification",
        "ballots-awaited",
        {"ratification_due_on": days(-7)},
    ),
    Case(guards.enough_accepted, "in_ratification", "", {"said": "no_objection"}),
    Case(guards.enough_accepted, "in_ratification", "not-accepted", {"said": "rejected"}),
    Case(guards.too_few_accepted, "in_ratification", "", {"said": "rejected"}),
    Case(guards.too_few_accepted, "in_ratification", "accepted", {"said": "accepted"}),
    Case(guards.ratification_is_over, "in_ratification", "", {"ratification_due_on": days(-8)}),
    Case(
        guards.ratification_is_over,
        "in_ratification",
        "ratification-runs",
        {"ratification_due_on": days(-7)},
    ),
    Case(guards.receipt_is_in, "ratified"),
    Case(guards.receipt_is_in, "ratified", "no-receipt-notice", {"receipt_notice_on": None}),
    Case(
        guards.receipt_is_in, "ratified", "", {"clause_type": "protocol", "receipt_notice_on": None}
    ),
    Case(guards.is_effective, "ratified", "", {"effective_on": days(-9)}),
    Case(guards.is_effective, "ratified", "not-yet-effective", {"receipt_notice_on": days(0)}),
    Case(guards.is_effective, "ratified", "", {"receipt_notice_on": days(-1)}),
    Case(guards.review_is_due, "in_force", who="clock"),
    Case(guards.review_is_due, "in_force", "review-not-due", {"next_review_on": None}, "clock"),
    Case(guards.review_is_due, "in_force", "review-not-due", {"next_review_on": days(1)}, "sanne"),
    Case(guards.review_is_due, "in_force", "", {"next_review_on": days(0)}, "sanne"),
    Case(guards.final_evaluation_is_due, "in_force", who="clock"),
    Case(
        guards.final_evaluation_is_due,
        "in_force",
        "evaluation-not-due",
        {"final_evaluation_from": days(1)},
        "clock",
    ),
    Case(text_guards.has_new_text, "in_amendment"),
    Case(text_guards.has_new_text, "in_amendment", "no-amendment", {"proposed_version": None}),
    Case(text_guards.another_amendment_waits, "in_force", "", {"amendment_since": days(-1)}),
    Case(text_guards.another_amendment_waits, "in_force", "no-other-amendment"),
    Case(text_guards.an_amended_text_waits, "in_force", "", {"waits": True}, "sanne"),
    Case(text_guards.an_amended_text_waits, "in_force", "no-change-to-register", {}, "sanne"),
    Case(text_guards.nothing_collides, "in_amendment"),
    Case(text_guards.another_text_lies_there, "in_negotiation", "no-other-text"),
    Case(text_guards.is_own_amendment, "in_amendment"),
    Case(text_guards.is_own_amendment, "in_amendment", "not-your-amendment", who="vera"),
    Case(
        text_guards.is_own_amendment, "in_amendment", "", {"amendment_since": days(-183)}, "clock"
    ),
    Case(
        text_guards.is_own_amendment,
        "in_amendment",
        "not-your-amendment",
        {"amendment_since": days(-182)},
        "clock",
    ),
    Case(dispute_guards.has_higher_rung, "disputed", "", {"dispute_level": "mediation"}),
    Case(dispute_guards.answers_the_other_side, "disputed"),
    Case(dispute_guards.not_answered_yet, "disputed"),
    Case(dispute_guards.not_answered_yet, "disputed", "answered", {"dispute_answered": True}),
    Case(dispute_guards.somebody_else_looks_at_it, "disputed", "", {"dispute_level": "court"}),
    Case(dispute_guards.somebody_else_looks_at_it, "disputed", "still-talking"),
    Case(dispute_guards.nothing_found_yet, "disputed"),
    Case(dispute_guards.has_higher_rung, "disputed", "last-rung", {"dispute_level": "court"}),
    Case(guards.term_is_over, "in_force", who="clock"),
    Case(guards.term_is_over, "in_force", "term-not-over", IN_TIME, "clock"),
    Case(guards.clock_finds_term_over, "in_force", "", IN_TIME),
    Case(guards.clock_finds_term_over, "in_force", "term-not-over", IN_TIME, "clock"),
    Case(guards.law_renews, "in_force", who="clock"),
    Case(guards.law_renews, "in_force", "not-renewed-by-law", NOTICE, "clock"),
    Case(guards.law_renews, "in_force", "", NOTICE),
    Case(guards.notice_ends_it, "in_force", "", NOTICE, "clock"),
    Case(guards.notice_ends_it, "in_force", "no-notice", who="clock"),
    Case(guards.notice_ends_it, "in_force"),
    Case(guards.nothing_lives_on, "in_force", "", {"clause_type": "obligatory"}, "clock"),
    Case(guards.nothing_lives_on, "in_force", "lives-on", who="clock"),
    Case(guards.nothing_lives_on, "in_force"),
    Case(guards.lives_on, "in_force"),
    Case(guards.lives_on, "in_force", "no-after-effect", {"clause_type": "obligatory"}),
    Case(guards.does_not_renew, "in_force", "", NOTICE, "clock"),
    Case(guards.does_not_renew, "in_force", "renews", who="clock"),
    Case(guards.no_successor_in_force, "in_force", who="clock"),
    Case(guards.no_successor_in_force, "in_force", "has-successor", {"succeeded": True}, "clock"),
    Case(guards.successor_in_force, "in_force", "", {"succeeded": True}, "system"),
    Case(guards.successor_in_force, "in_force", "no-successor", who="system"),
    Case(guards.no_notice_yet, "in_force"),
    Case(guards.no_notice_yet, "in_force", "notice-given", NOTICE),
    Case(guards.a_notice_waits, "in_force", "", NOTICE, "sanne"),
    Case(guards.a_notice_waits, "in_force", "no-notice-to-register", who="sanne"),
    Case(guards.term_runs, "in_force"),
    Case(guards.term_runs, "disputed"),
    Case(guards.term_runs, "disputed", "term-over", {"previous_state": "in_aftereffect"}),
    Case(guards.year_has_passed, "completed", who="clock"),
    Case(guards.year_has_passed, "completed", "too-soon", {"ended_on": days(-364)}, "clock"),
    Case(both_sides_judged, "under_review"),
    Case(both_sides_judged, "under_review", "judgement-awaited", {"judged": ["employer"]}),
)


@pytest.fixture
def arrangement(db: None) -> ClauseArrangement:
    return ClauseArrangement(cao_table())


def step_of(
    arrangement: ClauseArrangement, clause: Any, row: Transition, who: str, **more: Any
) -> Step:
    """The step that somebody takes, on behalf of whom they would; nobody, where they may not."""
    player = arrangement.player(who)
    office = None
    if player.roles & row.by:
        with acting_as(player.actor):
            office = office_for(player.actor, clause, row, None)
    return Step(player.actor, timezone.now(), office=office, **more)


def code_of(arrangement: ClauseArrangement, clause: Any, case: Case) -> str:
    row = next(row for row in LIFECYCLE.leaving(case.state) if case.guard in row.guards)
    step = step_of(arrangement, clause, row, case.who)
    with acting_as(step.actor):
        refusal = case.guard(clause, step)
    return refusal.code if refusal else ""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_guard_says_why_not(arrangement, case):
    clause = a_clause(arrangement.circle, case.state, **case.facts)
    assert code_of(arrangement, clause, case) == case.code


def test_negotiating_needs_a_party_of_each_side(arrangement):
    clause = a_clause(arrangement.circle, "proposed")
    unions = Membership.objects.filter(organisation__side="union")
    unions.update(valid_until=days(-1))
    case = Case(guards.both_sides_at_table, "proposed")
    assert code_of(arrangement, clause, case) == "one-side-only"
    unions.filter(organisation__key="bond-een").update(valid_until=days(0))
    assert code_of(arrangement, clause, case) == ""


def test_what_nobody_will_carry_out_is_not_agreed(arrangement):
    clause = a_clause(arrangement.circle, "in_negotiation")
    a_commitment(
        arrangement.circle, subject_id=clause.pk, visibility="table", owner=None, filed=False
    )
    case = Case(guards.commitments_have_owners, "in_negotiation")
    assert code_of(arrangement, clause, case) == "commitment-without-owner"


def test_nothing_is_closed_while_a_promise_has_no_outcome(arrangement):
    clause = a_clause(arrangement.circle, "final_evaluation")
    case = Case(guards.promises_have_outcomes, "final_evaluation", who="sanne")
    a_commitment(arrangement.circle, "open", subject_id=clause.pk, visibility="table")
    a_commitment(arrangement.circle, "disputed", subject_id=clause.pk)
    assert code_of(arrangement, clause, case) == ""
    a_commitment(arrangement.circle, "delivered", subject_id=clause.pk)
    assert code_of(arrangement, clause, case) == "outcome-awaited"


def test_a_ballot_is_refused_when_no_outcome_is_waited_for_any_more(arrangement):
    clause = a_clause(arrangement.circle, "in_ratification", ratification_due_on=days(-7))
    case = Case(guards.own_ballot_is_open, "in_ratification")
    with acting_as(SYSTEM):
        clause.ballots.update(closes_on=days(-20))
    assert code_of(arrangement, clause, case) == ""
    clause.ratification_due_on = days(-8)
    assert code_of(arrangement, clause, case) == "ballot-closed"


def test_a_person_reviews_and_evaluates_earlier_with_a_reason(arrangement):
    later = {"next_review_on": days(9), "final_evaluation_from": days(9)}
    clause = a_clause(arrangement.circle, "in_force", **later)
    for name in ("review_due", "start_final_evaluation"):
        row = LIFECYCLE.find("in_force", name)
        assert row is not None
        for who, reason, codes in (
            ("sanne", "", 1),
            ("sanne", "Er is aanleiding.", 0),
            ("clock", "Er is aanleiding.", 1),
        ):
            step = step_of(arrangement, clause, row, who, reason=reason)
            assert len(row.refusals(clause, step)) == codes, (name, who, reason)


def test_every_guard_of_the_table_was_tried_both_ways():
    by_hand = {guards.both_sides_at_table: "one-side-only"}
    by_hand |= {guards.commitments_have_owners: "commitment-without-owner"}
    by_hand |= {guards.promises_have_outcomes: "outcome-awaited"}
    by_hand |= {guards.not_in_package: "in-package"}  # in the story of packages
    by_hand |= {dispute_guards.answers_the_other_side: "own-claim"}  # in the story of disputes
    by_hand |= {dispute_guards.nothing_found_yet: "finding-recorded"}  # there too
    by_hand |= {text_guards.nothing_collides: "amendments-collide"}
    tried = {(case.guard, bool(case.code)) for case in CASES}
    tried |= {(text_guards.another_text_lies_there, False)}  # with the texts that lie there
    tried |= {(guard, True) for guard in by_hand}
    wanted = {guard for row in LIFECYCLE.transitions for guard in row.guards}
    assert tried == {(guard, refused) for guard in wanted for refused in (True, False)}


# --- data -----------------------------------------------------------------------------------------


def iso(number: int) -> str:
    return days(number).isoformat()


UNKNOWN = str(new_id())
TERMS = {"effective_on": iso(30), "ends_on": iso(300)}
TOO_LONG = {"effective_on": iso(0), "ends_on": iso(5 * 366 + 2)}
# Row, state, what is wrong in the data, where it is wrong, and the code for it.
FAULTS: tuple[tuple[str, str, Facts, str, str], ...] = (
    ("deadlock", "in_negotiation", {"answer_due_on": iso(0)}, "/answer_due_on", "past"),
    ("resume", "deadlocked", {"new_proposal": None}, "/new_proposal", "required"),
    ("agree", "in_negotiation", {"ends_on": iso(29)}, "/ends_on", "ends_first"),
    ("agree", "in_negotiation", TOO_LONG, "/ends_on", "too_long"),
    ("agree", "in_negotiation", {"next_review_on": iso(29)}, "/next_review_on", "outside_term"),
    ("agree", "in_negotiation", {"next_review_on": iso(301)}, "/next_review_on", "outside_term"),
    (
        "agree",
        "in_negotiation",
        {"final_evaluation_from": iso(301)},
        "/final_evaluation_from",
        "outside_term",
    ),
    ("agree", "in_negotiation", {"indicators": ["niets"]}, "/indicators", "no_such_code"),
    (
        "start_ratification",
        "agreed_in_principle",
        {"deadline_on": iso(0)},
        "/deadline_on",
        "past",
    ),
    ("start_ratification", "agreed_in_principle", {"periods": "two"}, "/periods", "parties"),
    ("start_ratification", "agreed_in_principle", {"periods": "other"}, "/periods", "parties"),
    ("start_ratification", "agreed_in_principle", {"periods": "late"}, "/periods", ""),
    ("start_ratification", "agreed_in_principle", {"periods": "past"}, "/periods", "past"),
    ("record_ballot", "in_ratification", {"votes_for": 9}, "/votes_for", "too_few_votes"),
    ("register", "ratified", {"submitted_on": iso(1)}, "/submitted_on", "future"),
    ("register", "ratified", {"receipt_on": iso(1)}, "/receipt_on", "future"),
    ("register", "ratified", {"receipt_on": iso(-3)}, "/receipt_on", "before_submission"),
    ("register_amendment", "in_force", {"submitted_on": iso(1)}, "/submitted_on", "future"),
    ("register_amendment", "in_force", {"receipt_on": iso(1)}, "/receipt_on", "future"),
    ("register_amendment", "in_force", {"receipt_on": iso(-3)}, "/receipt_on", "before_submission"),
    ("register_notice", "in_force", {"submitted_on": iso(1)}, "/submitted_on", "future"),
    ("register_notice", "in_force", {"submitted_on": iso(-201)}, "/submitted_on", "before_notice"),
    (
        "conclude_review_continue",
        "under_review",
        {"next_review_on": iso(0)},
        "/next_review_on",
        "past",
    ),
    (
        "accept_amendment",
        "in_amendment",
        {"effective_on": iso(-401)},
        "/effective_on",
        "outside_term",
    ),
    ("accept_amendment", "in_amendment", {"effective_on": iso(0)}, "/effective_on", "outside_term"),
    ("adopt", "in_negotiation", {"number": 9}, "/number", "no_such_text"),
    ("open_negotiation", "proposed", {"round_on": None}, "/round", "required"),
    ("open_negotiation", "proposed", {"round": UNKNOWN}, "/round", "unknown"),
    ("drop_amendment", "in_amendment", {"number": 9}, "/number", "no_such_amendment"),
    ("raise_dispute", "in_force", {"answer_due_on": iso(0)}, "/answer_due_on", "past"),
    ("raise_dispute", "in_force", {"quote": "Nergens."}, "/quote", "no_such_passage"),
    ("raise_dispute", "in_force", {"commitment": UNKNOWN}, "/commitment", "no_such_commitment"),
    ("record_finding", "disputed", {"found_on": iso(1)}, "/found_on", "future"),
    ("escalate_dispute", "disputed", {"level": "consultation"}, "/level", "not_higher"),
    ("escalate_dispute", "disputed", {"level": None}, "/level", "required"),
    ("escalate_dispute", "disputed", {"answer_due_on": iso(0)}, "/answer_due_on", "past"),
    ("resolve_dispute", "disputed", {"next_review_on": iso(0)}, "/next_review_on", "past"),
    ("end_by_dispute", "disputed", {"ends_on": iso(-401)}, "/ends_on", "outside_term"),
    ("terminate", "in_force", {"ends_on": iso(-401)}, "/ends_on", "outside_term"),
    (
        "complete",
        "final_evaluation",
        {"measurements": [{"code": "autonomy"}]},
        "/measurements/0",
        "value_or_reason",
    ),
    (
        "complete",
        "final_evaluation",
        {"measurements": [{"code": "workload", "value": 1}]},
        "/measurements",
        "every_indicator",
    ),
    ("renew", "in_force", {"ends_on": None}, "/ends_on", "required"),
    ("renew", "in_force", {"ends_on": iso(-1)}, "/ends_on", "not_later"),
    ("renew", "in_force", {"ends_on": iso(5 * 366)}, "/ends_on", "too_long"),
    ("give_notice", "in_force", {"given_on": iso(1)}, "/given_on", "future"),
    ("give_notice", "in_force", {"given_on": iso(0)}, "/given_on", "too_late"),
    ("give_notice", "in_force", {"recipients": "one"}, "/recipients", "recipients"),
    ("give_notice", "in_force", {"proof": "0" * 64}, "/proof", "no_such_proof"),
)


def data_of(arrangement: ClauseArrangement, row: Transition, wrong: Facts) -> Facts:
    """Data that fits the row, but for this."""
    data = arrangement.data(row, arrangement.player("wil")) | wrong
    if "periods" in wrong:
        good = arrangement.data(row, arrangement.player("wil"))["periods"]
        last = good[-1]
        data["periods"] = {
            "two": good[:2],
            "other": [*good[:2], last | {"organisation": str(new_id())}],
            "late": [*good[:2], last | {"closes_on": iso(15)}],
            "past": [*good[:2], last | {"closes_on": iso(-1)}],
        }[wrong["periods"]]
    if wrong.get("recipients") == "one":
        data["recipients"] = arrangement.data(row, arrangement.player("wil"))["recipients"][:1]
    return {name: value for name, value in data.items() if value is not None}


def faults_of(arrangement: ClauseArrangement, name: str, state: str, wrong: Facts) -> list[Any]:
    row = LIFECYCLE.find(state, name)
    assert row is not None
    facts: Facts = {"dispute_level": "joint_committee"} if state == "disputed" else {}
    facts |= NOTICE if name == "register_notice" else {}
    clause = a_clause(arrangement.circle, state, agreement=arrangement.agreement, **facts)
    step = step_of(arrangement, clause, row, "wil" if "employer" in row.by else "sanne")
    step = Step(step.actor, step.now, data_of(arrangement, row, wrong), office=step.office)
    with acting_as(step.actor):
        return [(check, check(clause, step)) for check in row.checks]


@pytest.mark.parametrize(("name", "state", "wrong", "pointer", "code"), FAULTS)
def test_a_check_says_what_is_wrong_and_where(arrangement, name, state, wrong, pointer, code):
    found = [fault for _, fault in faults_of(arrangement, name, state, wrong) if fault]
    assert [fault.pointer.startswith(pointer) for fault in found] == [True] or any(
        (fault.pointer, fault.code) == (pointer, code) for fault in found
    ), found
    assert all(isinstance(fault, Fault) for fault in found)


def test_every_check_of_the_table_found_something(arrangement):
    found = {("accept_amendment", 1)}  # with a text that was agreed and does not hold yet
    found |= {("resolve_dispute", 1), ("end_by_dispute", 1)}  # in the story of disputes
    for name, state, wrong, _pointer, _code in FAULTS:
        row = LIFECYCLE.find(state, name)
        assert row is not None
        found |= {
            (name, row.checks.index(check))
            for check, fault in faults_of(arrangement, name, state, wrong)
            if fault
        }
    wanted = {
        (row.name, number) for row in LIFECYCLE.transitions for number in range(len(row.checks))
    }
    assert wanted - found == set()


def test_every_check_of_the_table_passes_what_is_right(arrangement):
    for row in LIFECYCLE.transitions:
        if row.checks and row.name != "drop_amendment":
            faults = faults_of(arrangement, row.name, row.sources[0], {})
            assert [fault for _, fault in faults if fault] == [], row.name


def test_a_successor_out_of_sight_stands_in_nobodys_way(circle):
    private = {"visibility": "side_private", "author_side": "union", "side": "union"}
    successor = a_clause(circle, "draft", **private)
    clause = a_clause(circle, "in_force", successor=successor)

    for name in ("vera", "wil", "otto", "nick"):
        answer = Api(circle.people[name]).get(f"/v1/clauses/{clause.pk}/available-transitions")
        assert answer.status_code == 200
