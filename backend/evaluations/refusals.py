"""Why a judgement is not accepted."""

from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal

CLOSED = Refusal(
    "evaluation-closed",
    Words("Deze evaluatie is afgesloten.", "This evaluation has been closed."),
)
UNSEALED = Refusal(
    "judgements-unsealed",
    Words(
        "Beide zijden hebben geoordeeld; u kunt alleen nog een aanvulling geven.",
        "Both sides have judged; you can only add an addendum.",
    ),
)
SIDE_HAS_JUDGED = Refusal(
    "side-has-judged",
    Words(
        "Een andere organisatie heeft al namens uw zijde geoordeeld.",
        "Another organisation has already judged for your side.",
    ),
)
TWO_SIDES = Refusal(
    "two-sides",
    Words(
        "Een persoon kan nooit voor twee zijden oordelen.",
        "One person never judges for two sides.",
    ),
)
SEALED = Refusal(
    "judgement-sealed",
    Words(
        "Zolang het oordeel verzegeld is kunt u het vervangen; een aanvulling is niet nodig.",
        "While the judgement is sealed you can replace it; an addendum is not needed.",
    ),
)
