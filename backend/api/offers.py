"""What may be written below any subject, by domains that the subject's own does not know."""

from collections.abc import Callable, Iterator
from typing import Any

from backend.parties.actors import Actor
from backend.workflow.engine import Change

Offer = Callable[..., list[Change]]

_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Add `offer(subject, actor=…)` to what is asked; called from a domain's `AppConfig.ready`."""
    _offers.append(offer)


def offered(subject: Any, *, actor: Actor) -> Iterator[Change]:
    """Yield what the actor may write below a subject now, in order of registration."""
    for offer in _offers:
        yield from offer(subject, actor=actor)
