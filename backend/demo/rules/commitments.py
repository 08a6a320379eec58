"""A commitment must have an owner on each side and the dates that its state presupposes."""

from collections.abc import Callable

from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.demo.rules.order import ascending, exactly, past
from backend.parties.kinds import Side

Say = Callable[[Located, str, str], None]

_WORKERS = (Side.UNION, Side.WORKERS)
_STEPS = ("started", "delivered", "returned", "accepted")
# The steps that lead to each state; `deferral` and `justification` are of their own state only.
_TAKEN: dict[str, tuple[str, ...]] = {
    "open": (),
    "in_progress": ("started",),
    "delivered": ("started", "delivered"),
    "accepted": ("started", "delivered", "accepted"),
    "returned": ("started", "delivered", "returned"),
    "deferred": ("started",),
    "justified": ("started",),
}


def commitments(demo: Demo, say: Say) -> None:
    """Check every commitment."""
    for commitment in demo.commitments.values():
        if commitment.complete:
            _owners(demo, commitment, say)
            _steps(commitment, say)
            _after_agreement(demo, commitment, say)


def _owners(demo: Demo, commitment: Located, say: Say) -> None:
    if demo.side_of(commitment["employer_owner"]) not in ("", Side.EMPLOYER):
        say(commitment, "employer_owner", "is not on the employers' side")
    if demo.side_of(commitment["worker_owner"]) not in ("", *_WORKERS):
        say(commitment, "worker_owner", "is not on the workers' side")
    match commitment["owner_side"]:
        case "employer":
            wanted = commitment["employer_owner"]
        case "union":
            wanted = commitment["worker_owner"]
        case _:
            joint = demo.side_of(commitment["owner"]) in ("", Side.NEUTRAL)
            wanted = commitment["owner"] if joint else None
    if commitment["owner"] != wanted:
        message = "the side's own owner carries out its commitment, the secretariat a joint one"
        say(commitment, "owner", message)


def _after_agreement(demo: Demo, commitment: Located, say: Say) -> None:
    agreement = demo.agreement_of(demo.clause_of(commitment))
    agreed = agreement.get("negotiation", {}).get("agreed")
    for key in ("started", "delivered"):
        if key in commitment and (agreed is None or commitment[key] <= agreed):
            say(commitment, key, "nobody works on a promise before it was agreed")


def _steps(commitment: Located, say: Say) -> None:
    state = commitment["state"]
    taken = _TAKEN.get(state)
    if taken is None:
        say(commitment, "state", f"no history is written for '{state}'")
        return
    for key in _STEPS:
        exactly(key in taken, commitment, key, f"the commitment is {state}", say)
    delivered = "delivered" in taken
    exactly(delivered, commitment, "evidence", "something was delivered", say)
    exactly(state == "returned", commitment, "return_reason", "it was returned", say)
    exactly(state == "deferred", commitment, "deferral", "it was deferred", say)
    exactly(state == "justified", commitment, "justification", "it was justified", say)
    ascending(commitment, ("started", "delivered", "returned", "accepted"), say)
    past(commitment, _STEPS, say)
    if "deferral" in commitment:
        past(commitment["deferral"], ("on",), say)
        if not commitment["due"] < commitment["deferral"]["due"]:
            say(commitment["deferral"], "due", "a deferral gives a later date")
    if "justification" in commitment:
        past(commitment["justification"], ("on",), say)
