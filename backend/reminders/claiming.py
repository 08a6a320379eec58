"""Claim the dates whose day has come, in chunks, and deal with each in a transaction of its own.

The rows of a chunk are locked, and skipped by the clocks beside this one. A chunk that fails is
undone and dealt with in halves, down to the one row that is broken: it harms nobody else.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import structlog
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.reminders import reminding
from backend.workflow import dues
from backend.workflow.models import Due

# So many dates at once: whoever changes one of these subjects meanwhile waits for the chunk.
CHUNK = 1500

log = structlog.get_logger(__name__)


class Claims:
    """What one round has done: letters written, dates that failed, and rows that it passes over."""

    def __init__(self, now: datetime, keep_on: Callable[[], bool]) -> None:
        self.written, self.failed = 0, 0
        self._now, self._today = now, timezone.localdate(now)
        self._keep_on = keep_on
        self._passed_over: set[UUID] = set()

    def deal_with_all(self) -> None:
        """Deal with the dates that wait longest first, until none waits or it is time to stop."""
        while self._keep_on() and self._deal_with():
            pass

    def any_waits(self) -> bool:
        """Whether some date still waits for the next round."""
        with acting_as(CLOCK):
            return bool(_due_by(self._today).exists())

    def _deal_with(self, only: list[UUID] | None = None) -> bool:
        """Deal with a chunk of rows, or with `only` these; False where none of them waits."""
        claimed: list[UUID] = []
        try:
            done = self._in_one(only, claimed)
        except Exception:
            if not claimed:
                raise
            if len(claimed) == 1:
                log.exception("reminder_failed", due=str(claimed[0]))
                self._give_up(claimed[0])
        else:
            self._note(done)
            return bool(claimed)
        if len(claimed) > 1:  # by now what failed, and all that it held, is let go of
            self._deal_with_halves(claimed)
        return True

    def _deal_with_halves(self, failed: list[UUID]) -> None:
        middle = len(failed) // 2
        for half in (failed[:middle], failed[middle:]):
            if self._keep_on():
                self._deal_with(half)

    def _note(self, done: reminding.Done) -> None:
        self.written += done.written
        self._passed_over |= done.passed_over
        for due_id, subject in done.moved.items():
            self._replan(due_id, subject)

    def _in_one(self, only: list[UUID] | None, claimed: list[UUID]) -> reminding.Done:
        """Write a chunk in one transaction; tell in `claimed` which rows it is about."""
        with _nothing_collected(), acting_as(CLOCK):
            rows = self._claim(only)
            claimed += [row.pk for row in rows]
            return reminding.remind_of(rows, self._now) if rows else reminding.NOTHING

    def _claim(self, only: list[UUID] | None) -> list[Due]:
        rows = _due_by(self._today).select_for_update(skip_locked=True)
        if only is not None:
            rows = rows.filter(pk__in=only)
        rows = rows.exclude(pk__in=self._passed_over).order_by("wake_on", "id")
        return list(rows[:CHUNK])

    def _replan(self, due_id: UUID, subject: Any) -> None:
        """Bring a subject's rows up to date, unless somebody is at work on it: they will do so.

        The engine changes these rows while it holds the subject; so do we, in a transaction that
        holds nothing else, and never wait for it.
        """
        try:
            with acting_as(CLOCK):
                rows = type(subject).objects.select_for_update(skip_locked=True)
                locked = rows.filter(pk=subject.pk).first()
                if locked is not None:
                    dues.replan(locked, self._today)
        except Exception:
            log.exception("reminder_failed", due=str(due_id))
            self._give_up(due_id)

    def _give_up(self, due_id: UUID) -> None:
        """Leave a date with which something is wrong to the next round."""
        self._passed_over.add(due_id)
        self.failed += 1
        with acting_as(CLOCK):
            dues.note_failure(due_id, self._now)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage inside: nearly all that a chunk makes is in use until its end.

    To go through it for cycles time and again takes a third of the time, and frees nothing.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _due_by(today: date) -> Any:
    return Due.objects.filter(is_transition=False, wake_on__lte=today)
