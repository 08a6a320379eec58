"""Time-driven transitions: performed by the clock, in the order of their dates, however late.

Several sweeps at once are harmless: a due row is claimed under its lock, and the engine decides.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import OperationalError, transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.reference.prepared import conflict_in, run
from backend.workflow import dues, engine, registry
from backend.workflow.errors import WorkflowError
from backend.workflow.models import Due

log = structlog.get_logger(__name__)
# Less than the time after which the database looks for who waits for whom (`deadlock_timeout`): so
# it is always the clock, which comes back, that gives way, and never a person.
_GIVE_WAY = "select set_config('lock_timeout', '500ms', true)"


def run_due_transitions(now: datetime, *, keep_on: Callable[[], bool] = lambda: True) -> int:
    """Perform every timed transition whose day has come; return how many were performed.

    After an outage a subject can have missed several: each is performed in the order of its date.
    One that is refused is looked at again the next day, so that it cannot hold up the others; a
    subject on which somebody is at work, or on which something goes wrong, in the next round.
    Stops early when `keep_on` says so.
    """
    performed = 0
    passed_over: set[UUID] = set()
    while keep_on() and (did := _run_one(now, passed_over)) is not None:
        performed += did
    return performed


def _run_one(now: datetime, passed_over: set[UUID]) -> bool | None:
    """Handle the earliest due transition: whether it was performed, or None without one."""
    due = None
    try:
        with acting_as(CLOCK):
            due = (
                Due.objects.select_for_update(skip_locked=True)
                .filter(is_transition=True, wake_on__lte=timezone.localdate(now))
                .exclude(subject_id__in=passed_over)
                .order_by("wake_on", "id")
                .first()
            )
            return None if due is None else _handle(due, now, passed_over)
    except OperationalError as error:
        if due is None or conflict_in(error) is None:
            raise
        log.info("timed_transition_gave_way", due=due.name, subject=str(due.subject_id))
        passed_over.add(due.subject_id)
        return False
    except Exception:  # whatever is wrong with one subject, the others are not to wait for it
        if due is None:
            raise
        log.exception("timed_transition_failed", due=due.name, subject=str(due.subject_id))
        passed_over.add(due.subject_id)
        with acting_as(CLOCK):
            dues.note_failure(due.pk, now)
        return False


def _handle(due: Due, now: datetime, passed_over: set[UUID]) -> bool:
    """Perform a claimed transition, without waiting for whoever is at work on its subject.

    They hold the subject and will want this row: to wait for them would be to wait for ever. For
    what the step can reach besides it waits for a moment only: its row is locked before that.
    """
    run(_GIVE_WAY)
    model = registry.model_of(due.subject_kind)
    model.hold_first([due.subject_id], stepping=True)
    subject = model.objects.select_for_update(skip_locked=True).filter(pk=due.subject_id).first()
    if subject is None:
        passed_over.add(due.subject_id)
        return False
    today = timezone.localdate(now)
    if _perform(due, subject, now):
        # one that is still due as before would be performed again and again, without an end
        _rest(due, today, wake_on=due.wake_on)
        return True
    _rest(due, today, wake_on__lte=today)
    return False


def _perform(due: Due, subject: Any, now: datetime) -> bool:
    try:
        with transaction.atomic():
            engine.perform(subject, due.name, actor=CLOCK, now=now)
    except WorkflowError as error:
        log.info("timed_transition_refused", due=due.name, why=type(error).__name__)
        return False
    return True


def _rest(due: Due, today: date, **still: Any) -> None:
    # the row may have gone or moved when performing replanned the subject
    rows = Due.objects.filter(pk=due.pk, **still)
    rows.update(wake_on=today + timedelta(days=1), failing_since=None)
