"""What is wrong in the data of a step, beyond its shape."""

from typing import Any

from backend.agreements import amending, dates, texts
from backend.agreements.kinds import COUNTS, SHOW_COUNTS_FROM
from backend.agreements.voting import parties_by_side, proof_of
from backend.reference.codes import codes_of
from backend.reference.periods import last_of_term
from backend.reference.spoken import in_words
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Check, Step

_ENDS_FIRST = Words(
    "De einddatum ligt voor de ingangsdatum.", "The end date lies before the effective date."
)
_TOO_LONG = Words(
    "Een cao geldt ten hoogste vijf jaar (Wet CAO art. 18).",
    "An agreement holds for five years at most (Wet CAO art. 18).",
)
_OUTSIDE = Words(
    "Deze dag valt buiten de looptijd van de afspraak.", "This day is outside the clause's term."
)
_NO_SUCH_CODE = Words("Deze code staat niet in de lijst.", "This code is not in the list.")
_PARTIES = Words(
    "Noem elke partij aan tafel precies een keer.", "Name each party at the table exactly once."
)
_AFTER_DEADLINE = Words(
    "Geen raadpleging sluit na de uiterste datum.", "No consultation closes after the final date."
)
_CLOSED_ALREADY = Words(
    "Een raadpleging sluit niet voor vandaag.", "No consultation closes before today."
)
_RECIPIENTS = Words(
    "Een opzegging gaat naar alle andere partijen.", "Notice goes to all other parties."
)
_NO_PROOF = Words(
    "Kies de opzegbrief die uw organisatie bij deze cao heeft toegevoegd.",
    "Choose the letter that your organisation has added to this agreement.",
)
_TOO_LATE = Words("De uiterste opzegdatum was {day}.", "The last day to give notice was {day}.")
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_NOT_LATER = Words(
    "Kies een latere dag dan de huidige.", "Choose a later day than the current one."
)
_VALUE_OR_REASON = Words(
    "Geef een waarde, of de reden waarom die er niet is.", "Give a value, or why there is none."
)
_EVERY_INDICATOR = Words(
    "Noem elke afgesproken indicator.", "Name every indicator that was agreed."
)
_TOO_FEW = Words(
    "Onder de tien stemmen worden geen aantallen vastgelegd; laat ze weg.",
    "Below ten votes no numbers are kept; leave them out.",
)
_NO_SUCH_TEXT = Words(
    "Deze tekst ligt niet op tafel, of ligt al ter instemming.",
    "This text is not on the table, or is up for consent already.",
)
_NOT_YOURS = Words(
    "Uw zijde heeft geen wijziging met deze tekst op tafel.",
    "Your side has no amendment with this text on the table.",
)
_BEFORE_SUBMISSION = Words(
    "De kennisgeving van ontvangst komt niet voor de aanmelding.",
    "The receipt notice does not come before the submission.",
)
_BEFORE_NOTICE = Words(
    "Er is opgezegd op {day}; de aanmelding komt niet daarvoor.",
    "Notice was given on {day}; it is not registered before that.",
)
_BEFORE_BASE = Words(
    "De tekst waarop deze wijziging voortbouwt, geldt pas vanaf {day}.",
    "The text that this amendment changes only holds from {day}.",
)


def term_in_order(clause: Any, step: Step) -> Fault | None:
    """The term ends after it begins and is not longer than the law allows."""
    begins, ends = day_of(step, "effective_on"), day_of(step, "ends_on")
    if begins is None or ends is None:
        return None
    if ends < begins:
        return Fault("/ends_on", "ends_first", _ENDS_FIRST)
    longest = last_of_term(begins, dates.LONGEST_TERM_MONTHS)
    return Fault("/ends_on", "too_long", _TOO_LONG) if ends > longest else None


def within_terms(field: str) -> Check:
    """Return the check that a date lies within the term: that of the data, or the clause's own."""

    def check(clause: Any, step: Step) -> Fault | None:
        day, ends = day_of(step, field), day_of(step, "ends_on") or clause.ends_on
        fixed = day_of(step, "effective_on") if field != "effective_on" else None
        begins = fixed or clause.effective_on
        if day is None or (begins <= day and (ends is None or day <= ends)):
            return None
        return Fault(f"/{field}", "outside_term", _OUTSIDE)

    return check


def indicators_are_known(clause: Any, step: Step) -> Fault | None:
    """Indicators come from the reference list."""
    unknown = set(step.data["indicators"]) - set(codes_of("indicators"))
    return Fault("/indicators", "no_such_code", _NO_SUCH_CODE) if unknown else None


def periods_cover_parties(clause: Any, step: Step) -> Fault | None:
    """Each party at the table consults its members, and nobody else is asked."""
    named = [period["organisation"] for period in step.data["periods"]]
    sides = parties_by_side(clause, step.today)
    at_table = {str(pk) for members in sides.values() for pk in members}
    if len(named) != len(set(named)) or set(named) != at_table:
        return Fault("/periods", "parties", _PARTIES)
    return None


def periods_close_in_time(clause: Any, step: Step) -> Fault | None:
    """Every consultation has time, and the final date is the last of all."""
    last, today = step.data["deadline_on"], step.today.isoformat()
    if any(period["closes_on"] < today for period in step.data["periods"]):
        return Fault("/periods", "past", _CLOSED_ALREADY)
    late = any(period["closes_on"] > last for period in step.data["periods"])
    return Fault("/periods", "after_deadline", _AFTER_DEADLINE) if late else None


def counts_hide_voters(clause: Any, step: Step) -> Fault | None:
    """Numbers of a few voters point at persons: they are not even kept."""
    given = [step.data[name] for name in COUNTS if name in step.data]
    few = bool(given) and sum(given) < SHOW_COUNTS_FROM
    return Fault("/votes_for", "too_few_votes", _TOO_FEW) if few else None


def is_later(field: str) -> Check:
    """Return the check that a date lies after the clause's own date of that name."""

    def check(clause: Any, step: Step) -> Fault | None:
        day, now = day_of(step, field), getattr(clause, field)
        return Fault(f"/{field}", "not_later", _NOT_LATER) if day and now and day <= now else None

    return check


def end_is_named_by_people(clause: Any, step: Step) -> Fault | None:
    """The clock computes the new end; people agree on one, within the law's five years.

    Those count from the beginning of the agreement for what has its term: it is renewed with it.
    """
    if step.actor.kind == "clock":
        return None
    ends = day_of(step, "ends_on")
    if ends is None:
        return Fault("/ends_on", "required", _REQUIRED)
    begins = clause.effective_on or ends
    if dates.ends_with_agreement(clause):
        begins = min(begins, clause.agreement.start_on)
    longest = last_of_term(begins, dates.LONGEST_TERM_MONTHS)
    return Fault("/ends_on", "too_long", _TOO_LONG) if ends > longest else None


def ends_within_term(clause: Any, step: Step) -> Fault | None:
    """An earlier end lies within the term; in its after-effect a clause just ends."""
    ends, over = day_of(step, "ends_on"), dates.is_over(clause, step.today)
    before = ends is not None and clause.effective_on is not None and ends < clause.effective_on
    after = ends is not None and clause.ends_on is not None and not over and ends > clause.ends_on
    return Fault("/ends_on", "outside_term", _OUTSIDE) if before or after else None


def notice_is_in_time(clause: Any, step: Step) -> Fault | None:
    """Not after the last day: the agreed period, or a twelfth of the term (Wet CAO art. 19)."""
    last, given = dates.notice_deadline(clause), day_of(step, "given_on")
    if last is None or given is None or given <= last or dates.is_in_aftereffect(clause):
        return None
    return Fault("/given_on", "too_late", _TOO_LATE.with_(day=in_words(last)))


def notice_reaches_everybody(clause: Any, step: Step) -> Fault | None:
    """Notice is addressed to all other parties at the table."""
    if step.office is None:
        return None
    sides = parties_by_side(clause, step.today)
    others = {str(pk) for members in sides.values() for pk in members}
    others -= {str(step.office.organisation_id)}
    reached = set(step.data["recipients"])
    return None if reached == others else Fault("/recipients", "recipients", _RECIPIENTS)


def notice_is_proven(clause: Any, step: Step) -> Fault | None:
    """Notice is given in writing: the letter is one that the party has filed here."""
    if step.office is None or proof_of(clause, step) is not None:
        return None
    return Fault("/proof", "no_such_proof", _NO_PROOF)


def measured_or_explained(clause: Any, step: Step) -> Fault | None:
    """No evidence is an answer too, when it says why; no agreed indicator is passed over."""
    for index, line in enumerate(step.data["measurements"]):
        if ("value" in line) == ("not_available_because" in line):
            return Fault(f"/measurements/{index}", "value_or_reason", _VALUE_OR_REASON)
    measured = {line["code"] for line in step.data["measurements"]}
    missing = set(clause.indicators) - measured
    return Fault("/measurements", "every_indicator", _EVERY_INDICATOR) if missing else None


def text_can_be_adopted(clause: Any, step: Step) -> Fault | None:
    """The number, where one is given, is of another text on the table."""
    number = step.data.get("number")
    if number is None or texts.adoptable(clause, number) is not None:
        return None
    return Fault("/number", "no_such_text", _NO_SUCH_TEXT)


def is_own_open_amendment(clause: Any, step: Step) -> Fault | None:
    """The number, where one is given, is of an amendment of one's own side."""
    if step.data.get("number") is None or amending.to_drop(clause, step):
        return None
    return Fault("/number", "no_such_amendment", _NOT_YOURS)


def not_before_its_base(clause: Any, step: Step) -> Fault | None:
    """An amendment of a text that was agreed but does not hold yet begins no earlier than it."""
    begins = clause.current_version.effective_on if clause.current_version else None
    day = day_of(step, "effective_on")
    if begins is None or day is None or day >= begins:
        return None
    return Fault("/effective_on", "before_base", _BEFORE_BASE.with_(day=in_words(begins)))


def receipt_follows_submission(clause: Any, step: Step) -> Fault | None:
    """The ministry confirms what was submitted: not before it was."""
    submitted, receipt = day_of(step, "submitted_on"), day_of(step, "receipt_on")
    if submitted is None or receipt is None or submitted <= receipt:
        return None
    return Fault("/receipt_on", "before_submission", _BEFORE_SUBMISSION)


def registered_after_notice(clause: Any, step: Step) -> Fault | None:
    """What is registered is a notice that was given: not before it was."""
    submitted, given = day_of(step, "submitted_on"), clause.notice_given_on
    if submitted is None or given is None or given <= submitted:
        return None
    return Fault("/submitted_on", "before_notice", _BEFORE_NOTICE.with_(day=in_words(given)))


def mediator_or_proposal(clause: Any, step: Step) -> Fault | None:
    """Talks resume with something new."""
    if step.data.get("mediator") or step.data.get("new_proposal"):
        return None
    return Fault("/new_proposal", "required", _REQUIRED)
