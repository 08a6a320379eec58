"""What notes and comments have in common when they are written: the subject's lock, the passage."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from backend.notes.annotated import Source, is_read_at
from backend.notes.queries import sources_of
from backend.parties.actors import Actor, Office
from backend.reference.words import Words
from backend.workflow.anchors import LONGEST_QUOTE, Passage, passage_at, places_of
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Stale
from backend.workflow.roles import Role

M = TypeVar("M")

OF_A_SIDE = (Role.EMPLOYER, Role.UNION, Role.WORKS_COUNCIL)

_BLANK = Words("Schrijf iets op.", "Write something down.")
_NO_TEXT = Words(
    "Hier is geen tekst waaruit u een passage kunt kiezen.",
    "There is no text here to choose a passage from.",
)
_NOT_THERE = Words("Deze woorden staan niet in de tekst.", "These words are not in the text.")
_AMBIGUOUS = Words(
    "Deze woorden staan vaker in de tekst: haal er meer woorden omheen aan.",
    "These words are in the text more than once: quote more of the words around them.",
)
_TOO_LONG = Words(
    "Een passage heeft hoogstens {most} tekens.", "A passage has at most {most} characters."
).with_(most=LONGEST_QUOTE)
_PRIVATE = Words(
    "Deze passage staat in een tekst die de tafel niet kan lezen.",
    "This passage is in a text that the table cannot read.",
)


def held(subject: Any) -> Any:
    """Return the subject under its lock, as the reading context sees it; nothing of it changes."""
    return type(subject).objects.select_for_update().get(pk=subject.pk)


def locked(row: M, expected_version: int | None) -> M:
    """Return a note or comment under its lock; raise Stale when it is at another version."""
    model: Any = type(row)
    found = model.objects.select_for_update().select_related("organisation").get(pk=row.pk)  # type: ignore[attr-defined]
    if expected_version is not None and found.version != expected_version:
        raise Stale(found.version)
    return found  # type: ignore[no-any-return]


def chosen(offices: Iterable[Office], organisation_id: UUID | None, what: str) -> Office:
    """Return the office in which somebody writes; raises NotAllowed where there is none."""
    for office in offices:
        if organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed(what, OF_A_SIDE)


def required(text: str) -> str:
    """Return the text without what surrounds it; raises InvalidData for nothing at all."""
    bare = text.strip()
    if not bare:
        raise InvalidData([Fault("/text", "required", _BLANK)])
    return bare


def passage_in(  # noqa: PLR0913 (all but the first by name)
    subject: Any,
    *,
    quote: str,
    actor: Actor,
    version: UUID | None = None,
    field: str = "",
    start: int | None = None,
    level: str | None = None,
) -> tuple[Source, Passage]:
    """Return the text and the passage that these words are; raises InvalidData where they are none.

    `start` tells the place apart where the words occur more than once: the nearest is meant. With
    `level` the text must be one that everybody reads at that level.
    """
    sources = sources_of(subject, version, actor)
    if not sources:
        raise _at("/version" if version else "", "no-text", _NO_TEXT)
    if len(quote) > LONGEST_QUOTE:
        raise _at("/quote", "too-long", _TOO_LONG)
    sources = [source for source in sources if field in ("", source.field)]
    found = [(s, place) for s in sources for place in places_of(s.body, quote)]
    if not found:
        raise _at("/quote", "not-in-text", _NOT_THERE)
    if len(found) > 1 and start is None:
        raise _at("/quote", "ambiguous", _AMBIGUOUS)
    source, place = min(found, key=lambda each: abs(each[1][0] - (start or 0)))
    if level is not None and not is_read_at(source, level):
        raise _at("/quote", "passage-private", _PRIVATE)
    passage = passage_at(source.body, *place)
    if len(passage.quote) > LONGEST_QUOTE:
        raise _at("/quote", "too-long", _TOO_LONG)
    return source, passage


def _at(pointer: str, code: str, words: Words) -> InvalidData:
    return InvalidData([Fault(f"/passage{pointer}", code, words)])
