"""Where the texts are of what can be disputed: each domain that can be tells its own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor

Current = Callable[[Collection[UUID], Actor], Mapping[UUID, Sequence[Any]]]

_CURRENT: dict[str, Current] = {}


def register(kind: str, current: Current) -> None:
    """Let passages be looked for in these texts; called from a domain's `AppConfig.ready`.

    `current` gives the texts that count now, of several at once, as far as the actor may read them.
    """
    _CURRENT[kind] = current


def texts_of(kind: str, ids: Collection[UUID], actor: Actor) -> Mapping[UUID, Sequence[Any]]:
    """Return the texts of these subjects as they are now, for who may read them."""
    return _CURRENT[kind](ids, actor) if kind in _CURRENT and ids else {}
