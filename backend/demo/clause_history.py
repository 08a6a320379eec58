"""How each clause of the demo set came to its state."""

from collections.abc import Iterator
from typing import Any

from backend.demo.dataset import TODAY, Demo, first_review, review_after
from backend.demo.dates import Day
from backend.demo.judgements import judged
from backend.demo.located import Located
from backend.demo.plans import CLOCK, SYSTEM, Doing, Plan, Step, in_order
from backend.parties.kinds import Side

LETTER = "0" * 64  # stands for the letter that the loader writes and files
_ON_THE_TABLE = ("proposed", "in_negotiation", "deadlocked", "withdrawn")


def plan_clause(demo: Demo, name: str) -> Plan:
    """Return the plan of a clause: from draft to its state, with its agreement's events."""
    clause = demo.clauses[name]
    begun, author = created(demo, clause), clause["proposed_by"]
    steps, doings = in_order(_steps(demo, clause)), in_order(_judgements(demo, clause))
    return Plan("clause", name, begun, author, steps, doings)


def created(demo: Demo, clause: Located) -> Day:
    """Return the day on which somebody began to write the clause."""
    stated = clause.get("created")
    day: Day = stated or demo.agreement_of(clause)["negotiation"]["proposed"] - 10
    return day


def _steps(demo: Demo, clause: Located) -> Iterator[Step]:
    state = clause["state"]
    if state == "draft":
        return
    yield from _table(demo, clause)
    if state in _ON_THE_TABLE:
        return
    yield from _ratification(demo, clause)
    if state in ("in_ratification", "ratified"):
        return
    yield from _term(demo, clause)
    yield from _end(demo, clause)


def _table(demo: Demo, clause: Located) -> Iterator[Step]:
    agreement = demo.agreement_of(clause)
    talks, author = agreement["negotiation"], clause["proposed_by"]
    yield Step("submit", talks["proposed"], author)
    if clause["state"] == "proposed":
        return
    opened = {"round_on": talks["rounds"][0]}
    yield Step("open_negotiation", talks["opened"], agreement["secretariat"], data=opened)
    if "counter" in clause:
        beside = clause["counter"]
        text = {name: beside[name] for name in ("body", "rationale")}
        yield Step("counter", beside["on"], beside["by"], data=text)
    if "withdrawal" in clause:
        gone = clause["withdrawal"]
        yield Step("withdraw", gone["on"], author, reason=gone["reason"])
    if "deadlock" in clause:
        stuck = clause["deadlock"]
        data = {"kind": stuck["kind"], "answer_due_on": stuck["answer_due"]}
        yield Step("deadlock", stuck["since"], stuck["by"], data=data, reason=stuck["reason"])


def _ratification(demo: Demo, clause: Located) -> Iterator[Step]:
    agreement = demo.agreement_of(clause)
    talks, parties = agreement["negotiation"], demo.parties(agreement)
    terms: dict[str, Any] = {
        "effective_on": demo.effective(clause),
        "ends_on": demo.ends(clause),
        "next_review_on": first_review(clause),
        "final_evaluation_from": demo.final_evaluation_from(clause),
        "final_evaluation_on": demo.final_evaluation_due(clause),
        "indicators": clause["indicators"],
    }
    yield Step("agree", talks["agreed"], parties[-1], tuple(parties), terms)
    ballots = agreement["ballots"]
    periods = [
        {"organisation": b["party"], "closes_on": b["closes"], "advice": b["advice"]}
        for b in ballots
    ]
    asked = {"deadline_on": talks["ratification_deadline"], "periods": periods}
    yield Step(
        "start_ratification", talks["ratification_from"], agreement["secretariat"], data=asked
    )
    for ballot in sorted((b for b in ballots if "outcome" in b), key=lambda b: b["recorded"]):
        counts = {key: ballot[key] for key in ("votes_for", "votes_against") if key in ballot}
        outcome = {"outcome": ballot["outcome"], **counts}
        yield Step("record_ballot", ballot["recorded"], ballot["party"], data=outcome)
    ratified = demo.ratified(agreement)
    if ratified is not None and clause["state"] != "in_ratification":
        yield Step("ratify", ratified, SYSTEM)


def _term(demo: Demo, clause: Located) -> Iterator[Step]:
    agreement, begins = demo.agreement_of(clause), demo.in_force(clause)
    if begins is None:
        raise ValueError(f"clause {clause['id']}: nothing says when it entered into force")
    registration = agreement.get("registration")
    if registration and registration["receipt"] < begins:
        known = {
            "submitted_on": registration["submitted"],
            "receipt_on": registration["receipt"],
            "receipt_number": registration["receipt_number"],
            "agreement_number": registration["agreement_number"],
        }
        yield Step("register", registration["receipt"], agreement["secretariat"], data=known)
    yield Step("enter_into_force", begins, CLOCK)
    bound = tuple(demo.signatories(agreement))
    for number, review in enumerate(clause.get("past_reviews", ())):
        yield Step("review_due", review["due"], CLOCK)
        record = {"findings": review["findings"], "next_review_on": review_after(clause, number)}
        yield Step(
            "conclude_review_continue", review["concluded"], agreement["secretariat"], bound, record
        )
    if "notice_given" in agreement:
        notice = agreement["notice_given"]
        given = {
            "given_on": notice["on"],
            "recipients": [p for p in bound if p != notice["by"]],
            "proof": LETTER,
        }
        yield Step("give_notice", notice["on"], notice["by"], data=given)
    if demo.final_evaluation_from(clause) < TODAY:
        yield Step("start_final_evaluation", demo.final_evaluation_from(clause), CLOCK)


def _end(demo: Demo, clause: Located) -> Iterator[Step]:
    match clause["state"]:
        case "under_review":
            yield Step("review_due", clause["next_review"], CLOCK)
        case "disputed":
            yield from _dispute(clause["dispute"])
        case "in_amendment":
            yield from map(_proposal, clause["amendments"])
        case "completed":
            yield _completion(demo, clause)
        case "in_aftereffect":
            yield Step("expire_with_aftereffect", demo.ends(clause) + 1, CLOCK)
        case "lapsed":
            yield Step("expire_lapse", demo.ends(clause) + 1, CLOCK)
        case "superseded":
            yield from _succession(demo, clause)


def _proposal(change: Located) -> Step:
    day, by, text = change["proposed"], change["proposed_by"], {"body": change["body"]}
    return Step("propose_amendment", day, by, data=text, reason=change["reason"])


def _succession(demo: Demo, clause: Located) -> Iterator[Step]:
    """Between its end and the successor's entry into force the clause has after-effect."""
    successor = demo.clauses[clause["successor_clause"]]
    replaced, after = demo.in_force(successor), demo.ends(clause) + 1
    if replaced is None:
        raise ValueError(f"clause {successor['id']} is a successor but not in force")
    if after < replaced:
        yield Step("expire_with_aftereffect", after, CLOCK)
    yield Step("supersede", replaced, SYSTEM)


def _dispute(dispute: Located) -> Iterator[Step]:
    claim = {
        "kind": dispute["kind"],
        "quote": dispute["quote"],
        "facts": dispute["facts"],
        "requested": dispute["requested"],
        "answer_due_on": dispute["first_answer_due"],
    }
    yield Step("raise_dispute", dispute["raised"], dispute["raised_by"], data=claim)
    answer = {"answer": dispute["answer"], "requested": dispute["answer_requested"]}
    yield Step("answer_dispute", dispute["answered"], dispute["answered_by"], data=answer)
    if dispute["level"] != "consultation":
        next_level = {
            "level": dispute["level"],
            "before": dispute["before"],
            "answer_due_on": dispute["answer_due"],
        }
        yield Step("escalate_dispute", dispute["escalated"], dispute["raised_by"], data=next_level)


def _judgements(demo: Demo, clause: Located) -> Iterator[Doing]:
    """Both sides judge, each for itself, before a review or the final evaluation is concluded."""
    bound = demo.signatories(demo.agreement_of(clause))
    sides = (bound[0], next(name for name in bound if demo.side_of(name) == Side.UNION))
    for review in clause.get("past_reviews", ()):
        yield from judged(review["judgements"], sides, review["concluded"])
    done = clause.get("final_evaluation", {}).get("completed")
    if done:
        found = {
            "lessons": done["lessons"],
            "indicators": [
                {"indicator": value["code"], "value": value["value"]}
                for value in done["measurements"]
            ],
        }
        yield from judged(done["judgements"], sides, done["on"], found)


def _completion(demo: Demo, clause: Located) -> Step:
    agreement, done = demo.agreement_of(clause), clause["final_evaluation"]["completed"]
    outcome = {
        "measurements": [dict(value) for value in done["measurements"]],
        "lessons": done["lessons"],
        "follow_up": done["follow_up"],
    }
    bound = tuple(demo.signatories(agreement))
    return Step("complete", done["on"], agreement["secretariat"], bound, outcome)
