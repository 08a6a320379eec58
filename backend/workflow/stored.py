"""A subject's row, read and written by statements that are thought up once for every model.

The ORM makes up its SQL anew for every step, which takes longer than the database needs for it.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models

from backend.reference.prepared import run

M = TypeVar("M", bound=models.Model)
# What the database makes up from other columns is not read with them, but for who may read the row.
_WORD = "audience"
WRITTEN = "select id from changed"


class Reading(NamedTuple):
    """What is read of a model's rows: the columns, as a statement lists them and by attribute."""

    listed: str
    names: tuple[str, ...]
    conversions: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, row: Iterable[Any]) -> list[Any]:
        """Return the columns of a row as Django gives them."""
        values = list(row)
        for place, convert in self.conversions:
            values[place] = convert(values[place])
        return values


def locked(model: type[M], pk: UUID) -> M:
    """Return the row under its lock, as the reading context sees it; raises DoesNotExist."""
    row = run(_locking(model), [pk]).fetchone()
    if row is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]  # every model has its own
    read = reading(model)
    return model.from_db(DEFAULT_DB_ALIAS, read.names, read.values(row))


def write(subject: models.Model, names: Collection[str]) -> None:
    """Write these columns (by attribute name) of a row that is locked."""
    part, values = writing(subject, names)
    check(run(f"with {part} {WRITTEN}", values).fetchone())


def writing(subject: models.Model, names: Collection[str]) -> tuple[str, dict[str, Any]]:
    """Return a part of a `with` that writes these columns, and the values that it asks for.

    What `WRITTEN` then selects must be passed to `check`.
    """
    part, fields = _writing(type(subject), tuple(sorted(names)))
    database = connections[DEFAULT_DB_ALIAS]
    values = {
        f"row_{field.attname}": field.get_db_prep_save(field.pre_save(subject, add=False), database)
        for field in fields
    }
    return part, values | {"row_pk": subject.pk}


def check(written: tuple[Any, ...] | None) -> None:
    """Raise DatabaseError unless the row was there."""
    if written is None or written[0] is None:
        raise DatabaseError("the row that was to be written is not there")


def copied(subject: M) -> M:
    """Return another instance of the same row, with the columns that this one has."""
    known = subject.__dict__
    names = [field.attname for field in _fields(type(subject)) if field.attname in known]
    return type(subject).from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])


@cache
def columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return what is written to a row, by attribute name; the database makes up the rest."""
    return tuple(field.attname for field in _fields(model) if not field.generated)


@cache
def reading(model: type[models.Model]) -> Reading:
    """Return what is read of this model's rows, in either format of the database's."""
    fields: list[Any] = [f for f in _fields(model) if not f.generated or f.attname == _WORD]
    # JSON as text: Django reads it itself
    listed = ", ".join(
        f"{f.column}::text" if isinstance(f, models.JSONField) else str(f.column) for f in fields
    )
    conversions = [
        (place, conversion)
        for place, field in enumerate(fields)
        for conversion in _conversions(field)
    ]
    return Reading(listed, tuple(f.attname for f in fields), tuple(conversions))


@cache
def _locking(model: type[models.Model]) -> str:
    return f"select {reading(model).listed} from {_table(model)} where id = %s for update"  # noqa: S608  # our own names


def _conversions(field: Any) -> list[Callable[[Any], Any]]:
    column = field.get_col(_table(field.model))
    return [
        partial(_converted, convert, column)
        for convert in field.get_db_converters(connections[DEFAULT_DB_ALIAS])
    ]


def _converted(convert: Callable[..., Any], column: Any, value: Any) -> Any:
    return convert(value, column, connections[DEFAULT_DB_ALIAS])


@cache
def _writing(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    fields = {field.attname: field for field in _fields(model)}
    wanted = tuple(fields[name] for name in names)
    changes = ", ".join(f"{field.column} = %(row_{field.attname})s" for field in wanted)
    update = f"update {_table(model)} set {changes} where id = %(row_pk)s returning id"  # noqa: S608  # our own names
    return f"changed as ({update})", wanted


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001  # a documented name


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001  # a documented name
