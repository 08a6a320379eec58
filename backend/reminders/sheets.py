"""Write what many people are told about one subject once, and only from what each of them sees.

In each reader's own context the database says which rows it shows them, and in which version. What
was read in that very version, for another reader or for the clock, is what this one is shown: it
need not be read again. Of what the clock read a reader gets the columns, and nothing else.
A sheet is shared only where the row alone was enough to write it. Where more is asked, it is asked
as the reader, of a row that nobody else has touched, and nobody else gets what came of it.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.reference.prepared import AsksMore, nothing_asked
from backend.reminders import told
from backend.reminders.letters import Sheet
from backend.workflow import registry, versions
from backend.workflow.models import Due

Composer = Callable[[Any], Sheet]


class Sheets:
    """The sheets of one transaction, and the rows that they were written from."""

    def __init__(self) -> None:
        self._read: dict[versions.Key, Any] = {}
        self._whole: dict[versions.Key, Callable[[versions.Key], Any]] = {}
        self._written: dict[tuple[int, int], Sheet | None] = {}

    def read_as_clock(self, rows: Iterable[Due]) -> dict[UUID, Any]:
        """Return the subjects of these rows by id. In the context of the clock, which sees all."""
        found: dict[UUID, Any] = {}
        for kind, wanted in told.ids_by_kind(rows).items():
            whole = versions.Rows(registry.model_of(kind), wanted)
            mine, theirs = whole.maker(), whole.maker()
            found |= {key[0]: mine(key) for key in whole}
            self._whole |= dict.fromkeys(whole, theirs)
        return found

    def seen_by(self, kind: str, subjects: Collection[UUID], reader: Actor) -> dict[UUID, Any]:
        """Return those of these that the reader may see right now, by id. In their own context."""
        if kind not in registry.dated():
            found = told.seen_by(kind, subjects, reader)
            self._read |= {(pk, str(reader.id)): seen for pk, seen in found.items()}
            return found
        seen, new = {}, {}
        for key in versions.shown(registry.model_of(kind), subjects, reader.dossier_words):
            subject = self._read.get(key)
            if subject is None and key in self._whole:
                subject = self._read[key] = self._whole[key](key)
            if subject is None:
                new[key[0]] = key
            else:
                seen[key[0]] = subject
        for pk, subject in (told.seen_by(kind, new, reader) if new else {}).items():
            seen[pk] = self._read[new[pk]] = subject
        return seen

    def write(self, composer: Composer, subject: Any, reader: Actor) -> Sheet | None:
        """Return what is told of a subject that was `seen_by` this reader. In their own context."""
        key = (id(composer), id(subject))
        if key not in self._written:
            self._written[key] = _from_row_alone(composer, subject)
        sheet = self._written[key]
        if sheet is not None:
            return sheet
        own = told.seen_by(subject.kind, [subject.pk], reader).get(subject.pk)
        return composer(own) if own is not None else None


def _from_row_alone(composer: Composer, subject: Any) -> Sheet | None:
    try:
        with nothing_asked():
            return composer(subject)
    except AsksMore:
        return None
