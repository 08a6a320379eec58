"""Statements that stand behind every request: the database plans them once a connection.

Django writes the values into the text of a statement, so that the database reads and plans it anew
every time. For a statement that touches one row that takes longer than to run it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor, RawCursor

Row = tuple[Any, ...]


def run(statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor[Any]:
    """Run a fixed statement (`%s` or `%(name)s` for a value) as any other on Django's connection.

    The values never become part of its text. Raises Django's database errors.
    """
    with connection.wrap_database_errors:
        cursor: Cursor[Any] = Cursor(_database())
        return cursor.execute(statement, values, prepare=True)


def rows_of(statement: str, values: Sequence[Any] = (), *, prepared: bool = True) -> list[Row]:
    """Return all rows of a query that uses PostgreSQL's own placeholders, `$1` and so on.

    They come as the database keeps them, not written out and read back. With `prepared=False` the
    query is planned for these very values, and forgotten.
    """
    with connection.wrap_database_errors:
        cursor: RawCursor[Row] = RawCursor(_database())
        return cursor.execute(statement, values, prepare=prepared, binary=True).fetchall()


def _database() -> Any:
    """Return the driver's own connection below Django's, ready for a statement."""
    connection.validate_no_broken_transaction()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    database: Any = connection.connection
    if database.prepare_threshold is None:  # Django's own statements cannot be prepared anyway
        database.prepare_threshold = 0
    return database
