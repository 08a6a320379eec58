"""What people are told about: subjects, and what a domain adds that has no lifecycle of its own."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
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


def ids_by_kind(rows: Iterable[Any]) -> dict[str, set[UUID]]:
    """Return what these rows are about, by their `subject_kind` and `subject_id`."""
    found: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row.subject_kind].add(row.subject_id)
    return found


def seen_by(kind: str, subjects: Collection[UUID], reader: Actor) -> dict[UUID, Any]:
    """Return those of these that the reader may see right now, by id, as the reader sees them.

    Asked in the reader's context; of what has dates in one query.
    """
    if kind in _SEEN:
        found = {pk: _SEEN[kind](pk, reader) for pk in subjects}
        return {pk: seen for pk, seen in found.items() if seen is not None}
    model = registry.model_of(kind)
    seen = model.objects.visible_to(reader).select_related(*model.read_with)
    return dict(seen.in_bulk(list(subjects)))
