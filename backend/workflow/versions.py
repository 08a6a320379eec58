"""Rows that are read once and shown to many: to each in the version that the database shows them.

Whatever writes to a row in PostgreSQL leaves its own number there (`xmin`). A row that is shown in
the version that was read need not be read again.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from backend.confidentiality.context import array_of
from backend.reference.prepared import listed, rows_of
from backend.workflow import stored

# A row's id, and its version with those of the rows that are read with it.
Key = tuple[UUID, str]


class _Row(NamedTuple):
    version: str
    values: Sequence[Any]


_NOTHING = _Row("", ())


class Rows:
    """Rows of a model as one reading context saw them, each with what its model is `read_with`."""

    def __init__(self, model: Any, ids: Collection[UUID]) -> None:
        """Read them now: one statement for each of these models, whatever the number of rows."""
        self._model, self._with = model, _read_with(model)
        own = _read(model, ids)
        self._beside = [
            _read(field.related_model, {row.values[place] for row in own.values()} - {None})
            for field, place in self._with
        ]
        self._values = {(pk, self._version_of(row)): row.values for pk, row in own.items()}

    def __iter__(self) -> Iterator[Key]:
        """Yield which rows there are, and in which versions."""
        return iter(self._values)

    def maker(self) -> Callable[[Key], Any]:
        """Return what makes an instance of a row, with what is read with it.

        The instances of one maker share what is read with several of them; those of two makers
        share nothing.
        """
        beside = [
            {pk: _made(field.related_model, row.values) for pk, row in rows.items()}
            for (field, _), rows in zip(self._with, self._beside, strict=True)
        ]

        def make(key: Key) -> Any:
            values = self._values[key]
            subject = _made(self._model, values)
            for (field, place), known in zip(self._with, beside, strict=True):
                pk = values[place]
                # what is not shown is asked for when it is needed, as of any row
                if pk is None or pk in known:
                    field.set_cached_value(subject, known.get(pk))
            return subject

        return make

    def _version_of(self, row: _Row) -> str:
        related = zip(self._with, self._beside, strict=True)
        found = [rows.get(row.values[place], _NOTHING) for (_, place), rows in related]
        return " ".join((row.version, *(each.version for each in found)))


def shown(model: Any, ids: Collection[UUID], words: Sequence[str]) -> list[Key]:
    """Return which of these rows the reading context shows, and in which version.

    Only those for one of these words: the wall in front of the database's own.
    """
    own = rows_of(_shown(model), [listed(ids), array_of(tuple(words))])
    beside = _versions_beside(model, own)
    return [
        (pk, " ".join((version, *map(dict.get, beside, related, repeat("")))))
        for pk, version, *related in own
    ]


def _versions_beside(model: Any, own: Sequence[Sequence[Any]]) -> list[dict[UUID, str]]:
    """Return the versions of what is read with these rows, by id, for each key of the model."""
    found: list[dict[UUID, str]] = [{} for _ in _read_with(model)]
    if own and found:
        _, _, *related = zip(*own, strict=True)
        wanted = [listed(set(each) - {None}) for each in related]
        for place, pk, version in rows_of(_shown_beside(model), wanted):
            found[place][pk] = version
    return found


def _read(model: Any, ids: Collection[UUID]) -> dict[UUID, _Row]:
    values = stored.reading(model).values
    rows = rows_of(_reading(model), [listed(ids)]) if ids else []
    return {pk: _Row(version, values(row)) for pk, version, *row in rows}


def _made(model: Any, values: Sequence[Any]) -> Any:
    return model.from_db(DEFAULT_DB_ALIAS, stored.reading(model).names, values)


@cache
def _read_with(model: Any) -> list[tuple[Any, int]]:
    """Return the keys by which other rows are read with one of this model, with their places."""
    fields = [model._meta.get_field(name) for name in model.read_with]  # noqa: SLF001  # a documented name
    names = stored.reading(model).names
    return [(field, names.index(field.attname)) for field in fields]


@cache
def _reading(model: Any) -> str:
    columns = stored.reading(model).listed
    return f"select id, xmin::text, {columns} from {_table(model)} where id = any($1::uuid[])"  # noqa: S608  # our own names


@cache
def _shown(model: Any) -> str:
    keys = "".join(f", {field.column}" for field, _ in _read_with(model))
    return (
        f"select id, xmin::text{keys} from {_table(model)}"  # noqa: S608  # our own names
        " where id = any($1::uuid[]) and audience = any($2::text[])"
    )


@cache
def _shown_beside(model: Any) -> str:
    """Return one statement for all of them, without a join: the same plan serves any number."""
    return " union all ".join(
        f"select {place}, id, xmin::text from {_table(field.related_model)}"  # noqa: S608  # our own names
        f" where id = any(${place + 1}::uuid[])"
        for place, (field, _) in enumerate(_read_with(model))
    )


def _table(model: Any) -> str:
    return f'"{model._meta.db_table}"'  # noqa: SLF001  # a documented name
