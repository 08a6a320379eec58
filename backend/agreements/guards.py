"""What must be true of a clause before it goes on; each says why not."""

from datetime import date
from typing import Any

from backend.agreements import dates
from backend.commitments.queries import without_owner
from backend.parties.kinds import Capacity, RatificationRule, Side
from backend.parties.models import Membership
from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal, Step


def _no(code: str, nl: str, en: str) -> Refusal:
    return Refusal(code, Words(nl, en))


NO_TEXT = _no("no-text", "Er is nog geen tekst.", "There is no text yet.")
NO_TYPE = _no("no-type", "Kies het soort afspraak.", "Choose the type of clause.")
NO_AIMS = _no("no-aim", "Kies minstens één doel.", "Choose at least one aim.")
NO_SCOPE = _no("no-scope", "Beschrijf de werkingssfeer.", "Describe the scope.")
ONE_SIDE_ONLY = _no(
    "one-side-only",
    "Aan tafel zit nog niet van elke zijde een partij.",
    "Not every side has a party at the table yet.",
)
NO_OWNER = _no(
    "commitment-without-owner",
    "Een toezegging heeft nog geen eigenaar.",
    "A commitment has no owner yet.",
)
NOT_ASKED = _no(
    "no-ballot", "Uw organisatie is niet geraadpleegd.", "Your organisation was not consulted."
)
RECORDED = _no(
    "ballot-recorded",
    "De uitslag van uw organisatie is al vastgelegd.",
    "The outcome of your organisation has been recorded already.",
)
BALLOT_CLOSED = _no(
    "ballot-closed",
    "De termijn van uw organisatie is verstreken.",
    "The term of your organisation has passed.",
)
AWAITED = _no(
    "ballots-awaited",
    "Nog niet elke partij heeft een uitslag.",
    "Not every party has an outcome yet.",
)
NOT_ACCEPTED = _no(
    "not-accepted",
    "Niet aan elke zijde is genoeg ingestemd.",
    "Not enough parties accepted on every side.",
)
ACCEPTED = _no("accepted", "Er is genoeg ingestemd.", "Enough parties accepted.")
TERM_RUNS = _no(
    "ratification-runs", "De raadpleging loopt nog.", "The consultation is still running."
)
NOT_REGISTERED = _no(
    "no-receipt-notice",
    "De kennisgeving van ontvangst van SZW ontbreekt.",
    "The receipt notice of the ministry is missing.",
)
NOT_YET_EFFECTIVE = _no(
    "not-yet-effective", "De ingangsdatum is nog niet bereikt.", "The effective date has not come."
)
REVIEW_NOT_DUE = _no(
    "review-not-due",
    "De evaluatiedatum is nog niet bereikt; noem de reden om eerder te evalueren.",
    "The review date has not come; give the reason to review earlier.",
)
EVALUATION_NOT_DUE = _no(
    "evaluation-not-due",
    "De eindevaluatie begint later; noem de reden om eerder te beginnen.",
    "The final evaluation starts later; give the reason to start earlier.",
)
TERM_NOT_OVER = _no("term-not-over", "De looptijd is nog niet voorbij.", "The term is not over.")
HAS_SUCCESSOR = _no("has-successor", "Er is een opvolger van kracht.", "A successor is in force.")
NO_SUCCESSOR = _no("no-successor", "Er is geen opvolger van kracht.", "No successor is in force.")
RENEWS = _no("renews", "De afspraak wordt stilzwijgend verlengd.", "The clause is renewed tacitly.")
NOTICE_GIVEN = _no("notice-given", "Er is al opgezegd.", "Notice has been given already.")
NO_NEW_TEXT = _no("no-amendment", "Er ligt geen gewijzigde tekst.", "There is no amended text.")
NOT_YOUR_AMENDMENT = _no(
    "not-your-amendment",
    "Alleen de zijde die de wijziging voorstelde kan haar intrekken.",
    "Only the side that proposed the amendment can drop it.",
)
TOO_SOON = _no(
    "too-soon", "Archiveren kan een jaar na het einde.", "It can be archived a year after its end."
)
LAST_RUNG = _no(
    "last-rung", "Het geschil ligt al bij de rechter.", "The dispute is before the court already."
)


def has_text(clause: Any, step: Step) -> Refusal | None:
    """A proposal has a text."""
    return None if clause.current_version_id else NO_TEXT


def has_type(clause: Any, step: Step) -> Refusal | None:
    """Whether it is registered and lives on depends on its type."""
    return None if clause.clause_type else NO_TYPE


def has_aims(clause: Any, step: Step) -> Refusal | None:
    """It serves at least one of the five aims of the minister's letter of 17 June 2020."""
    return None if clause.aims else NO_AIMS


def has_scope(clause: Any, step: Step) -> Refusal | None:
    """For whom it holds is said before it is proposed."""
    return None if clause.scope.strip() else NO_SCOPE


def both_sides_at_table(clause: Any, step: Step) -> Refusal | None:
    """One cannot negotiate alone."""
    sides = parties_by_side(clause, step.today)
    return None if sides[Side.EMPLOYER] and sides[Side.UNION] else ONE_SIDE_ONLY


def commitments_have_owners(clause: Any, step: Step) -> Refusal | None:
    """What nobody owns is not agreed."""
    return NO_OWNER if without_owner(clause.kind, clause.pk).exists() else None


def own_ballot_is_open(clause: Any, step: Step) -> Refusal | None:
    """Each party records its own outcome, once, in time."""
    ballot = own_ballot(clause, step)
    if ballot is None:
        return NOT_ASKED
    if ballot.outcome:
        return RECORDED
    return BALLOT_CLOSED if ballot.closes_on < step.today else None


def ballots_are_in(clause: Any, step: Step) -> Refusal | None:
    """Every party has an outcome, or the term has passed."""
    if _term_passed(clause, step) or not live_ballots(clause).filter(outcome="").exists():
        return None
    return AWAITED


def enough_accepted(clause: Any, step: Step) -> Refusal | None:
    """One party on each side accepted, or all did, as the table agreed (Wet CAO)."""
    return None if _accepted(clause) else NOT_ACCEPTED


def too_few_accepted(clause: Any, step: Step) -> Refusal | None:
    """The other way round: it fails only when it cannot be ratified."""
    return ACCEPTED if _accepted(clause) else None


def ratification_is_over(clause: Any, step: Step) -> Refusal | None:
    """The clock closes the consultation on the day after its last."""
    return None if _term_passed(clause, step) else TERM_RUNS


def receipt_is_in(clause: Any, step: Step) -> Refusal | None:
    """A cao provision waits for the ministry (Wet op de loonvorming art. 4)."""
    return NOT_REGISTERED if dates.in_force_on(clause) is None else None


def is_effective(clause: Any, step: Step) -> Refusal | None:
    """Not before its own effective date, nor before the day after the receipt notice."""
    return _not_before(dates.in_force_on(clause), step, NOT_YET_EFFECTIVE)


def review_is_due(clause: Any, step: Step) -> Refusal | None:
    """On the agreed day; a person may begin earlier, with a reason."""
    if step.actor.kind != "clock" and (step.reason or step.previewing):
        return None
    return _not_before(clause.next_review_on, step, REVIEW_NOT_DUE)


def final_evaluation_is_due(clause: Any, step: Step) -> Refusal | None:
    """On the agreed day, or six months before the end; a person may begin earlier."""
    if step.actor.kind != "clock" and (step.reason or step.previewing):
        return None
    return _not_before(dates.final_evaluation_from(clause), step, EVALUATION_NOT_DUE)


def has_new_text(clause: Any, step: Step) -> Refusal | None:
    """There is an amended text to say yes to."""
    return None if clause.proposed_version_id else NO_NEW_TEXT


def is_own_amendment(clause: Any, step: Step) -> Refusal | None:
    """A side drops its own amendment; the clock drops any that has lain too long."""
    if step.office is not None and step.office.side != clause.amendment_side:
        return NOT_YOUR_AMENDMENT
    over = dates.amendment_ends_on(clause)
    return _not_before(over, step, NOT_YOUR_AMENDMENT) if step.actor.kind == "clock" else None


def has_higher_rung(clause: Any, step: Step) -> Refusal | None:
    """The court is the last rung."""
    return LAST_RUNG if clause.dispute_level == "court" else None


def term_is_over(clause: Any, step: Step) -> Refusal | None:
    """The clause's own last day has passed."""
    return _not_before(dates.after_end(clause), step, TERM_NOT_OVER)


def clock_finds_term_over(clause: Any, step: Step) -> Refusal | None:
    """The clock renews or ends only after the last day; the parties may agree earlier."""
    return term_is_over(clause, step) if step.actor.kind == "clock" else None


def does_not_renew(clause: Any, step: Step) -> Refusal | None:
    """What goes on by itself does not end."""
    return RENEWS if dates.renews_tacitly(clause) else None


def no_successor_in_force(clause: Any, step: Step) -> Refusal | None:
    """With a successor in force it is superseded instead."""
    return HAS_SUCCESSOR if _successor_in_force(clause) else None


def successor_in_force(clause: Any, step: Step) -> Refusal | None:
    """Superseded only by a clause that is named and in force."""
    return None if _successor_in_force(clause) else NO_SUCCESSOR


def no_notice_yet(clause: Any, step: Step) -> Refusal | None:
    """Notice is given once."""
    return NOTICE_GIVEN if clause.notice_given_on else None


def year_has_passed(clause: Any, step: Step) -> Refusal | None:
    """What has ended stays in sight for a year."""
    return _not_before(dates.archive_on(clause), step, TOO_SOON)


def parties_by_side(clause: Any, on: date) -> dict[str, set[Any]]:
    """Return the ids of the parties at the table, by side."""
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table_id=clause.bargaining_table_id, capacity=Capacity.PARTY
    )
    found: dict[str, set[Any]] = {Side.EMPLOYER: set(), Side.UNION: set()}
    for organisation, side in seats.values_list("organisation_id", "organisation__side"):
        found[side].add(organisation)
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


def _accepted(clause: Any) -> bool:
    everybody = clause.bargaining_table.ratification_rule == RatificationRule.ALL_PARTIES
    ballots = list(live_ballots(clause).select_related("organisation"))
    for side in (Side.EMPLOYER, Side.UNION):
        said = [ballot.accepts for ballot in ballots if ballot.organisation.side == side]
        if not (all(said) if everybody and said else any(said)):
            return False
    return True


def _term_passed(clause: Any, step: Step) -> bool:
    return clause.ratification_due_on is not None and clause.ratification_due_on < step.today


def _not_before(day: date | None, step: Step, refusal: Refusal) -> Refusal | None:
    return None if day is not None and step.today >= day else refusal


def _successor_in_force(clause: Any) -> bool:
    return clause.successor is not None and clause.successor.in_force_since is not None
