"""What must be true of a clause before it goes on; each says why not."""

from datetime import date
from typing import Any

from backend.agreements import bound, dates
from backend.agreements.voting import is_accepted, live_ballots, own_ballot, parties_by_side
from backend.commitments.queries import without_outcome, without_owner
from backend.parties.kinds import Side
from backend.reference.spoken import in_words
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
NOT_TACIT = _no(
    "not-renewed-by-law",
    "De wet verlengt deze afspraak niet: opgezegd, uitgesloten of een eigen looptijd.",
    "The law does not renew this clause: notice, exclusion or a term of its own.",
)
LIVES_ON = _no("lives-on", "Deze afspraak werkt na.", "This clause has after-effect.")
NO_AFTER_EFFECT = _no(
    "no-after-effect",
    "Dit soort afspraak werkt niet na.",
    "This type of clause has no after-effect.",
)
NO_NOTICE = _no("no-notice", "Er is niet opgezegd.", "Nobody has given notice.")
NOTICE_GIVEN = _no("notice-given", "Er is al opgezegd.", "Notice has been given already.")
NO_NOTICE_TO_REGISTER = Refusal(
    "no-notice-to-register",
    Words(
        "Er is geen opzegging die nog aangemeld moet worden.",
        "There is no notice that is still to be registered.",
    ),
    moot=True,
)
TERM_OVER = Refusal(
    "term-over",
    Words("De looptijd is al voorbij.", "The term is over already."),
    moot=True,
)
TOO_SOON = _no(
    "too-soon", "Archiveren kan een jaar na het einde.", "It can be archived a year after its end."
)

_BALLOT_CLOSED = Words(
    "Een uitslag kon worden vastgelegd tot en met {day}.",
    "An outcome could be recorded until {day}.",
)
_OUTCOMES_AWAITED = Words(
    "Van deze toezeggingen is nog geen uitkomst vastgelegd: {promises}.",
    "No outcome was recorded yet of these commitments: {promises}.",
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


def not_in_package(clause: Any, step: Step) -> Refusal | None:
    """What is agreed only together with others is not agreed by itself."""
    return bound.refusal(clause)


def own_ballot_is_open(clause: Any, step: Step) -> Refusal | None:
    """Each party records its own outcome, once; also when its members have stopped voting."""
    ballot = own_ballot(clause, step)
    if ballot is None:
        return NOT_ASKED
    if ballot.outcome:
        return RECORDED
    until = dates.recording_until(clause)
    if until is None or step.today <= until:
        return None
    return Refusal("ballot-closed", _BALLOT_CLOSED.with_(day=in_words(until)))


def ballots_are_in(clause: Any, step: Step) -> Refusal | None:
    """Every party has an outcome, or can record none any more."""
    if _term_passed(clause, step) or not live_ballots(clause).filter(outcome="").exists():
        return None
    return AWAITED


def enough_accepted(clause: Any, step: Step) -> Refusal | None:
    """One party on each side accepted, or all did, as the table agreed (Wet CAO)."""
    return None if is_accepted(clause) else NOT_ACCEPTED


def too_few_accepted(clause: Any, step: Step) -> Refusal | None:
    """The other way round: it fails only when it cannot be ratified."""
    return ACCEPTED if is_accepted(clause) else None


def ratification_is_over(clause: Any, step: Step) -> Refusal | None:
    """The clock closes the consultation once no outcome can be recorded any more."""
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


def term_is_over(clause: Any, step: Step) -> Refusal | None:
    """The clause's own last day has passed."""
    return _not_before(dates.after_end(clause), step, TERM_NOT_OVER)


def clock_finds_term_over(clause: Any, step: Step) -> Refusal | None:
    """The clock renews or ends only after the last day; the parties may agree earlier."""
    return term_is_over(clause, step) if step.actor.kind == "clock" else None


def law_renews(clause: Any, step: Step) -> Refusal | None:
    """The clock renews only what the law renews; the parties may renew anything."""
    by_law = step.actor.kind != "clock" or dates.renews_tacitly(clause)
    return None if by_law else NOT_TACIT


def notice_ends_it(clause: Any, step: Step) -> Refusal | None:
    """The clock terminates only after notice; the parties may agree to end anything."""
    noticed = step.actor.kind != "clock" or clause.notice_given_on is not None
    return None if noticed else NO_NOTICE


def nothing_lives_on(clause: Any, step: Step) -> Refusal | None:
    """What has after-effect does not end on its last day (the parties can end it together)."""
    by_clock = step.actor.kind == "clock"
    return LIVES_ON if by_clock and dates.has_after_effect(clause) else None


def lives_on(clause: Any, step: Step) -> Refusal | None:
    """Only normative provisions live on in the individual contracts."""
    return None if dates.has_after_effect(clause) else NO_AFTER_EFFECT


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


def a_notice_waits(clause: Any, step: Step) -> Refusal | None:
    """Notice was given of what the ministry has to know, and that is not registered yet."""
    return None if dates.unregistered_notice_since(clause) else NO_NOTICE_TO_REGISTER


def term_runs(clause: Any, step: Step) -> Refusal | None:
    """Of what lives on after its term there is nothing to give notice of, also in a dispute."""
    return TERM_OVER if dates.is_in_aftereffect(clause) else None


def promises_have_outcomes(clause: Any, step: Step) -> Refusal | None:
    """Nothing is closed while a promise in it has no outcome; each one is named."""
    waiting = [f"“{promise.caption}”" for promise in without_outcome(clause.kind, clause.pk)]
    words = _OUTCOMES_AWAITED.with_(promises=", ".join(waiting))
    return Refusal("outcome-awaited", words) if waiting else None


def year_has_passed(clause: Any, step: Step) -> Refusal | None:
    """What has ended stays in sight for a year."""
    return _not_before(dates.archive_on(clause), step, TOO_SOON)


def _term_passed(clause: Any, step: Step) -> bool:
    until = dates.recording_until(clause)
    return until is not None and until < step.today


def _not_before(day: date | None, step: Step, refusal: Refusal) -> Refusal | None:
    return None if day is not None and step.today >= day else refusal


def _successor_in_force(clause: Any) -> bool:
    """Whether a successor is in force, as far as whoever asks may see it; the clock sees all."""
    found = type(clause).objects.filter(pk=clause.successor_id, in_force_since__isnull=False)
    return clause.successor_id is not None and bool(found.exists())
