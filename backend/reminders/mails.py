"""Send the mails that are queued: at least once, each with a Message-ID that never changes.

A mail that is being sent is locked. When the process that sends it dies, the database lets go of
the row and the mail is simply still unsent: another one sends it, perhaps for the second time,
under the same Message-ID. A mail server that cannot be reached costs no attempt: the queue waits.
"""

import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, actor_for
from backend.reminders import told
from backend.reminders.models import Reminder

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
LAST_ATTEMPT = 10

log = structlog.get_logger(__name__)


def send_due(now: datetime | None = None, *, patience: timedelta | None = None) -> int:
    """Send what is queued and due; return how many mails were dealt with.

    With `patience`, what is left after that time waits for the next call.
    """
    moment = now or timezone.now()
    until = time.monotonic() + patience.total_seconds() if patience else None
    if not waiting(moment):
        return 0
    mailer = get_connection()
    dealt_with = 0
    try:
        while (until is None or time.monotonic() < until) and _reachable(mailer):
            if not _send_one(mailer, moment):
                break
            dealt_with += 1
    finally:
        _let_go(mailer)
    return dealt_with


def waiting(now: datetime) -> bool:
    """Whether any mail is due."""
    with transaction.atomic(), acting_as(SYSTEM):
        return bool(Reminder.objects.unsent().filter(try_at__lte=now).exists())


def retry_parked() -> int:
    """Queue every mail again that was given up; return how many."""
    with transaction.atomic(), acting_as(SYSTEM):
        parked = Reminder.objects.filter(parked_at__isnull=False)
        count: int = parked.update(parked_at=None, attempts=0, try_at=timezone.now())
        return count


def pause_after(attempts: int) -> timedelta:
    """Return the rest after the n-th failed attempt: doubling, six hours at most."""
    doubled: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(doubled, LONGEST_PAUSE)


def message_of(row: Reminder) -> EmailMultiAlternatives:
    """Return the mail about a row of the inbox, as text and as HTML."""
    message = EmailMultiAlternatives(
        subject=f"{row.headline} - {row.subject_title}",
        body=row.text,
        to=[row.recipient.email],
        headers={
            "Message-ID": row.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
    message.attach_alternative(row.html, "text/html")
    return message


def _send_one(mailer: Any, now: datetime) -> bool:
    """Claim the mail that waits longest and deal with it. Returns whether there was one."""
    with transaction.atomic(), acting_as(SYSTEM):
        row = (
            Reminder.objects.unsent()
            .select_for_update(skip_locked=True, of=("self",))
            .filter(try_at__lte=now)
            .select_related("recipient")
            .order_by("try_at", "id")
            .first()
        )
        if row is None:
            return False
        if _may_still_read(row, now):
            _attempt(mailer, row, now)
        else:
            row.withheld_at = now
        row.save(
            update_fields=["attempts", "error", "try_at", "sent_at", "parked_at", "withheld_at"]
        )
        return True


def _may_still_read(row: Reminder, now: datetime) -> bool:
    """Whether the recipient may read the subject now, whatever it was when this was written."""
    if not row.recipient.is_active:
        return False
    reader = actor_for(row.recipient, timezone.localdate(now))
    if not told.is_known(row.subject_kind):  # nobody can be asked: as private as its word
        return row.subject_audience in reader.audiences
    with acting_as(reader):
        return told.seen_by(row.subject_kind, row.subject_id, reader) is not None


def _attempt(mailer: Any, row: Reminder, now: datetime) -> None:
    row.attempts += 1
    try:
        mailer.send_messages([message_of(row)])
    except Exception as error:  # noqa: BLE001 (it may fail in any way; the others must leave)
        _let_go(mailer)
        row.error = f"{type(error).__name__}: {error}"[:2000]
        row.try_at = now + pause_after(row.attempts)
        if row.attempts >= LAST_ATTEMPT:
            row.parked_at = now
        log.warning("mail_failed", reminder=str(row.pk), attempt=row.attempts)
    else:
        row.sent_at = now
        row.error = ""


def _reachable(mailer: Any) -> bool:
    """Whether the mail server lets us in (or did before)."""
    try:
        mailer.open()
    except Exception as error:  # noqa: BLE001 (smtplib has dozens, sockets and TLS add theirs)
        log.warning("mail_server_unreachable", why=f"{type(error).__name__}: {error}")
        return False
    return True


def _let_go(mailer: Any) -> None:
    with suppress(Exception):  # a connection that broke cannot be closed in style
        mailer.close()
