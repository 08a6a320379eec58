"""Time-driven transitions: performed by the clock, in the order of their dates, however late.

Several sweeps at once are harmless: a due row is claimed under its lock, and the engine decides.
"""

from datetime import date, datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.workflow import engine, registry
from backend.workflow.errors import WorkflowError
from backend.workflow.models import Due

log = structlog.get_logger(__name__)


def run_due_transitions(now: datetime) -> int:
    """Perform every timed transition whose day has come; return how many were performed.

    After an outage a subject can have missed several: each is performed in the order of its date.
    One that is refused is looked at again the next day, so that it cannot hold up the others.
    """
    performed = 0
    while (did := _run_one(now)) is not None:
        performed += did
    return performed


def _run_one(now: datetime) -> bool | None:
    """Handle the earliest due transition: whether it was performed, or None without one."""
    today = timezone.localdate(now)
    with transaction.atomic(), acting_as(CLOCK):
        due = (
            Due.objects.select_for_update(skip_locked=True)
            .filter(is_transition=True, wake_on__lte=today)
            .order_by("wake_on", "id")
            .first()
        )
        if due is None:
            return None
        if _perform(due, now):
            return True
        _rest(due, today)
        return False


def _perform(due: Due, now: datetime) -> bool:
    try:
        with transaction.atomic():
            subject = registry.subject_of(due.subject_kind, due.subject_id)
            engine.perform(subject, due.name, actor=CLOCK, now=now)
    except WorkflowError as error:
        log.info("timed_transition_refused", due=due.name, why=type(error).__name__)
        return False
    return True


def _rest(due: Due, today: date) -> None:
    # the row may have gone or moved when performing replanned the subject; only a refused one rests
    Due.objects.filter(pk=due.pk, wake_on__lte=today).update(wake_on=today + timedelta(days=1))
