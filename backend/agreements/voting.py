"""Who the parties to a clause are, and what their members said."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from backend.agreements.kinds import ACCEPTING, NEVER_IN_FORCE, NoticeDecision
from backend.agreements.notice_rows import NoticeIntention, NoticeProof
from backend.agreements.rows import Ballot
from backend.evaluations import awaited
from backend.parties.kinds import Capacity, RatificationRule, Side
from backend.parties.models import Membership, Organisation
from backend.reference.words import Words
from backend.workflow.lifecycle import Step

PUT_TO_MEMBERS = "in_ratification"
# What concludes a review, and a final evaluation.
CONCLUDES = (("conclude_review_continue",), ("complete",))
# What is asked of the parties in a circle, in which states, and the step by which they answer.
ASKED = {
    "ballot_awaited": (
        Words("Uitslag van de raadpleging vastleggen", "Record the outcome of the ballot"),
        {PUT_TO_MEMBERS},
        "record_ballot",
    ),
    "dispute_awaited": (
        Words("Antwoord op het geschil", "Answer to the dispute"),
        {"disputed"},
        "answer_dispute",
    ),
    awaited.REVIEW: (awaited.TO_REVIEW, {"under_review"}, ""),
    awaited.FINAL: (awaited.TO_REVIEW, {"final_evaluation"}, ""),
}
# The deadlines that ask the same.
SAID = ("ballot_open", "dispute_answer")


def parties_by_side(clause: Any, on: date) -> dict[str, set[Any]]:
    """Return the ids of the parties at the table, by side."""
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table_id=clause.bargaining_table_id, capacity=Capacity.PARTY
    )
    found: dict[str, set[Any]] = {Side.EMPLOYER: set(), Side.UNION: set()}
    for organisation, side in seats.values_list("organisation_id", "organisation__side"):
        found[side].add(organisation)
    return found


def circles_of(clauses: Collection[Any], name: str, on: date) -> dict[UUID, set[UUID]]:
    """Return whose ballot, answer, or word on notice is awaited on each, as far as one reads.

    Empty for the circles that the core knows by itself. As many questions for many as for one.
    """
    found: dict[UUID, set[UUID]] = {clause.pk: set() for clause in clauses}
    if name == "ballot_awaited":
        ballots = Ballot.objects.filter(clause__in=found, ended_at__isnull=True, outcome="")
        for clause_id, organisation_id in ballots.values_list("clause_id", "organisation_id"):
            found[clause_id].add(organisation_id)
    elif name in ("dispute_awaited", "notice_undecided"):
        parties = _parties_at({clause.bargaining_table_id for clause in clauses}, on)
        of_parties = _across if name == "dispute_awaited" else _undecided
        found |= of_parties(clauses, parties)
    elif name in (awaited.REVIEW, awaited.FINAL):
        left = awaited.left_of(clauses, *awaited.asked(name, *CONCLUDES), on)
        parties = _parties_at({clause.bargaining_table_id for clause in clauses}, on)
        for clause in clauses:
            seats = parties[clause.bargaining_table_id]
            found[clause.pk] = _not_done(seats, left.get(clause.pk))
    return found


def _not_done(parties: dict[UUID, str], left: awaited.Left | None) -> set[UUID]:
    """Return which parties still have to judge, or to say yes to what concludes it."""
    if left is None:
        return set(parties)
    return {pk for pk, side in parties.items() if side in left.sides or pk in left.organisations}


def _across(
    clauses: Collection[Any], parties: dict[UUID, dict[UUID, str]]
) -> dict[UUID, set[UUID]]:
    """Return who is to answer the disputes about these: the parties on the other side."""
    asked = [c for c in clauses if c.dispute_by_id and not c.dispute_answered]
    asking = Organisation.objects.filter(pk__in={c.dispute_by_id for c in asked})
    sides = dict(asking.values_list("pk", "side"))
    return {
        clause.pk: {
            party
            for party, side in parties[clause.bargaining_table_id].items()
            if side != sides[clause.dispute_by_id]
        }
        for clause in asked
    }


def _undecided(
    clauses: Collection[Any], parties: dict[UUID, dict[UUID, str]]
) -> dict[UUID, set[UUID]]:
    """Return which parties have not said that they give no notice."""
    said = NoticeIntention.objects.filter(agreement__in={c.agreement_id for c in clauses})
    rows = said.order_by("created_at").values_list(
        "agreement_id", "organisation_id", "decision", "created_at"
    )
    since = {c.agreement_id: c.agreement.renewed_at for c in clauses}
    newest = {
        (agreement, party): decision
        for agreement, party, decision, at in rows
        # what was said of a term that has been renewed since says nothing of the next one
        if (renewed := since[agreement]) is None or at >= renewed
    }
    return {
        clause.pk: {
            party
            for party in parties[clause.bargaining_table_id]
            if newest.get((clause.agreement_id, party)) != NoticeDecision.NOT
        }
        for clause in clauses
    }


def _parties_at(tables: Collection[UUID], on: date) -> dict[UUID, dict[UUID, str]]:
    """Return the parties at these tables, each with its side."""
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table__in=tables, capacity=Capacity.PARTY
    )
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for table, party, side in seats.values_list(
        "bargaining_table_id", "organisation_id", "organisation__side"
    ):
        found[table][party] = side
    return found


def live_ballots(clause: Any) -> Any:
    """Return the ballots of the consultation that runs, or ran last."""
    return clause.ballots.filter(ended_at__isnull=True)


def own_ballot(clause: Any, step: Step) -> Any:
    """Return the ballot of the organisation for which the actor acts; None without one."""
    mine = [o.organisation_id for o in step.actor.offices if o.negotiates]
    if step.office is not None:
        mine = [step.office.organisation_id]
    return live_ballots(clause).filter(organisation_id__in=mine).order_by("outcome").first()


def is_accepted(clause: Any) -> bool:
    """Whether enough parties accepted on each side, by the table's rule."""
    everybody = clause.bargaining_table.ratification_rule == RatificationRule.ALL_PARTIES
    ballots = list(live_ballots(clause).select_related("organisation"))
    for side in (Side.EMPLOYER, Side.UNION):
        said = [ballot.accepts for ballot in ballots if ballot.organisation.side == side]
        if not (all(said) if everybody and said else any(said)):
            return False
    return True


def parties_that_leave(clause: Any) -> set[UUID]:
    """Return who is bound by nothing in this agreement and has nothing left to say about it.

    Called when the outcome on `clause` is known and not yet saved. A party that accepted another
    clause of the agreement, or still has to record a ballot on one, stays.
    """
    rows = live_ballots_of(clause).exclude(clause__state__in=NEVER_IN_FORCE)
    known = [
        (organisation, outcome, state if pk != clause.pk else clause.state)
        for organisation, outcome, state, pk in rows.values_list(
            "organisation_id", "outcome", "clause__state", "clause_id"
        )
    ]
    known = [each for each in known if each[2] not in NEVER_IN_FORCE]
    bound = {organisation for organisation, outcome, _ in known if outcome in ACCEPTING}
    voting = {organisation for organisation, said, at in known if not said and at == PUT_TO_MEMBERS}
    return {organisation for organisation, _, at in known if at != PUT_TO_MEMBERS} - bound - voting


def live_ballots_of(clause: Any) -> Any:
    """Return the ballots that count on any clause of the agreement in which this one stands."""
    rows = clause.ballots.model.objects.filter(clause__agreement_id=clause.agreement_id)
    return rows.filter(ended_at__isnull=True)


def proof_of(clause: Any, step: Step) -> Any:
    """Return the letter that the step names, if the party that acts has filed it."""
    if step.office is None:
        return None
    return NoticeProof.objects.filter(
        agreement=clause.agreement_id,
        organisation=step.office.organisation_id,
        sha256=step.data.get("proof", ""),
    ).first()
