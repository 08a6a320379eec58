"""What a transition fixes on a clause and writes below it. Called under the clause's row lock."""

from datetime import date, timedelta
from typing import Any

from backend.agreements import amending, dates, dispute_guards, parting, terms
from backend.agreements.kinds import COUNTS
from backend.agreements.voting import live_ballots, own_ballot, parties_that_leave, proof_of
from backend.commitments.actions import note_end, note_review
from backend.disputes import recording
from backend.disputes.kinds import LADDER
from backend.evaluations import actions as evaluations
from backend.parties.audiences import Visibility
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Step


def close(clause: Any, step: Step) -> None:
    """Note the day on which the clause ended."""
    clause.ended_on = step.today


def end_term(clause: Any, step: Step) -> None:
    """Ask what became of every promise that is unfinished; the end itself waits for nobody."""
    note_end(clause, now=step.now)


def end(clause: Any, step: Step) -> None:
    """Note the day on which the clause ended, and ask what became of its promises."""
    close(clause, step)
    end_term(clause, step)


def amend_after_review(clause: Any, step: Step) -> None:
    """End the review with a proposal to amend; whoever accepts that plans the next review."""
    evaluations.close(clause, actor=step.actor, now=step.now)
    clause.next_review_on = None
    amending.start(clause, step)


def note_final_offer(clause: Any, step: Step) -> None:
    """Note by when the final offer or ultimatum asks an answer."""
    clause.final_offer_answer_on = day_of(step, "answer_due_on")


def take_up(clause: Any, step: Step) -> None:
    """Forget the final offer; talks go on."""
    clause.final_offer_answer_on = None


def agree(clause: Any, step: Step) -> None:
    """Fix the terms to which both sides consented."""
    clause.final_offer_answer_on = None
    clause.effective_on = day_of(step, "effective_on")
    clause.ends_on = day_of(step, "ends_on")
    clause.next_review_on = day_of(step, "next_review_on")
    clause.final_evaluation_from = day_of(step, "final_evaluation_from")
    clause.final_evaluation_on = day_of(step, "final_evaluation_on")
    clause.indicators = list(step.data["indicators"])


def reopen(clause: Any, step: Step) -> None:
    """Back to the table: a ballot on the old text says nothing about the next."""
    live_ballots(clause).update(ended_at=step.now)
    clause.ratification_due_on = None


def ask_members(clause: Any, step: Step) -> None:
    """Open a ballot for every party, with its own term and its negotiator's advice."""
    clause.ratification_due_on = day_of(step, "deadline_on")
    for period in step.data["periods"]:
        clause.ballots.create(
            bargaining_table_id=clause.bargaining_table_id,
            visibility=clause.visibility,
            side=clause.side,
            organisation_id=period["organisation"],
            closes_on=date.fromisoformat(period["closes_on"]),
            advice=period["advice"],
        )


def record_ballot(clause: Any, step: Step) -> None:
    """Write down what one's own members said."""
    ballot = own_ballot(clause, step)
    ballot.outcome = step.data["outcome"]
    for count in COUNTS:
        setattr(ballot, count, step.data.get(count))
    ballot.recorded_at = step.now
    ballot.save()


def ratify(clause: Any, step: Step) -> None:
    """The parties that accepted are bound, maybe to a term that has begun already."""
    clause.ratified_on = step.today
    clause.retroactive = clause.effective_on is not None and clause.effective_on < step.today
    bind_accepting_parties(clause, step)


def bind_accepting_parties(clause: Any, step: Step) -> None:
    """Let the parties that accepted nothing leave: they are not bound, and read no further."""
    parting.part(clause, parties_that_leave(clause), step)


def fail_ratification(clause: Any, step: Step) -> None:
    """The clause ends here; it may have been what kept a party at the table."""
    close(clause, step)
    bind_accepting_parties(clause, step)


def register(clause: Any, step: Step) -> None:
    """Note the registration on the clause, and on the agreement it stands in."""
    clause.registered_on = day_of(step, "submitted_on")
    clause.receipt_notice_on = day_of(step, "receipt_on") or clause.receipt_notice_on
    agreement = clause.agreement
    agreement.change(
        registered_on=clause.registered_on,
        receipt_notice_on=clause.receipt_notice_on,
        agreement_number=step.data.get("agreement_number") or agreement.agreement_number,
    )


def enter_into_force(clause: Any, step: Step) -> None:
    """Note since when, and whether it applies to days before that."""
    # not today: a clock that was late moves no day in law
    clause.in_force_since = dates.in_force_on(clause)
    clause.retroactive = clause.retroactive or clause.effective_on < clause.in_force_since


def open_review(clause: Any, step: Step) -> None:
    """Ask both sides for their judgement."""
    evaluations.open_evaluation(clause, "review", actor=step.actor, now=step.now)


def conclude_review(clause: Any, step: Step) -> None:
    """Keep the findings and plan the next review."""
    findings = step.data["findings"]
    evaluations.close(clause, actor=step.actor, now=step.now, findings=findings)
    clause.next_review_on = day_of(step, "next_review_on")
    note_review(clause, now=step.now)


def open_final(clause: Any, step: Step) -> None:
    """Ask both sides for their final judgement, each without seeing the other's."""
    evaluations.open_evaluation(clause, "final", actor=step.actor, now=step.now)


def complete(clause: Any, step: Step) -> None:
    """Close the evaluation with its lessons and what follows."""
    clause.lessons, clause.follow_up = step.data["lessons"], step.data["follow_up"]
    evaluations.close(clause, actor=step.actor, now=step.now, findings=clause.lessons)
    close(clause, step)


def raise_dispute(clause: Any, step: Step) -> None:
    """Write down the claim; the clause stays in force."""
    clause.dispute_kind = step.data["kind"]
    clause.dispute_facts = step.data["facts"]
    clause.dispute_requested = step.data["requested"]
    clause.dispute_level = LADDER[0]
    clause.dispute_answer_due_on = day_of(step, "answer_due_on")
    clause.dispute_by_id = step.office.organisation_id if step.office else None
    clause.dispute_answered = False
    text = clause.current_version
    recording.open_dispute(
        clause,
        step,
        text_number=text.number if text else None,
        about=dispute_guards.passage_in_dispute(clause, step),
    )


def answer_dispute(clause: Any, step: Step) -> None:
    """Write down the answer; the other side is not silent, so nothing is taken higher by itself."""
    clause.dispute_answered = True
    recording.answer(clause, step)


def escalate_dispute(clause: Any, step: Step) -> None:
    """One rung up; the clock takes the next one and gives a month to answer."""
    following = LADDER[min(LADDER.index(clause.dispute_level or LADDER[0]) + 1, len(LADDER) - 1)]
    clause.dispute_level = step.data.get("level") or following
    month = step.today + timedelta(days=dates.ANSWER_DAYS)
    clause.dispute_answer_due_on = day_of(step, "answer_due_on") or month
    recording.climb(clause, step, level=clause.dispute_level, due_on=clause.dispute_answer_due_on)


def record_finding(clause: Any, step: Step) -> None:
    """Keep what the committee, mediator or court said."""
    recording.find(clause, step)


def settle_dispute(clause: Any, step: Step) -> None:
    """The dispute is over; what was said in it stays with the parties."""
    recording.settle(clause, step)
    _forget_dispute(clause)
    clause.next_review_on = day_of(step, "next_review_on") or clause.next_review_on


def _forget_dispute(clause: Any) -> None:
    clause.dispute_kind = clause.dispute_facts = clause.dispute_requested = ""
    clause.dispute_level, clause.dispute_answer_due_on = "", None
    clause.dispute_by, clause.dispute_answered = None, False


def end_by_dispute(clause: Any, step: Step) -> None:
    """The settlement or ruling ends the clause."""
    recording.settle(clause, step, ends_subject=True)
    _forget_dispute(clause)
    terminate(clause, step)


def renew(clause: Any, step: Step) -> None:
    """Extend the term: as agreed, or by law; the earlier end stays in the chain."""
    evaluations.close(clause, actor=step.actor, now=step.now)
    _lengthen(clause, step)


def renew_meanwhile(clause: Any, step: Step) -> None:
    """Extend the term by law; the review, amendment or dispute goes on, an old evaluation not."""
    if clause.previous_state == "final_evaluation":
        evaluations.close(clause, actor=step.actor, now=step.now)
        clause.previous_state = "in_force"
    _lengthen(clause, step)


def _lengthen(clause: Any, step: Step) -> None:
    with_agreement = dates.ends_with_agreement(clause)
    clause.ends_on = day_of(step, "ends_on") or dates.renewed_end(clause)
    clause.renewals += 1
    clause.final_evaluation_from = clause.final_evaluation_on = None
    # whoever agrees to go on after a notice takes it back: it was of the term before
    clause.notice_given_on = clause.notice_by_id = clause.notice_registered_on = None
    if step.actor.kind == "clock":
        terms.renew_by_law(clause.agreement, clause.ends_on)
    elif with_agreement:
        terms.renew_with_last(clause, step)


def give_notice(clause: Any, step: Step) -> None:
    """Note by whom and since when; the clause stays in force to the end of its term."""
    clause.notice_given_on = given_on = day_of(step, "given_on")
    proof = proof_of(clause, step)
    if proof is not None and proof.given_on is None:
        proof.visibility, proof.side, proof.given_on = Visibility.PARTIES, "", given_on
        proof.save(update_fields=["visibility", "side", "given_on"])
    clause.notice_by_id = step.office.organisation_id if step.office else None


def register_notice(clause: Any, step: Step) -> None:
    """Note when the notice was registered with the ministry."""
    clause.notice_registered_on = day_of(step, "submitted_on")


def terminate(clause: Any, step: Step) -> None:
    """The clause ends on the day agreed; a term that is over already stays as it was."""
    if not dates.is_over(clause, step.today):
        clause.ends_on = day_of(step, "ends_on") or clause.ends_on
    end(clause, step)
