"""The days on which the clock looks at a clause, and the terms of law that rules count with."""

from datetime import date
from typing import Any

from backend.agreements import law
from backend.agreements.kinds import types_with
from backend.reference.periods import (
    Period,
    add_months,
    last_of_term,
    months_between,
    parse_period,
)
from backend.workflow.dues import moved

LONGEST_TERM_MONTHS = law.months_in("max_term")
LONGEST_TACIT_MONTHS = law.months_in("tacit_renewal")
NOTICE_PART = law.part_of_term("notice_default")
FINAL_EVALUATION_MONTHS = 6
# So that what it finds is there before the parties decide on notice and on the next round.
EVALUATED_MONTHS = 3
# The members vote until the day that was named. Who counted in time and writes it down later is not
# put off the table by a form, and the reminders of it (`rungs`) have time to climb.
RECORDING_DAYS = 7
AMENDMENT_DAYS = 183
ANSWER_DAYS = 30
ARCHIVE_MONTHS = 12


def needs_receipt(clause: Any) -> bool:
    """Whether this clause waits for the receipt notice of the ministry."""
    return clause.clause_type in types_with("needs_receipt_notice")


def has_after_effect(clause: Any) -> bool:
    """Whether this clause lives on in individual contracts after its end."""
    return clause.clause_type in types_with("after_effect")


def in_force_on(clause: Any) -> date | None:
    """Return the first day on which the clause can be in force; None while that is not known.

    A cao provision not before the day after the receipt notice (Wet op de loonvorming art. 4), also
    when it applies with retroactive effect.
    """
    day: date | None = clause.effective_on
    if day is None or not needs_receipt(clause):
        return day
    receipt: date | None = clause.receipt_notice_on
    return max(day, moved(receipt, 1)) if receipt else None


def amended_on(clause: Any, text: Any) -> date | None:
    """Return the first day on which an amended text can hold; None while that is not known.

    Interim changes are registered again: a cao provision changes no sooner than the day after the
    receipt notice of the change, and the text before it holds until then.
    """
    day: date | None = text.effective_on
    if day is None or not needs_receipt(clause):
        return day
    receipt: date | None = text.receipt_notice_on
    return max(day, moved(receipt, 1)) if receipt else None


def round_on(clause: Any) -> date | None:
    """Return the day of a round of which no more is known; a meeting tells its day itself."""
    day: date | None = clause.round_on
    return None if clause.round_id else day


def recording_until(clause: Any) -> date | None:
    """Return the last day on which a party can write down what its members said."""
    last: date | None = clause.ratification_due_on
    return moved(last, RECORDING_DAYS) if last else None


def ratification_closes_on(clause: Any) -> date | None:
    """Return the day on which the outcome is what was written down until then."""
    last = recording_until(clause)
    return moved(last, 1) if last else None


def unregistered_since(clause: Any) -> date | None:
    """Return the day of ratification, until the registration with the ministry is recorded.

    None for what needs no receipt notice to enter into force.
    """
    day: date | None = clause.ratified_on
    return day if needs_receipt(clause) and clause.registered_on is None else None


def receipt_awaited_since(clause: Any) -> date | None:
    """Return the day of registration, until the receipt notice of the ministry is in."""
    day: date | None = clause.registered_on
    return day if needs_receipt(clause) and clause.receipt_notice_on is None else None


def unregistered_notice_since(clause: Any) -> date | None:
    """Return the day of the notice, until its registration with the ministry is recorded."""
    day: date | None = clause.notice_given_on
    return day if needs_receipt(clause) and clause.notice_registered_on is None else None


def review_on(clause: Any) -> date | None:
    """Return the day of the next interim review."""
    day: date | None = clause.next_review_on
    return day


def final_evaluation_from(clause: Any) -> date | None:
    """Return the day the final evaluation starts: as agreed, or six months before the end."""
    if clause.final_evaluation_from:
        day: date = clause.final_evaluation_from
        return day
    return add_months(clause.ends_on, -FINAL_EVALUATION_MONTHS) if clause.ends_on else None


def final_evaluation_on(clause: Any) -> date | None:
    """Return by when the final evaluation is to be done: as agreed, or three months before the end.

    Not before it starts, and not after the end.
    """
    agreed: date | None = clause.final_evaluation_on
    starts, done = final_evaluation_from(clause), evaluated_before_end(clause)
    if agreed or starts is None or done is None:
        return agreed
    last: date = clause.ends_on
    return min(last, max(starts, done))


def evaluated_before_end(clause: Any) -> date | None:
    """Return the day so long before the end that the parties still have use of what was found."""
    return add_months(clause.ends_on, -EVALUATED_MONTHS) if clause.ends_on else None


def after_end(clause: Any) -> date | None:
    """Return the first day after the clause's last."""
    last: date | None = clause.ends_on
    return moved(last, 1) if last and last < date.max else None


def is_over(clause: Any, day: date) -> bool:
    """Whether the clause's last day has passed."""
    last: date | None = clause.ends_on
    return last is not None and last < day


def is_in_aftereffect(clause: Any) -> bool:
    """Whether the term gave way to after-effect, also while there is a dispute about that."""
    state = clause.previous_state if clause.state == "disputed" else clause.state
    return bool(state == "in_aftereffect")


def renews_tacitly(clause: Any) -> bool:
    """Whether the clause goes on by itself at its end (Wet CAO art. 19): no notice, not excluded.

    Protocols, studies and experiments end on their day; so does a clause with its own term.
    """
    agreement = clause.agreement
    return bool(
        has_after_effect(clause)
        and agreement.tacit_renewal
        and clause.notice_given_on is None
        and ends_with_agreement(clause)
        and stays_within_longest_term(clause)
    )


def ends_with_agreement(clause: Any) -> bool:
    """Whether the clause has the agreement's own term, and not one of its own.

    The clauses of an agreement are renewed one after the other: one that was not yet still has the
    end that the agreement had.
    """
    return clause.ends_on in ends_of(clause.agreement)


def ends_of(agreement: Any) -> list[date]:
    """Return every end that the agreement has had, the one that holds now last."""
    return [*agreement.earlier_ends, agreement.end_on]


def lags_behind(clause: Any) -> bool:
    """Whether the agreement was renewed, and the clause still has an end from before that."""
    last: date | None = clause.ends_on
    return last is not None and last in clause.agreement.earlier_ends


def stays_within_longest_term(clause: Any) -> bool:
    """Whether one more tacit renewal keeps the whole within what the law allows."""
    return renewed_end(clause) <= last_of_term(clause.agreement.start_on, LONGEST_TERM_MONTHS)


def expires_on(clause: Any) -> date | None:
    """Return the last day of what is not renewed by itself, until a successor is linked.

    That of the agreement as well, for a clause that has the agreement's term.
    """
    last: date | None = clause.ends_on
    replaced = clause.agreement.successor_id and ends_with_agreement(clause)
    followed = clause.successor_id or replaced
    return None if followed or renews_tacitly(clause) else last


def renewed_end(clause: Any) -> date:
    """Return the end date after one tacit renewal: the original term again, a year at most.

    What ends on the last day of June and goes on for six months ends on the last of December. With
    an agreement that was renewed already, a clause goes along to the end that came next.
    """
    agreement, end = clause.agreement, clause.ends_on
    if lags_behind(clause):
        ends = ends_of(agreement)
        return ends[ends.index(end) + 1]
    months, days = renewal_period(agreement)
    return moved(last_of_term(moved(end, 1), months), days)


def renewal_period(agreement: Any) -> Period:
    """Return for how long the law renews: the original term again, to the day; a year at most."""
    return min(original_term(agreement), Period(LONGEST_TACIT_MONTHS, 0))


def renewal_on(clause: Any) -> date | None:
    """Return the day on which the clause is renewed by itself, if it is."""
    return after_end(clause) if renews_tacitly(clause) else None


def after_effect_on(clause: Any) -> date | None:
    """Return the day on which after-effect begins, if it does."""
    if not has_after_effect(clause) or renews_tacitly(clause):
        return None
    return after_end(clause)


def lapse_on(clause: Any) -> date | None:
    """Return the day on which the clause lapses: no after-effect, and nobody gave notice."""
    if has_after_effect(clause) or termination_on(clause):
        return None
    return after_end(clause)


def termination_on(clause: Any) -> date | None:
    """Return the day on which a notice ends the clause, where it has no after-effect.

    In a review, an amendment or the final evaluation it lapses on that day; a dispute ends first.
    """
    if has_after_effect(clause) or clause.notice_given_on is None or clause.state != "in_force":
        return None
    return after_end(clause)


def notice_deadline(clause: Any) -> date | None:
    """Return the last day to give notice: before the end, as agreed or a twelfth of the term."""
    end: date | None = clause.ends_on
    return notice_period(clause.agreement).before(end) if end else None


def notice_matters_until(clause: Any) -> date | None:
    """Return the last day to keep the clause from going on by itself; None where it does not."""
    return notice_deadline(clause) if renews_tacitly(clause) else None


def notice_period(agreement: Any) -> Period:
    """Return how long before the end notice is given: as agreed, or a twelfth of the term.

    Never less than that: whole months for each twelve, and what is left over in days, rounded up.
    """
    if agreement.notice_period:
        return parse_period(agreement.notice_period)
    months = original_months(agreement) // NOTICE_PART
    counted = last_of_term(agreement.start_on, months * NOTICE_PART)
    left = max(0, (agreement.original_end_on - counted).days)
    days = -(-left // NOTICE_PART)
    return Period(months, days if months or days else 1)


def original_term(agreement: Any) -> Period:
    """Return the term for which the agreement was first concluded, in whole months and days."""
    months = original_months(agreement)
    counted = last_of_term(agreement.start_on, months)
    return Period(months, max(0, (agreement.original_end_on - counted).days))


def original_months(agreement: Any) -> int:
    """Return the same in whole months."""
    return months_between(agreement.start_on, agreement.original_end_on)


def amendment_ends_on(clause: Any) -> date | None:
    """Return the day on which an amendment that nobody settled is dropped."""
    since: date | None = clause.amendment_since
    return moved(since, AMENDMENT_DAYS) if since else None


def dispute_answer_on(clause: Any) -> date | None:
    """Return by when the other side should answer the claim; None once it has."""
    asked: date | None = clause.dispute_answer_due_on
    return None if clause.dispute_answered else asked


def dispute_escalates_on(clause: Any) -> date | None:
    """Return the day on which the clock takes a claim higher to which nobody answered.

    Two days after the term, so that the reminder of the day after it still has a sense. The court
    is the last rung; and where the other side has answered, people decide how to go on.
    """
    asked = dispute_answer_on(clause)
    return moved(asked, 2) if asked and clause.dispute_level != "court" else None


def archive_on(clause: Any) -> date | None:
    """Return the day on which a clause that has ended is put away: a year later."""
    ended: date | None = clause.ended_on
    return add_months(ended, ARCHIVE_MONTHS) if ended else None
