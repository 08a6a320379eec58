"""How each commitment of the demo set came to its state."""

from collections.abc import Iterator
from typing import Any

from backend.demo import clause_history
from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.demo.plans import Plan, Step, in_order


def plan_commitment(demo: Demo, name: str) -> Plan:
    """Return the plan of a commitment: made with its clause, and what its owner did since."""
    commitment = demo.commitments[name]
    clause = demo.clause_of(commitment)
    begun = clause_history.created(demo, clause)
    steps = in_order(_steps(commitment))
    return Plan("commitment", name, begun, clause["proposed_by"], steps)


def _steps(commitment: Located) -> Iterator[Step]:
    owner = commitment["owner"]
    if "started" in commitment:
        yield Step("start", commitment["started"], owner)
    if "delivered" in commitment:
        proof: dict[str, Any] = {"evidence": [dict(item) for item in commitment["evidence"]]}
        yield Step("deliver", commitment["delivered"], owner, data=proof)
    if "accepted" in commitment:
        judges = _judges(commitment)
        yield Step("accept", commitment["accepted"], judges[-1], judges)
    if "returned" in commitment:
        judges = _judges(commitment)
        missing = commitment["return_reason"]
        yield Step("return", commitment["returned"], judges[-1], judges, reason=missing)
    both = (commitment["employer_owner"], commitment["worker_owner"])
    if "deferral" in commitment:
        later = commitment["deferral"]
        terms = {"due_on": later["due"], "reason": later["reason"]}
        yield Step("defer", later["on"], both[-1], both, terms)
    if "justification" in commitment:
        told = commitment["justification"]
        yield Step("justify", told["on"], both[-1], both, {"justification": told["text"]})


def _judges(commitment: Located) -> tuple[str, ...]:
    """Who confirms what was delivered: the other side; both sides where it was a joint task."""
    match commitment["owner_side"]:
        case "employer":
            return (commitment["worker_owner"],)
        case "union":
            return (commitment["employer_owner"],)
        case _:
            return (commitment["employer_owner"], commitment["worker_owner"])
