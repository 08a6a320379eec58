"""Statements that stand behind every request: the database plans them once a connection.

Django writes the values into the text of a statement, so that the database reads and plans it anew
every time. For a statement that touches one row that takes longer than to run it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor, RawCursor

Row = tuple[Any, ...]
# What the database says where two transactions are in each other's way: it has undone this one.
_CONFLICTS = {"40P01": "deadlock", "55P03": "lock timeout", "40001": "serialization"}


class AsksMore(Exception):
    """Something was asked of the database where nothing was to be asked."""


@contextmanager
def nothing_asked() -> Iterator[None]:
    """Raise AsksMore where the database is asked anything inside, before it is."""
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse):
        yield


def _refuse(*_: Any) -> Any:
    raise AsksMore


def run(statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor[Any]:
    """Run a fixed statement (`%s` or `%(name)s` for a value) as any other on Django's connection.

    The values never become part of its text. Raises Django's database errors.
    """
    django = _ready()
    with django.wrap_database_errors:
        cursor: Cursor[Any] = Cursor(django.connection)
        return cursor.execute(statement, values, prepare=True)


def rows_of(statement: str, values: Sequence[Any] = (), *, prepared: bool = True) -> list[Row]:
    """Return all rows of a query that uses PostgreSQL's own placeholders, `$1` and so on.

    They come as the database keeps them, not written out and read back; none come of a statement
    that only writes. With `prepared=False` the query is planned for these very values, and
    forgotten.
    """
    django = _ready()
    with django.wrap_database_errors:
        cursor: RawCursor[Row] = RawCursor(django.connection)
        cursor.execute(statement, values, prepare=prepared, binary=True)
        return cursor.fetchall() if cursor.description else []


def listed(values: Iterable[UUID | date | int | None]) -> str:
    """Return ids, dates or numbers as PostgreSQL writes an array of them.

    The driver goes through a list several times before it sends it; this is one text.
    """
    return "{" + orjson.dumps(list(values)).decode()[1:-1] + "}"


def conflict_in(error: Exception) -> str | None:
    """Return what it was, where an error of the database is a conflict with somebody else's work.

    The transaction as a whole is undone, or can only be; the same may well succeed in another one.
    """
    return _CONFLICTS.get(getattr(error.__cause__, "sqlstate", None) or "")


def _ready() -> Any:
    """Return this thread's own connection (behind Django's proxy), ready for a statement."""
    django: Any = connections[DEFAULT_DB_ALIAS]
    if _refuse in django.execute_wrappers:
        raise AsksMore
    django.validate_no_broken_transaction()
    django.close_if_health_check_failed()
    django.ensure_connection()
    if django.connection.prepare_threshold is None:  # Django's own are never prepared anyway
        django.connection.prepare_threshold = 0
    return django
