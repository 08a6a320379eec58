"""A subject's row under its lock: for one request, or for one step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from backend.confidentiality.context import acting_as, reads_as
from backend.parties.actors import Actor
from backend.workflow import stored
from backend.workflow.errors import Stale
from backend.workflow.subject import Subject

S = TypeVar("S", bound=Subject)


@contextmanager
def held(model: type[S], pk: UUID, *, actor: Actor) -> Iterator[S]:
    """Hold the lock of a row inside the block, for one step; raises its model's DoesNotExist.

    Gives the row only to an actor that may read it, as `visible_to` does. The first step that this
    actor takes with it in the block need not lock and read it again.
    """
    with acting_as(actor, savepoint=False):
        model.hold_first([pk])
        subject = stored.locked(model, pk)
        if not subject.is_visible_to(actor):
            raise model.DoesNotExist
        subject.holder = actor
        try:
            yield subject
        finally:
            subject.holder = None


def lock(subject: S, expected_version: int | None = None) -> S:
    """Return the subject under its row lock; raise Stale when it is at another version."""
    if subject.holder is not None and reads_as(subject.holder):
        subject.holder = None  # its columns will no longer be those of the row
        locked = stored.copied(subject)
    else:
        type(subject).hold_first([subject.pk])
        locked = stored.locked(type(subject), subject.pk)
    if expected_version is not None and locked.version != expected_version:
        raise Stale(locked.version)
    return locked
