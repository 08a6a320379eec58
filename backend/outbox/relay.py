"""Publish a message in the current transaction; deliver what is due, at least once.

A consumer is a function that takes a message and raises if it could not do its work. It runs in the
transaction that marks the message as delivered: its rows and the mark stand or fall together. What
it does outside the database may therefore happen again; the message's id is the same every time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from psycopg.types.json import Jsonb

from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.prepared import run

Consumer = Callable[[OutboxMessage], None]

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=4)
LAST_ATTEMPT = 12

_NAMES = tuple(str(field.column) for field in OutboxMessage._meta.concrete_fields)  # noqa: SLF001  # a documented name
# Written out: every step publishes, and to think this up anew costs more than to run it.
PUBLISH = f"""
insert into outbox_outboxmessage ({", ".join(_NAMES)})
values ({", ".join(f"%(message_{name})s" for name in _NAMES)})
"""  # noqa: S608  # only names of our own columns

log = structlog.get_logger(__name__)


def publish(**content: Any) -> OutboxMessage:
    """Queue a message (see `message`) that becomes true, and due, when the transaction commits."""
    queued = message(**content)
    run(PUBLISH, values_of(queued))
    return queued


def message(
    *,
    topic: str,
    subject_kind: str,
    subject_id: UUID,
    sequence: int,
    audience: str,
    body: dict[str, Any],
) -> OutboxMessage:
    """Return a message that is due at once, to be written by `PUBLISH`."""
    now = timezone.now()
    return OutboxMessage(
        topic=topic,
        subject_kind=subject_kind,
        subject_id=subject_id,
        sequence=sequence,
        audience=audience,
        body=body,
        created_at=now,
        due_at=now,
    )


def values_of(message: OutboxMessage) -> dict[str, Any]:
    """Return what `PUBLISH` asks for."""
    values = {f"message_{name}": getattr(message, name) for name in _NAMES}
    values["message_body"] = Jsonb(message.body)
    return values


def pause_after(attempts: int) -> timedelta:
    """Return the rest after the n-th failed attempt: doubling, four hours at most."""
    doubled: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(doubled, LONGEST_PAUSE)


def deliver_due(limit: int = 200, now: datetime | None = None) -> int:
    """Deliver up to `limit` due messages and return how many were tried."""
    tried = 0
    while tried < limit and deliver_one(now=now):
        tried += 1
    return tried


def deliver_one(consumers: tuple[Consumer, ...] | None = None, now: datetime | None = None) -> bool:
    """Claim the oldest due message and hand it to every consumer. Returns whether there was one.

    Other workers skip a claimed row. When a consumer raises, what they wrote is undone, the error
    is noted, and the message rests; after the last attempt it is parked, which shows in the
    status and is never silent.
    """
    moment = now or timezone.now()
    with transaction.atomic(), acting_as(SYSTEM):
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(due_at__lte=moment, delivered_at__isnull=True, parked_at__isnull=True)
            .order_by("due_at", "id")
            .first()
        )
        if message is None:
            return False
        _attempt(message, registered() if consumers is None else consumers, moment)
        return True


def retry_parked() -> int:
    """Make every message that was given up due again; return how many."""
    with transaction.atomic(), acting_as(SYSTEM):
        parked = OutboxMessage.objects.filter(parked_at__isnull=False)
        count: int = parked.update(parked_at=None, attempts=0, due_at=timezone.now())
        return count


def prune(now: datetime | None = None, *, limit: int = 20_000) -> int:
    """Delete up to `limit` messages that were delivered long ago; return how many.

    How long is `OUTBOX_KEEP_DAYS`. What still waits, or was given up, is kept whatever its age.
    """
    until = (now or timezone.now()) - timedelta(days=settings.OUTBOX_KEEP_DAYS)
    with transaction.atomic(), acting_as(SYSTEM):
        old = OutboxMessage.objects.filter(delivered_at__lt=until).order_by("id")
        deleted, _ = OutboxMessage.objects.filter(pk__in=old.values("pk")[:limit]).delete()
    return deleted


def registered() -> tuple[Consumer, ...]:
    """Return the consumers named in settings.OUTBOX_CONSUMERS (dotted paths)."""
    return tuple(import_string(path) for path in settings.OUTBOX_CONSUMERS)


def _attempt(message: OutboxMessage, consumers: tuple[Consumer, ...], now: datetime) -> None:
    message.attempts += 1
    try:
        with transaction.atomic():
            for consume in consumers:
                consume(message)
    except Exception as error:  # noqa: BLE001 (a consumer may fail in any way; the message must stay)
        message.error = f"{type(error).__name__}: {error}"[:2000]
        message.due_at = now + pause_after(message.attempts)
        if message.attempts >= LAST_ATTEMPT:
            message.parked_at = now
        log.warning("outbox_delivery_failed", message=str(message.pk), attempt=message.attempts)
    else:
        message.delivered_at = now
        message.error = ""
    message.save(update_fields=["attempts", "error", "due_at", "parked_at", "delivered_at"])
