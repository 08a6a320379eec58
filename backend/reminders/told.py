"""What people are told about: subjects, and what a domain adds that has no lifecycle of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.workflow import registry

Seen = Callable[[UUID, Actor], Any]

_SEEN: dict[str, Seen] = {}


def register(kind: str, seen: Seen) -> None:
    """Let people be told about this kind; called from a domain's `AppConfig.ready`.

    `seen` gives what an actor may read of one now, with `kind`, `pk`, `word` and `caption`; None
    for whoever may not. It is asked in that actor's reading context.
    """
    _SEEN[kind] = seen


def is_known(kind: str) -> bool:
    """Whether it can be asked who may read one of this kind."""
    return kind in _SEEN or kind in registry.dated()


def seen_by(kind: str, subject_id: UUID, reader: Actor) -> Any:
    """Return it as the reader may see it right now, or None. Asked in the reader's context."""
    if kind in _SEEN:
        return _SEEN[kind](subject_id, reader)
    return registry.model_of(kind).objects.visible_to(reader).filter(pk=subject_id).first()
