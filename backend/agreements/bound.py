"""What binds clauses together: told by a domain above this one, which this one does not know."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from backend.workflow.lifecycle import Refusal


class Bond(NamedTuple):
    """What is asked about clauses.

    Lock what binds them; may it be agreed alone; it has left; in what is its text.
    """

    hold: Callable[[Collection[UUID]], None]
    refusal: Callable[[Any], Refusal | None]
    left: Callable[[Any, datetime], None]
    wholes: Callable[[Any], Collection[Any]]


_bonds: list[Bond] = []


def register(bond: Bond) -> None:
    """Ask this as well; called from an `AppConfig.ready`."""
    if bond not in _bonds:
        _bonds.append(bond)


def hold(clauses: Collection[UUID]) -> None:
    """Lock what binds these clauses, before their own rows."""
    for bond in _bonds:
        bond.hold(clauses)


def refusal(clause: Any) -> Refusal | None:
    """Return why the clause is not agreed by itself, if it is bound."""
    return next((no for bond in _bonds if (no := bond.refusal(clause)) is not None), None)


def left(clause: Any, now: datetime) -> None:
    """Tell what binds the clause that it is no longer on the table."""
    for bond in _bonds:
        bond.left(clause, now)


def wholes(clause: Any) -> list[Any]:
    """Return what has the clause's text in its own."""
    return [whole for bond in _bonds for whole in bond.wholes(clause)]
