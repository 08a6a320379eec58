"""A subject's row under its lock: for one request, or for one step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from backend.confidentiality.context import acting_as, reads_as
from backend.parties.actors import SYSTEM, Actor, actor_for
from backend.parties.models import Person
from backend.workflow import stored
from backend.workflow.errors import Stale
from backend.workflow.subject import Subject

S = TypeVar("S", bound=Subject)


@contextmanager
def held(model: type[S], pk: UUID, *, actor: Actor) -> Iterator[S]:
    """Hold the lock of a row inside the block, for one step; raises its model's DoesNotExist.

    Gives the row only to an actor that may read it, as `visible_to` does. The first step that this
    actor takes with it in the block need not lock and read it again. Raises Stale where it went to
    another table while this waited for it.
    """
    with acting_as(actor, savepoint=False):
        model.hold_first([pk], stepping=True)
        subject = _locked(model, pk, actor)
        if not subject.is_visible_to(actor):
            raise model.DoesNotExist
        subject.holder = actor
        try:
            yield subject
        finally:
            subject.holder = None


def lock(
    subject: S,
    expected_version: int | None = None,
    *,
    stepping: bool = False,
    actor: Actor | None = None,
) -> S:
    """Return the subject under its row lock; raise Stale when it is at another version.

    `stepping` is for who takes a transition with it: see `Subject.hold_first`. For an `actor` it is
    at another version as well where it went to another table while this waited for it.
    """
    if subject.holder is not None and reads_as(subject.holder):
        subject.holder = None  # its columns will no longer be those of the row
        locked = stored.copied(subject)
    else:
        type(subject).hold_first([subject.pk], stepping=stepping)
        locked = _locked(type(subject), subject.pk, actor)
    if expected_version is not None and locked.version != expected_version:
        raise Stale(locked.version)
    return locked


def _locked(model: type[S], pk: UUID, actor: Actor | None) -> S:
    try:
        return stored.locked(model, pk)
    except model.DoesNotExist:
        version = None if actor is None else _version_elsewhere(model, pk, actor)
        if version is None:
            raise
        raise Stale(version) from None


def _version_elsewhere(model: type[S], pk: UUID, actor: Actor) -> int | None:
    """Return the version of a row that went from a table of the actor's to another one of theirs.

    Where they sit was read before they waited for its lock.
    """
    with acting_as(SYSTEM, savepoint=False):
        row = model._default_manager.select_related("bargaining_table").filter(pk=pk).first()  # noqa: SLF001  # documented
        table = row.bargaining_table if row is not None else None
        if row is None or table is None or not any(map(actor.seats_at, table.stems_from)):
            return None
        person = Person.objects.filter(pk=actor.id).first() if actor.id else None
        return row.version if person and row.word in actor_for(person).audiences else None
