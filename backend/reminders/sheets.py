"""Write what many people are told about one subject once, and only from what each of them sees.

In each reader's own context the database says which rows it shows them, and in which version. What
one reader was shown in that very version is what the next one is shown: it need not be read again.
A sheet is shared only where the row alone was enough to write it. Where more is asked, it is asked
as the reader, of a row that nobody else has touched, and nobody else gets what came of it.
"""

from collections.abc import Callable, Collection
from functools import cache
from typing import Any
from uuid import UUID

from backend.parties.actors import Actor
from backend.reference.prepared import AsksMore, nothing_asked, rows_of
from backend.reminders import told
from backend.reminders.letters import Sheet
from backend.workflow import registry

Composer = Callable[[Any], Sheet]
Version = tuple[Any, ...]


class Sheets:
    """The sheets of one transaction, and the rows that they were written from."""

    def __init__(self) -> None:
        self._read: dict[tuple[UUID, Version], Any] = {}
        self._written: dict[tuple[int, int], Sheet | None] = {}

    def seen_by(self, kind: str, subjects: Collection[UUID], reader: Actor) -> dict[UUID, Any]:
        """Return those of these that the reader may see right now, by id. In their own context."""
        if kind not in registry.dated():
            found = told.seen_by(kind, subjects, reader)
            self._read |= {(pk, (reader.id,)): seen for pk, seen in found.items()}
            return found
        shown = rows_of(_shown(kind), [list(subjects), reader.dossier_words])
        new = [pk for pk, *version in shown if (pk, tuple(version)) not in self._read]
        read = told.seen_by(kind, new, reader) if new else {}
        for pk, *version in shown:
            if pk in read:
                self._read[pk, tuple(version)] = read[pk]
        return {
            pk: seen for pk, *v in shown if (seen := self._read.get((pk, tuple(v)))) is not None
        }

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


@cache
def _shown(kind: str) -> str:
    """Return the statement that says which rows a reader is shown, behind both walls.

    With each comes its version, and those of the rows that are read with it: whatever writes to a
    row in PostgreSQL leaves its own number there.
    """
    model = registry.model_of(kind)
    with_it = [model._meta.get_field(name) for name in model.read_with]  # noqa: SLF001
    joins = " ".join(
        f'left join "{field.related_model._meta.db_table}" r{n} on r{n}.id = s."{field.column}"'  # noqa: SLF001
        for n, field in enumerate(with_it)
    )
    versions = ", ".join(
        f"{name}.xmin::text" for name in ("s", *(f"r{n}" for n in range(len(with_it))))
    )
    return (
        f'select s.id, {versions} from "{model._meta.db_table}" s {joins}'  # noqa: S608, SLF001
        " where s.id = any($1::uuid[]) and s.audience = any($2::text[])"
    )
