"""What notes and comments can be about: each domain tells its kinds, and where their texts are."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from backend.parties.actors import Actor
from backend.parties.audiences import Visibility


class Source(NamedTuple):
    """A text to which a passage can belong: which one, which part of it, and who reads it.

    `number` is how people call its version, 0 where it has none.
    """

    id: UUID
    field: str
    number: int
    body: str
    visibility: str


Current = Callable[[Collection[UUID], Actor], Mapping[UUID, list[Source]]]
Earlier = Callable[[Any, UUID, Actor], list[Source]]


class Annotated(NamedTuple):
    """One kind of subject.

    `opens_at` is the level at which it is first put on the table, `widest` the widest at which it
    is spoken of; `current` gives the texts that count now, of several at once; `earlier` those of
    one version. Both give only what the actor may read.
    """

    model: Any
    opens_at: str
    widest: str
    current: Current
    earlier: Earlier


_KINDS: dict[str, Annotated] = {}


def no_texts(ids: Collection[UUID], actor: Actor) -> Mapping[UUID, list[Source]]:
    """Tell that these subjects have no text of their own."""
    return {}


def no_versions(subject: Any, source_id: UUID, actor: Actor) -> list[Source]:
    """Tell that only the text of now is kept."""
    return []


def register(
    model: Any,
    *,
    opens_at: str = Visibility.TABLE,
    widest: str = Visibility.TABLE,
    current: Current = no_texts,
    earlier: Earlier = no_versions,
) -> None:
    """Let notes and comments be about this kind; called from a domain's `AppConfig.ready`."""
    _KINDS[model.kind] = Annotated(model, opens_at, widest, current, earlier)


def kinds() -> tuple[str, ...]:
    """Return every kind that notes and comments can be about."""
    return tuple(_KINDS)


def of(kind: str) -> Annotated:
    """Return what is known of a kind; raises KeyError for an unknown one."""
    return _KINDS[kind]


def level_of(subject: Any) -> str | None:
    """Return how widely the subject is spoken of now; None while only one side may know of it."""
    order = list(Visibility)
    if subject.visibility == Visibility.SIDE_PRIVATE:
        return None
    reads, widest = Visibility(subject.visibility), Visibility(_KINDS[subject.kind].widest)
    parties_read = order.index(reads) >= order.index(Visibility.PARTIES)
    return widest.value if parties_read else Visibility.TABLE.value


def circle_of(subject: Any) -> str:
    """Return the level at which one must read to read what a side writes of it for itself.

    A side has members who may not see all that its parties see: they do not read along.
    """
    return level_of(subject) or _KINDS[subject.kind].opens_at


def is_read_at(source: Source, level: str) -> bool:
    """Whether everybody who reads at this level may read the text."""
    order = list(Visibility)
    return order.index(Visibility(source.visibility)) >= order.index(Visibility(level))
