"""Values that records of several kinds share."""

from backend.demo.dates import parse_day, period
from backend.demo.shapes import ListOf, MapOf, Parsed, Record, Ref, Shape, Text, codes, words
from backend.reference.states import load_states
from backend.reference.transitions import load_transitions

DAY = Parsed(parse_day, "a day")
PERIOD = Parsed(period, "a period")
ORGANISATION = Ref("organisation")
LONG = Text(2000)
SIDES = words("employer", "union", "joint")
TAILORING = ListOf(
    Record(
        {"kind": words("region", "sector", "partnership")},
        {"codes": codes("labour-market-regions", 1), "note": Text()},
    )
)
VERDICT = words("met", "partly", "not_met", "no_evidence")
JUDGEMENT = Record({"verdict": VERDICT, "explanation": LONG})
FINAL_JUDGEMENT = Record(
    {
        "verdict": VERDICT,
        "explanation": LONG,
        "advice": words("stop", "continue", "reintroduce"),
    }
)
JUDGEMENTS = Record({"employer": JUDGEMENT, "worker": JUDGEMENT})
FINAL_JUDGEMENTS = Record({"employer": FINAL_JUDGEMENT, "worker": FINAL_JUDGEMENT})
PAST_REVIEWS = ListOf(
    Record(
        {"due": DAY, "concluded": DAY, "findings": LONG, "judgements": JUDGEMENTS},
        {"action": LONG},
    ),
    1,
)


def states(kind: str) -> Shape:
    """Return the shape of a state of one kind of subject."""
    return words(*load_states(kind))


def history(kind: str) -> Shape:
    """Return the shape of the days of events that the usual rhythm would place elsewhere."""
    return MapOf(("create", *load_transitions(kind)), DAY)
