"""Send the mails that are queued: at least once, each with a Message-ID that never changes.

A mail that is being sent is locked. When the process that sends it dies, the database lets go of
the row and the mail is simply still unsent: another one sends it, perhaps for the second time,
under the same Message-ID, with nothing new in it but how things stand. A mail server that cannot be
reached costs no attempt: the queue waits.
"""

import time
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import structlog
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reminders import contents, messages
from backend.reminders.models import Mail

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
LAST_ATTEMPT = 10
FOR_GOOD = 500

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
        return bool(Mail.objects.unsent().filter(try_at__lte=now).exists())


def retry_parked() -> int:
    """Queue every mail again that was given up, or whose address was refused; return how many."""
    with transaction.atomic(), acting_as(SYSTEM):
        given_up = Q(parked_at__isnull=False) | Q(refused_at__isnull=False)
        count: int = Mail.objects.filter(given_up).update(
            parked_at=None, refused_at=None, attempts=0, try_at=timezone.now()
        )
        return count


def pause_after(attempts: int) -> timedelta:
    """Return the rest after the n-th failed attempt: doubling, six hours at most."""
    doubled: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(doubled, LONGEST_PAUSE)


def _send_one(mailer: Any, now: datetime) -> bool:
    """Deal with the mail that waits longest. Returns whether there was one.

    It is closed first, for good: what it may have said to somebody already, it does not grow from.
    """
    with transaction.atomic(), acting_as(SYSTEM):
        due = _next(Mail.objects.unsent().filter(try_at__lte=now))
        if due is None:
            return False
        if due.closed_at is None:
            due.closed_at = now
            due.save(update_fields=["closed_at"])
    with transaction.atomic(), acting_as(SYSTEM):
        mail = _next(Mail.objects.unsent().filter(pk=due.pk))
        if mail is not None:  # else somebody else was quicker
            _deal_with(mailer, mail, now)
    return True


def _next(mails: Any) -> Mail | None:
    locked = mails.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
    found: Mail | None = locked.order_by("sort", "try_at", "id").first()
    return found


def _deal_with(mailer: Any, mail: Mail, now: datetime) -> None:
    """Send a mail with what it has to say by now, or withhold it where that is nothing."""
    try:
        with transaction.atomic():
            says = contents.of(mail, now)
        if says.is_empty and _carried_nothing(mail):
            mail.delete()
            return
        if says.is_empty:
            mail.withheld_at = now
        else:
            mailer.send_messages([messages.of(mail, says)])
            mail.sent_at = now
        mail.error = ""
        mail.attempts += 1
        _answered(mail, None)
    except SMTPRecipientsRefused as error:
        _let_go(mailer)
        _refused(mail, error, now)
    except Exception as error:  # noqa: BLE001 (it may fail in any way; the others must leave)
        _let_go(mailer)
        _failed(mail, error, now)
    else:
        mail.covers = says.covers
        mail.items.filter(pk__in=says.left_out).update(left_out_at=now)
    mail.save(
        update_fields=[
            "attempts",
            "error",
            "try_at",
            "covers",
            "sent_at",
            "parked_at",
            "withheld_at",
            "refused_at",
        ]
    )


def _carried_nothing(mail: Mail) -> bool:
    """Whether it was opened for what might come, and nothing came: no trace of it is needed."""
    return not mail.attempts and not mail.items.exists()


def _refused(mail: Mail, error: SMTPRecipientsRefused, now: datetime) -> None:
    """Note what the server says of an address: for good (5xx, RFC 5321), or for now."""
    code, _ = next(iter(error.recipients.values()), (0, b""))
    _failed(mail, error, now)
    if code >= FOR_GOOD:
        mail.refused_at, mail.parked_at = now, None
        _answered(mail, now)


def came_back(mail: Mail, status: str, now: datetime) -> None:
    """Note that a mail did not arrive after all, as if its address had been refused at once.

    Runs in the caller's transaction, which holds the mail.
    """
    mail.sent_at, mail.refused_at, mail.error = None, now, f"came back: {status}"
    mail.save(update_fields=["sent_at", "refused_at", "error"])
    _answered(mail, now)


def _answered(mail: Mail, refused_at: datetime | None) -> None:
    """Let a person and who administers them see that mail does not arrive, or does again."""
    known = Person.objects.filter(pk=mail.recipient_id, email=mail.recipient.email)
    known.filter(mail_refused_at__isnull=refused_at is not None).update(mail_refused_at=refused_at)


def _failed(mail: Mail, error: Exception, now: datetime) -> None:
    mail.attempts += 1
    mail.error = f"{type(error).__name__}: {error}"[:2000]
    mail.try_at = now + pause_after(mail.attempts)
    if mail.attempts >= LAST_ATTEMPT:
        mail.parked_at = now
    log.warning("mail_failed", mail=str(mail.pk), attempt=mail.attempts)


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
