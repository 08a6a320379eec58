"""What must be true before a step in a dispute, and of what it says."""

from typing import Any
from uuid import UUID

from backend.commitments.queries import of_subject
from backend.disputes import recording
from backend.disputes.kinds import LADDER, RULING_LEVELS
from backend.notes.writing import passage_in
from backend.parties.audiences import Visibility
from backend.reference.words import Words
from backend.workflow.anchors import Passage
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.lifecycle import Refusal, Step


def _no(code: str, nl: str, en: str) -> Refusal:
    return Refusal(code, Words(nl, en))


LAST_RUNG = _no(
    "last-rung", "Het geschil ligt al bij de rechter.", "The dispute is before the court already."
)
OWN_CLAIM = _no(
    "own-claim",
    "Uw zijde heeft dit geschil gemeld: vul uw standpunt aan, de andere zijde antwoordt.",
    "Your side raised this dispute: add to your claim, the other side answers.",
)
ANSWERED = _no(
    "answered",
    "Het antwoord ligt vast en verandert niet meer. Vul het aan bij het geschil.",
    "The answer was recorded and does not change any more. Add to it below the dispute.",
)
STILL_TALKING = _no(
    "still-talking",
    "De partijen overleggen nog samen. Breng het geschil eerst een trede hoger.",
    "The parties are still talking together. Take the dispute a rung higher first.",
)
FOUND = _no(
    "finding-recorded",
    "Op deze trede is al een advies of uitspraak vastgelegd.",
    "An advice or ruling was recorded on this rung already.",
)
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_NOT_HIGHER = Words("Kies een hogere trede.", "Choose a higher rung.")
_NO_SUCH_PROMISE = Words(
    "Deze toezegging hoort niet bij deze afspraak.",
    "This commitment does not belong to this clause.",
)
_NOBODY_RULES = Words(
    "Een uitspraak komt van de paritaire commissie of de rechter: breng het geschil eerst daar.",
    "A ruling comes from the joint committee or the court: take the dispute there first.",
)


def answers_the_other_side(clause: Any, step: Step) -> Refusal | None:
    """Who raised a dispute adds to its claim; the other side answers."""
    raised = clause.dispute_by.side if clause.dispute_by_id else ""
    sides = {step.office.side} if step.office else _sides_of(clause, step)
    return OWN_CLAIM if raised and sides <= {raised} else None


def _sides_of(clause: Any, step: Step) -> set[str]:
    """The sides for which whoever looks could act as a party."""
    seats = step.actor.seats_at(clause.bargaining_table_id)
    return {str(seat.office.side) for seat in seats if seat.is_party}


def not_answered_yet(clause: Any, step: Step) -> Refusal | None:
    """A claim is answered once; what comes later is added to it."""
    return ANSWERED if clause.dispute_answered else None


def somebody_else_looks_at_it(clause: Any, step: Step) -> Refusal | None:
    """As long as the sides talk with each other there is nobody who advises or rules."""
    return STILL_TALKING if clause.dispute_level == LADDER[0] else None


def nothing_found_yet(clause: Any, step: Step) -> Refusal | None:
    """On each rung one advice or ruling is recorded."""
    return FOUND if recording.has_finding(clause) else None


def has_higher_rung(clause: Any, step: Step) -> Refusal | None:
    """The court is the last rung."""
    return LAST_RUNG if clause.dispute_level == "court" else None


def goes_up(clause: Any, step: Step) -> Fault | None:
    """A dispute climbs the ladder; people name the rung and the date, the clock takes the next."""
    level = step.data.get("level")
    if level is None or "answer_due_on" not in step.data:
        return None if step.actor.kind == "clock" else Fault("/level", "required", _REQUIRED)
    higher = LADDER.index(level) > LADDER.index(clause.dispute_level or LADDER[0])
    return None if higher else Fault("/level", "not_higher", _NOT_HIGHER)


def quotes_the_text(clause: Any, step: Step) -> Fault | None:
    """The passage, where one is given, stands in a text that the parties read.

    In that of now, or in the `version` that is named; line ends do not count. Where the words are
    there more than once, `start` tells which are meant.
    """
    try:
        passage_in_dispute(clause, step)
    except InvalidData as wrong:
        fault = wrong.faults[0]
        code = {"not-in-text": "no_such_passage"}.get(fault.code, fault.code)
        return Fault(fault.pointer.removeprefix("/passage") or "/quote", code, fault.words)
    return None


def passage_in_dispute(clause: Any, step: Step) -> tuple[Any, Passage] | None:
    """Return the text and the passage that a claim points at, as a comment does; None without.

    Raises InvalidData where there is no such passage.
    """
    quote = step.data.get("quote", "").strip()
    if not quote:
        return None
    version = step.data.get("version")
    return passage_in(
        clause,
        quote=quote,
        actor=step.actor,
        version=UUID(version) if version else None,
        start=step.data.get("start"),
        level=Visibility.PARTIES,
    )


def names_own_commitment(clause: Any, step: Step) -> Fault | None:
    """The commitment, where one is given, is one of this clause that the actor may see."""
    named = step.data.get("commitment")
    if named is None:
        return None
    rows = of_subject(clause.kind, clause.pk)
    if not step.actor.sees_everything:
        rows = rows.visible_to(step.actor)
    found = rows.filter(pk=named).exists()
    return None if found else Fault("/commitment", "no_such_commitment", _NO_SUCH_PROMISE)


def somebody_can_rule(clause: Any, step: Step) -> Fault | None:
    """A ruling, which one side can record alone, comes from a rung on which somebody rules."""
    if not step.data.get("ruling", "").strip() or clause.dispute_level in RULING_LEVELS:
        return None
    return Fault("/ruling", "nobody_rules", _NOBODY_RULES)


def there_is_a_ruling(clause: Any, step: Step) -> bool:
    """A recorded ruling binds, whoever agrees."""
    return bool(step.data.get("ruling", "").strip())
