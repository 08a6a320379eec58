"""Who stands around a commitment, and which of them still have something to do."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.workflow import awaiting

# By consenting to one of these, one says what became of it.
_OUTCOMES_BY_CONSENT = ("justify", "cancel", "carry_over")


def circle(commitment: Any, name: str) -> set[UUID]:
    """Return the organisations of a circle; of one that is not known here, none."""
    found = _CIRCLES.get(name)
    return found(commitment) if found is not None else set()


def _owner(commitment: Any) -> set[UUID]:
    return {commitment.owner_id} if commitment.owner_id else set()


def _co_owner(commitment: Any) -> set[UUID]:
    return {commitment.co_owner_id} if commitment.co_owner_id else set()


def _counterpart(commitment: Any) -> set[UUID]:
    return {pk for voice in commitment.confirming() for pk, _name in voice.organisations}


def _not_confirmed(commitment: Any) -> set[UUID]:
    """Return who still has to confirm or return a delivery: not a side that has confirmed."""
    everyone = _counterpart(commitment)
    missing = awaiting.missing_in(commitment, ("accept",), on=timezone.localdate())
    return everyone if missing is None else everyone & missing


def _without_outcome(commitment: Any) -> set[UUID]:
    """Return whose turn it is now that the term is over."""
    owners = _owner(commitment) | _co_owner(commitment)
    if commitment.state == "delivered":
        return _not_confirmed(commitment)
    if commitment.state == "returned":
        return owners
    everyone = owners | _counterpart(commitment)
    missing = awaiting.missing_in(commitment, _OUTCOMES_BY_CONSENT, on=timezone.localdate())
    return everyone if missing is None else everyone & missing


_CIRCLES = {
    "owner": _owner,
    "co_owner": _co_owner,
    "counterpart": _counterpart,
    "acceptance_awaited": _not_confirmed,
    "outcome_awaited": _without_outcome,
}
