"""Wall two, Python's half: tell the database for whom it reads, for this transaction.

The settings are local to the transaction (`set_config(..., true)`): a pooled connection carries
nothing over, and without a context the database shows public rows only.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from backend.parties.actors import ANONYMOUS, Actor
from backend.reference.prepared import run

_SWAP = """
select coalesce(current_setting('polder.audiences', true), ''),
       coalesce(current_setting('polder.system', true), ''),
       set_config('polder.audiences', %s, true), set_config('polder.system', %s, true)
"""
# A request's prepared statements are planned once for all readers, unless they ask otherwise.
_ENTER = """
select set_config('polder.audiences', %s, true), set_config('polder.system', %s, true),
       set_config('plan_cache_mode', 'force_generic_plan', true)
"""
# For whom this thread reads right now. Spares the engine from saying again what a request already
# said; compared by identity, so that an actor of an earlier transaction never counts.
_reader: ContextVar[Actor | None] = ContextVar("polder_reader", default=None)


def enter(actor: Actor) -> None:
    """Read as `actor` until the transaction ends; raises outside a transaction."""
    _within_transaction()
    run(_ENTER, _settings(actor))
    # nothing tells this thread when the transaction ends: the constants would outlive it
    _reader.set(actor if actor.id is not None else None)


@contextmanager
def acting_as(actor: Actor, *, savepoint: bool = True) -> Iterator[None]:
    """Read as `actor` inside the block, then as whoever it was before. Opens a transaction.

    Without `savepoint` a block inside a transaction that fails undoes nothing: for who has written
    nothing by then, or lets the failure undo the transaction as a whole.
    """
    if reads_as(actor):
        yield
        return
    within = connection.in_atomic_block
    joins = within and not savepoint
    with nullcontext() if joins else transaction.atomic():
        before = _swap(_settings(actor))
        token = _reader.set(actor)
        try:
            yield
        except BaseException:
            # rolling back gives the settings back, of a transaction that is broken the outer one's
            if joins and not _broken():
                _swap(before)
            raise
        else:
            if within:  # else they end with the transaction that was opened here
                _swap(before)
        finally:
            _reader.reset(token)


@contextmanager
def acting_in_turn() -> Iterator[Callable[[Actor], None]]:
    """Yield what makes the rest of the block read as an actor, and then as another one.

    Afterwards it is read as before, and inside as nobody until then. For who reads for many, one
    after the other, in a transaction (else it raises), and has written nothing by then: as
    `acting_as` without a savepoint.
    """
    _within_transaction()
    before = _swap(_settings(ANONYMOUS))
    token = _reader.set(None)

    def read_as(actor: Actor) -> None:
        _swap(_settings(actor))
        _reader.set(actor)

    try:
        yield read_as
    finally:
        if not _broken():
            _swap(before)
        _reader.reset(token)


def reads_as(actor: Actor) -> bool:
    """Whether what is read now is read as this very actor, in the transaction it entered."""
    return connection.in_atomic_block and _reader.get() is actor


def _within_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a reading context needs a transaction")


def _broken() -> bool:
    """Whether the transaction can only be rolled back, so that asking it anything would fail."""
    database: Any = connection.connection
    return (
        connection.needs_rollback or database.info.transaction_status != TransactionStatus.INTRANS
    )


def _settings(actor: Actor) -> tuple[str, str]:
    return _listed(actor.audiences), "on" if actor.sees_everything else "off"


@lru_cache(maxsize=1024)
def _listed(audiences: frozenset[str]) -> str:
    return ",".join(sorted(audiences))


@lru_cache(maxsize=1024)
def array_of(words: tuple[str, ...]) -> str:
    """Return the words as PostgreSQL writes an array of them."""
    return "{" + ",".join(f'"{word}"' for word in words) + "}"


def _swap(wanted: tuple[str, str]) -> tuple[str, str]:
    """Set audiences and system for this transaction; return what they were."""
    row = run(_SWAP, wanted).fetchone()
    return (row[0], row[1]) if row else ("", "")
