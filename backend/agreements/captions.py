"""What a clause is called and for whom it holds, as everybody reads it: without what is withheld.

The row of a clause is read by everybody once it is in force, with all that shows its title: lists,
search, letters, calendars. So the row itself holds what is public of these words, and the agreed
text beside it, which stays with the parties, the whole of those that differ.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from backend.agreements.rows import ClauseVersion
from backend.agreements.withholding import without

FIELDS = ("title", "summary", "scope")
LONGEST = {"title": 200}


def whole(clause: Any, field: str) -> str:
    """Return such words as they were agreed; for who may not read that, what everybody reads."""
    try:
        agreed = clause.current_version
    except ClauseVersion.DoesNotExist:  # whoever reads the clause because it is public
        agreed = None
    words: str = (getattr(agreed, field) if agreed else "") or getattr(clause, field)
    return words


def all_whole(clause: Any) -> list[str]:
    """Return all these words as they were agreed."""
    return [whole(clause, field) for field in FIELDS]


def withheld_from(clause: Any, wanted: Sequence[str]) -> int:
    """Return how often one of these passages stands in them."""
    return sum(without(words, wanted).withheld for words in all_whole(clause))


def publish(clause: Any, wanted: Iterable[str]) -> bool:
    """Let the clause's row hold these words without some passages; return whether it changed.

    Called under the clause's lock, by whom the agreed text can be written.
    """
    agreed, kept = clause.current_version, list(wanted)
    if agreed is None:
        return False
    found = {field: whole(clause, field) for field in FIELDS}
    public = {
        field: without(words, kept).body[: LONGEST.get(field)] for field, words in found.items()
    }
    if all(getattr(clause, field) == words for field, words in public.items()):
        return False
    beside = {field: found[field] if public[field] != found[field] else "" for field in FIELDS}
    ClauseVersion.objects.filter(pk=agreed.pk).update(**beside)
    type(clause).objects.filter(pk=clause.pk).update(**public)
    for field in FIELDS:
        setattr(agreed, field, beside[field])
        setattr(clause, field, public[field])
    return True


def carry(before: Any, after: Any) -> None:
    """Let the text that takes the place of another one keep the whole words beside it."""
    if before is None or not any(getattr(before, field) for field in FIELDS):
        return
    beside = {field: getattr(before, field) for field in FIELDS}
    ClauseVersion.objects.filter(pk=after.pk).update(**beside)
    for field, words in beside.items():
        setattr(after, field, words)
