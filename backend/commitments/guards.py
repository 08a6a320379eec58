"""Why not: the conditions of a commitment's transitions, and the faults in their data."""

from datetime import date, timedelta
from typing import Any

from backend.commitments import evidence
from backend.commitments.kinds import MOST_DEFERRALS, PROPOSED
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Refusal, Step

NOT_AGREED = Refusal(
    "not-agreed",
    Words(
        "Het dossier waar deze toezegging bij hoort is nog niet afgesproken.",
        "The dossier to which this commitment belongs has not been agreed yet.",
    ),
)
REVIEW_FIRST = Refusal(
    "review-first",
    Words(
        "Na twee keer uitstel is eerst een tussentijdse evaluatie van het dossier nodig.",
        "After two deferrals the dossier needs an interim review first.",
    ),
)
STILL_DEFERRED = Refusal(
    "still-deferred",
    Words("Het uitstel loopt nog.", "The deferral has not ended yet."),
)
TERM_OVER = Refusal(
    "term-over",
    Words(
        "De looptijd van de afspraak is voorbij: uitstellen kan niet meer, kies een uitkomst.",
        "The term of the clause is over: it cannot be deferred any more, choose an outcome.",
    ),
)
TERM_RUNS = Refusal(
    "term-runs",
    Words(
        "De looptijd van de afspraak loopt nog: dit kan vanaf de eindevaluatie.",
        "The term of the clause is still running: this can be done from the final evaluation on.",
    ),
)
NO_SUCCESSOR = Refusal(
    "no-agreed-successor",
    Words(
        "De afspraak heeft nog geen opvolger die is overeengekomen.",
        "The clause has no successor that was agreed yet.",
    ),
)
GOES_ON = Refusal(
    "carried-over",
    Words(
        "Deze toezegging gaat verder bij de opvolger; laat haar daar eerst vervallen.",
        "This commitment goes on with the successor; cancel it there first.",
    ),
)
OTHER_TABLE = Refusal(
    "successor-elsewhere",
    Words(
        "De opvolger ligt aan een andere tafel, waar u of een eigenaar niet zit.",
        "The successor is at another table, where you or an owner have no seat.",
    ),
)
LAST_PHASES = ("evaluatie", "einde")
_NEEDS_EVIDENCE = Words("Voeg minstens één bewijsstuk toe.", "Add at least one piece of evidence.")
_NOT_LATER = Words(
    "De nieuwe datum moet na vandaag en na de huidige datum liggen.",
    "The new date must be after today and after the current date.",
)
_IN_THE_PAST = Words("De datum moet na vandaag liggen.", "The date must be after today.")


def is_agreed(commitment: Any, step: Step) -> Refusal | None:
    """Refuse while the dossier is still being negotiated: nobody is held to a proposal."""
    return None if commitment.is_agreed else NOT_AGREED


def may_be_deferred(commitment: Any, step: Step) -> Refusal | None:
    """Refuse a third deferral until the dossier was reviewed after the last one."""
    if commitment.deferrals < MOST_DEFERRALS:
        return None
    reviewed, deferred = commitment.reviewed_on, commitment.deferred_on
    return None if reviewed and deferred and reviewed >= deferred else REVIEW_FIRST


def term_is_not_over(commitment: Any, step: Step) -> Refusal | None:
    """Refuse once the term has ended: later than that is no date in this clause."""
    return TERM_OVER if commitment.term_ended_on else None


def is_winding_up(commitment: Any, step: Step) -> Refusal | None:
    """Refuse as long as the dossier is carried out: what came of it is said at its end."""
    dossier = commitment.dossier()
    over = commitment.term_ended_on or (dossier is not None and phase_of(dossier) in LAST_PHASES)
    return None if over else TERM_RUNS


def has_successor(commitment: Any, step: Step) -> Refusal | None:
    """Refuse without a dossier that takes this one's place, and was agreed."""
    after = commitment.goes_on_in()
    if after is None:
        return NO_SUCCESSOR
    table = after.bargaining_table_id
    if table == commitment.bargaining_table_id:
        return None
    seated = step.actor.sees_everything or any(step.actor.seats_at(table))
    return None if seated and commitment.owners_sit_at(table, step.today) else OTHER_TABLE


def is_not_carried_on(commitment: Any, step: Step) -> Refusal | None:
    """Refuse while the same promise still stands with the successor."""
    after = commitment.carried_to
    return GOES_ON if after is not None and after.state != "cancelled" else None


def deferral_is_over(commitment: Any, step: Step) -> Refusal | None:
    """Refuse until the agreed new date has passed."""
    return None if step.today >= day_after(commitment.due_on) else STILL_DEFERRED


def shows_evidence(commitment: Any, step: Step) -> Fault | None:
    """Find it wrong to deliver without any evidence, filed before or handed in now."""
    if step.data.get("evidence") or commitment.evidence.exists():
        return None
    return Fault("/evidence", "required", _NEEDS_EVIDENCE)


def evidence_is_complete(commitment: Any, step: Step) -> Fault | None:
    """Find the first fault in the evidence that is handed in."""
    pieces = enumerate(step.data.get("evidence", ()))
    found = (f for n, piece in pieces for f in evidence.faults_of(piece, f"/evidence/{n}"))
    return next(found, None)


def is_later(commitment: Any, step: Step) -> Fault | None:
    """Find a new date wrong that is not later than the one it replaces."""
    wanted = date.fromisoformat(step.data["due_on"])
    later = wanted > step.today and wanted > commitment.due_on
    return None if later else Fault("/due_on", "not-later", _NOT_LATER)


def is_ahead(commitment: Any, step: Step) -> Fault | None:
    """Find a date wrong that is not ahead of us."""
    ahead = date.fromisoformat(step.data["due_on"]) > step.today
    return None if ahead else Fault("/due_on", "in-the-past", _IN_THE_PAST)


def phase_of(dossier: Any) -> str:
    """Return the phase that a dossier is in."""
    phase: str = dossier.lifecycle.states[dossier.state].phase
    return phase


def takes_promises(dossier: Any) -> bool:
    """Whether a dossier was agreed and has not ended."""
    return dossier.visibility not in PROPOSED and phase_of(dossier) != LAST_PHASES[-1]


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar has none."""
    return day if day == date.max else day + timedelta(days=1)
