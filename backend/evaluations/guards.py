"""Guards that other lifecycles put on a transition that needs the sides' judgements."""

from typing import Any

from backend.evaluations import queries
from backend.reference.words import Words
from backend.workflow.consents import SIDE_WORDS
from backend.workflow.lifecycle import Refusal, Step

NO_EVALUATION = Refusal(
    "no-evaluation", Words("Er loopt geen evaluatie.", "No evaluation is under way.")
)
_AWAITED = Words("Nog geen oordeel van: {sides}.", "No judgement yet from: {sides}.")


def both_sides_judged(subject: Any, step: Step) -> Refusal | None:
    """Refuse until every side has judged in the evaluation that is under way."""
    evaluation = queries.open_evaluation_of(subject)
    if evaluation is None:
        return NO_EVALUATION
    if not evaluation.awaited:
        return None
    sides = [SIDE_WORDS[voice] for voice in evaluation.awaited]
    words = Words(
        _AWAITED.nl.format(sides=", ".join(side.nl for side in sides)),
        _AWAITED.en.format(sides=", ".join(side.en for side in sides)),
    )
    return Refusal("judgement-awaited", words)
