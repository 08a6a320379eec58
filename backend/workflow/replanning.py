"""Let rules that are new or were changed reach the subjects that nobody touches meanwhile.

A subject is planned whenever it changes. What lies untouched, which is most, would only hear of
another rule at its next change. So each round of the clock compares the deadlines of every table
with those that its subjects were last planned by, and plans what is behind, a subject at a time: it
may be cut off anywhere and goes on from there.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from django.db import OperationalError, transaction
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.workflow import dues, registry
from backend.workflow.lifecycle import Lifecycle
from backend.workflow.models import Planning

# How a date is derived is code, which cannot be compared: count this up when that changes.
EDITION = 4
AT_ONCE = 500

log = structlog.get_logger(__name__)


def catch_up(today: date, *, keep_on: Callable[[], bool] = lambda: True) -> int:
    """Plan the subjects whose table has other deadlines than they were planned by; return how many.

    Stops early when `keep_on` says so; the next call goes on.
    """
    done = Planning.objects.filter(finished_at__isnull=False).values_list("kind", "rules")
    up_to_date = set(done)
    wanted = [(kind, rules_of(registry.lifecycle_of(kind))) for kind in registry.dated()]
    return sum(
        _catch_up(kind, rules, today, keep_on)
        for kind, rules in wanted
        if (kind, rules) not in up_to_date
    )


def rules_of(lifecycle: Lifecycle) -> str:
    """Return the digest of everything about a table's deadlines that can be compared."""
    lines = [
        {
            "name": deadline.name,
            "offsets": list(deadline.offsets),
            "rungs": {str(day): rung for day, rung in sorted(deadline.rungs.items())},
            "while_in": sorted(deadline.while_in),
            "at_once": deadline.at_once,
        }
        for deadline in lifecycle.deadlines
    ]
    return digest_of_content({"edition": EDITION, "deadlines": lines})


def _catch_up(kind: str, rules: str, today: date, keep_on: Callable[[], bool]) -> int:
    states = {state for each in registry.lifecycle_of(kind).deadlines for state in each.while_in}
    row, _ = Planning.objects.get_or_create(kind=kind, defaults={"rules": rules})
    if row.rules != rules:
        row.rules, row.reached, row.finished_at = rules, None, None
    planned = 0
    while keep_on():
        ids = _next(kind, states, row.reached)
        for subject_id in ids:
            planned += _plan(kind, subject_id, today)
        if not ids:
            row.finished_at = timezone.now()
            break
        row.reached = ids[-1]
        row.save()
    row.save()
    return planned


def _next(kind: str, states: set[str], after: UUID | None) -> list[UUID]:
    with transaction.atomic(), acting_as(CLOCK):
        rows: Any = registry.model_of(kind).objects.all()
        rows = rows.filter(state__in=states) if kind in registry.kinds() else rows
        rows = rows.filter(pk__gt=after) if after else rows
        return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _plan(kind: str, subject_id: UUID, today: date) -> bool:
    """Plan one subject under its lock: the engine writes these rows under it as well.

    One with which something is wrong keeps its rows, and holds up neither the others nor the round.
    """
    try:
        with transaction.atomic(), acting_as(CLOCK):
            rows = registry.model_of(kind).objects.select_for_update()
            subject = rows.filter(pk=subject_id).first()
            if subject is not None:
                dues.plan_anew(subject, today)
    except OperationalError:  # the database's trouble and not the subject's: it goes on from here
        raise
    except Exception:
        log.exception("planning_failed", kind=kind, subject=str(subject_id))
        return False
    return subject is not None
