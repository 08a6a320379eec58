"""Write what many people are told about one subject once, and only from what each of them sees.

In each reader's own context the database says which rows it shows them, and in which version. What
was read in that very version, for another reader or for the clock, is what this one is shown: it
need not be read again. Of what the clock read a reader gets the columns, and nothing else.
A sheet is shared only where the row alone was enough to write it. Where more is asked, it is asked
as the reader, of a row that nobody else has touched, and nobody else gets what came of it.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from backend.parties.actors import CLOCK, Actor
from backend.reference.prepared import AsksMore, nothing_asked, rows_of
from backend.reminders import told
from backend.reminders.letters import Sheet
from backend.workflow import registry, stored
from backend.workflow.models import Due

Composer = Callable[[Any], Sheet]
Version = str


class Sheets:
    """The sheets of one transaction, and the rows that they were written from."""

    def __init__(self) -> None:
        self._read: dict[tuple[UUID, Version], Any] = {}
        self._whole: dict[tuple[UUID, Version], Any] = {}
        self._beside: dict[tuple[str, str, UUID], Any] = {}
        self._written: dict[tuple[int, int], Sheet | None] = {}

    def read_as_clock(self, rows: Iterable[Due]) -> dict[UUID, Any]:
        """Return the subjects of these rows by id. In the context of the clock, which sees all."""
        found: dict[UUID, Any] = {}
        for kind, wanted in told.ids_by_kind(rows).items():
            # the versions first: of what changes in between, the one that is noted is never shown
            versions = rows_of(_versions(kind), [list(wanted)])
            seen = told.seen_by(kind, wanted, CLOCK)
            self._whole |= {(pk, version): seen[pk] for pk, version in versions if pk in seen}
            found |= seen
        return found

    def seen_by(self, kind: str, subjects: Collection[UUID], reader: Actor) -> dict[UUID, Any]:
        """Return those of these that the reader may see right now, by id. In their own context."""
        if kind not in registry.dated():
            found = told.seen_by(kind, subjects, reader)
            self._read |= {(pk, str(reader.id)): seen for pk, seen in found.items()}
            return found
        shown = rows_of(_shown(kind), [list(subjects), reader.dossier_words])
        for key in shown:
            if key not in self._read and key in self._whole:
                self._read[key] = self._apart(self._whole[key])
        new = {pk: version for pk, version in shown if (pk, version) not in self._read}
        read = told.seen_by(kind, new, reader) if new else {}
        self._read |= {(pk, new[pk]): seen for pk, seen in read.items()}
        return {key[0]: self._read[key] for key in shown if key in self._read}

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

    def _apart(self, subject: Any) -> Any:
        """Return another instance with the columns of this one, and of what is read with it.

        What was asked about it, as the clock, stays behind.
        """
        copy = stored.copied(subject)
        for name in type(subject).read_with:
            related, field = getattr(subject, name), type(subject)._meta.get_field(name)  # noqa: SLF001
            if related is not None:
                # all of a kind were read by one query
                key = (subject.kind, name, related.pk)
                if key not in self._beside:
                    self._beside[key] = stored.copied(related)
                related = self._beside[key]
            field.set_cached_value(copy, related)
        return copy


def _from_row_alone(composer: Composer, subject: Any) -> Sheet | None:
    try:
        with nothing_asked():
            return composer(subject)
    except AsksMore:
        return None


def _shown(kind: str) -> str:
    """Return the statement that says which rows a reader is shown, behind both walls."""
    return f"{_versions(kind)} and s.audience = any($2::text[])"


@cache
def _versions(kind: str) -> str:
    """Return the statement that says in which version rows are.

    Also those of the rows that are read with each: whatever writes to a row in PostgreSQL leaves
    its own number there.
    """
    model = registry.model_of(kind)
    with_it = [model._meta.get_field(name) for name in model.read_with]  # noqa: SLF001
    joins = " ".join(
        f'left join "{field.related_model._meta.db_table}" r{n} on r{n}.id = s."{field.column}"'  # noqa: SLF001
        for n, field in enumerate(with_it)
    )
    names = ("s", *(f"r{number}" for number in range(len(with_it))))
    version = " || ' ' || ".join(f"coalesce({name}.xmin::text, '')" for name in names)
    return (
        f'select s.id, {version} from "{model._meta.db_table}" s {joins}'  # noqa: S608, SLF001
        " where s.id = any($1::uuid[])"
    )
