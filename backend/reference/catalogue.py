"""Questions about the reference lists, answered from memory.

Entries are kept for a minute per process, so a reload is seen everywhere within that minute.
"""

from datetime import date
from threading import Lock
from time import monotonic
from typing import Any

from backend.reference.lists import BY_SLUG
from backend.reference.models import Entry
from backend.reference.words import Words

_KEEP_SECONDS = 60.0
_lock = Lock()
_kept: dict[str, tuple[float, tuple[Entry, ...]]] = {}


class UnknownList(LookupError):
    """There is no reference list of this name."""


def entries(list_slug: str, on: date | None = None) -> tuple[Entry, ...]:
    """Return the entries of a list in its order; with `on`, only those valid that day.

    The entries are shared: do not change them.
    """
    found = _read(list_slug)
    if on is None:
        return found
    return tuple(entry for entry in found if _valid(entry, on))


def codes(list_slug: str, on: date | None = None) -> frozenset[str]:
    """Return the codes of a list; with `on`, only those valid that day."""
    return frozenset(entry.code for entry in entries(list_slug, on))


def exists(list_slug: str, code: str, on: date | None = None) -> bool:
    """Say whether the list has this code; with `on`, whether it is valid that day."""
    return code in codes(list_slug, on)


def words(list_slug: str, code: str) -> Words:
    """Return the name of a code in both languages; an unknown code is its own name.

    Of a code whose meaning changed, the latest name is given.
    """
    entry = _latest(list_slug, code)
    return entry.label if entry else Words(code, code)


def label(list_slug: str, code: str, language: str) -> str:
    """Return the name of a code in one language; an unknown code is its own name."""
    return words(list_slug, code).in_(language)


def attributes(list_slug: str, code: str) -> dict[str, Any]:
    """Return a copy of what the list states about a code; nothing for an unknown code."""
    entry = _latest(list_slug, code)
    return dict(entry.attributes) if entry else {}


def forget() -> None:
    """Read the lists anew at the next question."""
    with _lock:
        _kept.clear()


def _read(list_slug: str) -> tuple[Entry, ...]:
    if list_slug not in BY_SLUG:
        raise UnknownList(list_slug)
    with _lock:
        kept = _kept.get(list_slug)
    if kept and monotonic() < kept[0]:
        return kept[1]
    found = tuple(Entry.objects.filter(list=list_slug).order_by("position"))
    if found:  # an empty list means that nothing was loaded yet: never remember that
        with _lock:
            _kept[list_slug] = (monotonic() + _KEEP_SECONDS, found)
    return found


def _latest(list_slug: str, code: str) -> Entry | None:
    found = [entry for entry in _read(list_slug) if entry.code == code]
    return max(found, key=lambda entry: entry.valid_from or date.min, default=None)


def _valid(entry: Entry, day: date) -> bool:
    begun = entry.valid_from is None or entry.valid_from <= day
    return begun and (entry.valid_to is None or day <= entry.valid_to)
