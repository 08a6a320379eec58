"""The clauses that an initiative carries out, as far as somebody may see them.

An initiative may be read further than a clause that it names, so a link to a clause that somebody
may not see is not there for them: they cannot name it, read it, find by it, or take it away.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.workflow import registry
from backend.workflow.data import Fault

FIELD = "linked_clauses"
_NOTHING_THERE = Words(
    "Deze clausule bestaat niet, of u mag haar niet zien.",
    "There is no such clause, or none that you may see.",
)


def seen_by(actor: Actor, clauses: Iterable[UUID]) -> list[UUID]:
    """Return which of these clauses the actor may see, in their order."""
    ids = list(clauses)
    if not ids:
        return []
    visible = registry.model_of("clause").objects.visible_to(actor).filter(pk__in=ids)
    found = set(visible.values_list("pk", flat=True))
    return [pk for pk in ids if pk in found]


def faults_in(actor: Actor, changes: Mapping[str, Any]) -> Iterator[Fault]:
    """Return a fault for every clause that is not there for the actor."""
    named = changes.get(FIELD) or []
    seen = set(seen_by(actor, named))
    for index, pk in enumerate(named):
        if pk not in seen:
            yield Fault(f"/{FIELD}/{index}", "unknown", _NOTHING_THERE)


def with_unseen(actor: Actor, before: Iterable[UUID], named: Iterable[UUID]) -> list[UUID]:
    """Return the clauses that the actor names, and those of before that they do not know of."""
    ids = list(before)
    seen = seen_by(actor, ids)
    return [*dict.fromkeys(named), *(pk for pk in ids if pk not in seen)]
