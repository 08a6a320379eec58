"""Who stands around a commitment, and which of them still have something to do."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.commitments.kinds import OwnerSide
from backend.workflow import awaiting

# The circles for which one must know who speaks for each side.
BY_VOICES = ("counterpart", "acceptance_awaited", "outcome_awaited")
# By consenting to one of these, one says what became of it.
_OUTCOMES_BY_CONSENT = ("justify", "cancel", "carry_over")


def circle(commitment: Any, name: str, *, begun: bool = True) -> set[UUID]:
    """Return the organisations of a circle; of one that is not known here, none.

    Not `begun`: for who knows that nobody has consented to anything about this one.
    """
    owner = {commitment.owner_id} - {None}
    co_owner = {commitment.co_owner_id} - {None}
    if name in ("owner", "co_owner"):
        return owner if name == "owner" else co_owner
    if name == "delivering":  # of a joint promise each of the two can
        return owner | co_owner if commitment.owner_side == OwnerSide.JOINT else owner
    if name == "outcome_awaited":
        return _without_outcome(commitment, begun=begun)
    if name not in BY_VOICES:
        return set()
    everyone = {pk for voice in commitment.confirming() for pk, _name in voice.organisations}
    if name == "counterpart":
        return everyone
    return _left_of(everyone, commitment, ("accept",), begun=begun)


def _without_outcome(commitment: Any, *, begun: bool) -> set[UUID]:
    """Return whose turn it is now that the term is over."""
    owners = circle(commitment, "owner") | circle(commitment, "co_owner")
    if commitment.state == "delivered":
        return circle(commitment, "acceptance_awaited", begun=begun)
    if commitment.state == "returned":
        return owners
    everyone = owners | circle(commitment, "counterpart")
    return _left_of(everyone, commitment, _OUTCOMES_BY_CONSENT, begun=begun)


def _left_of(
    everyone: set[UUID], commitment: Any, steps: tuple[str, ...], *, begun: bool
) -> set[UUID]:
    """Return who of these has not said yes; not a side that has, by its rule."""
    today = timezone.localdate()
    missing = awaiting.missing_in(commitment, steps, on=today) if begun else None
    return everyone if missing is None else everyone & missing
