"""A clause must have what its state presupposes."""

from collections.abc import Callable

from backend.demo.dataset import Demo, types_with
from backend.demo.located import Located
from backend.demo.rules.order import ascending, exactly, past, required
from backend.parties.kinds import Capacity

Say = Callable[[Located, str, str], None]

_BEFORE_AGREEMENT = ("draft", "proposed", "in_negotiation", "deadlocked", "withdrawn", "rejected")
_BEFORE_FORCE = (*_BEFORE_AGREEMENT, "agreed_in_principle", "in_ratification", "ratified")
# Which key belongs to which state, and to no other.
_ONLY_IN = {
    "dispute": "disputed",
    "deadlock": "deadlocked",
    "amendments": "in_amendment",
    "withdrawal": "withdrawn",
    "successor_clause": "superseded",
}
_SEATS = (
    Capacity.PARTY,
    Capacity.PARTICIPANT,
    Capacity.WORKS_COUNCIL,
    Capacity.SECRETARIAT,
)
PLANNED_STATES = (
    "draft",
    "proposed",
    "in_negotiation",
    "deadlocked",
    "withdrawn",
    "in_ratification",
    "ratified",
    "in_force",
    "under_review",
    "in_amendment",
    "disputed",
    "final_evaluation",
    "in_aftereffect",
    "completed",
    "superseded",
    "lapsed",
)


def clauses(demo: Demo, say: Say) -> None:
    """Check every clause."""
    for clause in demo.clauses.values():
        agreement = demo.agreement_of(clause)
        if clause.complete and agreement.complete:
            _author(demo, clause, agreement, say)
            _state(clause, agreement, say)
            _term(demo, clause, agreement, say)
            _dates(demo, clause, say)
            _actors(demo, clause, agreement, say)
            _amendments(demo, clause, agreement, say)


def _amendments(demo: Demo, clause: Located, agreement: Located, say: Say) -> None:
    for change in clause.get("amendments", ()):
        past(change, ("proposed",), say)
        by = change["proposed_by"]
        if by not in demo.signatories(agreement):
            say(change, "proposed_by", f"'{by}' is not bound by the agreement")


def _author(demo: Demo, clause: Located, agreement: Located, say: Say) -> None:
    if clause["proposed_by"] not in demo.parties(agreement):
        say(clause, "proposed_by", f"'{clause['proposed_by']}' is no party to the agreement")


def _state(clause: Located, agreement: Located, say: Say) -> None:
    state = clause["state"]
    if state not in PLANNED_STATES:
        say(clause, "state", f"no history is written for '{state}'")
    for key, only in _ONLY_IN.items():
        exactly(state == only, clause, key, f"the clause is {only}", say)
    completed = "completed" in clause.get("final_evaluation", {})
    if completed != (state == "completed"):
        say(clause, "final_evaluation", "'completed' is there when, and only when, the clause is")
    if (state == "in_ratification") != (agreement["status"] == "in_ratification"):
        say(clause, "state", f"does not fit an agreement that is {agreement['status']}")


def _term(demo: Demo, clause: Located, agreement: Located, say: Say) -> None:
    """Check what a clause needs that was agreed, that is in force, or whose term has ended."""
    state = clause["state"]
    if state in _BEFORE_AGREEMENT:
        return
    required(clause, "next_review", "negotiators fix a review date when they agree", say)
    if "agreed" not in agreement["negotiation"]:
        say(clause, "state", "the agreement was not agreed yet")
    if state not in _BEFORE_FORCE and demo.in_force(clause) is None:
        say(clause, "state", "a clause that must be registered is in force only after registration")
    if state in ("in_aftereffect", "lapsed"):
        lasts = clause["clause_type"] in types_with("after_effect")
        if lasts != (state == "in_aftereffect"):
            say(clause, "state", f"does not fit a clause of type {clause['clause_type']}")


def _dates(demo: Demo, clause: Located, say: Say) -> None:
    ascending(clause, ("effective_from", "own_end_date"), say)
    past(clause, ("created",), say)
    if demo.ends(clause) < demo.effective(clause):
        say(clause, "own_end_date", "ends before it takes effect")
    for review in clause.get("past_reviews", ()):
        ascending(review, ("due", "concluded"), say)
        past(review, ("due", "concluded"), say)
    if "final_evaluation" in clause:
        ascending(clause["final_evaluation"], ("from", "due"), say)
    if "dispute" in clause:
        ascending(clause["dispute"], ("raised", "answered", "first_answer_due", "answer_due"), say)
        ascending(clause["dispute"], ("answered", "escalated"), say)
        past(clause["dispute"], ("raised", "answered", "escalated"), say)
    for key, day in (("deadlock", "since"), ("counter", "on"), ("withdrawal", "on")):
        if key in clause:
            past(clause[key], (day,), say)


def _actors(demo: Demo, clause: Located, agreement: Located, say: Say) -> None:
    bound = demo.signatories(agreement)
    table = agreement["bargaining_table"]
    for key, actor in (
        ("dispute", "raised_by"),
        ("dispute", "answered_by"),
        ("deadlock", "by"),
        ("counter", "by"),
    ):
        if key in clause and clause[key][actor] not in bound:
            say(clause[key], actor, f"'{clause[key][actor]}' is not bound by the agreement")
    following = demo.clauses.get(clause.get("successor_clause", ""))
    if following is not None and demo.agreement_of(following).get("id") != agreement.get(
        "successor"
    ):
        say(clause, "successor_clause", "does not stand in the agreement that succeeds this one")
    for commitment in clause["commitments"]:
        for key in ("owner", "employer_owner", "worker_owner"):
            name = commitment[key]
            if demo.members(table) and not demo.sits_at(name, table, *_SEATS):
                say(commitment, key, f"'{name}' does not sit at table '{table}'")
