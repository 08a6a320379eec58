"""Wall two, Python's half: tell the database for whom it reads, for this transaction.

The settings are local to the transaction (`set_config(..., true)`): a pooled connection carries
nothing over, and without a context the database shows public rows only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from backend.parties.actors import Actor


def _literal(words: frozenset[str]) -> str:
    return "{" + ",".join(f'"{word}"' for word in sorted(words)) + "}"


def enter(actor: Actor) -> None:
    """Read as `actor` until the transaction ends; raises outside a transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a reading context needs a transaction")
    _set(_literal(actor.audiences), "on" if actor.sees_everything else "off")


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Read as `actor` inside the block, then as whoever it was before. Opens a transaction."""
    with transaction.atomic():
        before = _current()
        enter(actor)
        yield
        _set(*before)


def _current() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('polder.audiences', true), ''),"
            " coalesce(current_setting('polder.system', true), '')"
        )
        row = cursor.fetchone()
    return (row[0], row[1]) if row else ("", "")


def _set(audiences: str, system: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('polder.audiences', %s, true),"
            " set_config('polder.system', %s, true)",
            [audiences, system],
        )
