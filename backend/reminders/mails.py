"""Send the mails that are queued: at least once, each with a Message-ID that never changes.

A mail that is being sent is locked. When the process that sends it dies, the database lets go of
the row and the mail is simply still unsent: another one sends it, perhaps for the second time,
under the same Message-ID, with nothing new in it but how things stand. A mail server that cannot be
reached, or lets nobody through, costs no attempt: the queue waits.
"""

import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import contents, messages, refusals
from backend.reminders.models import GIVEN_UP, QUEUED_ANEW, Mail

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
# Five days after the first one: RFC 5321 (4.5.4.1) asks for four or five.
LAST_ATTEMPT = 29

log = structlog.get_logger(__name__)


def send_due(now: datetime | None = None, *, patience: timedelta | None = None) -> int:
    """Send what is queued and due; return how many mails were dealt with.

    With `patience`, what is left after that time waits for the next call.
    """
    moment = now or timezone.now()
    began = time.monotonic()
    until = began + patience.total_seconds() if patience else None
    if not waiting(moment):
        return 0
    mailer = get_connection()
    dealt_with = 0
    try:
        while (until is None or time.monotonic() < until) and _reachable(mailer):
            # what was first in one call is to be seen later
            at = moment + timedelta(seconds=time.monotonic() - began)
            goes_on = _send_one(mailer, moment, at)
            if goes_on is None:
                break
            dealt_with += 1
            if not goes_on:
                break
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
        given_up = Mail.objects.filter(GIVEN_UP)
        count: int = given_up.update(**QUEUED_ANEW, try_at=timezone.now())
        return count


def pause_after(attempts: int) -> timedelta:
    """Return the rest after the n-th failed attempt: doubling, six hours at most."""
    doubled: timedelta = FIRST_PAUSE * 2 ** max(attempts - 1, 0)
    return min(doubled, LONGEST_PAUSE)


def _send_one(mailer: Any, now: datetime, at: datetime) -> bool | None:
    """Deal with the mail that waits longest; None where none does.

    Returns whether the server may take the next one. The mail is closed first, for good: what it
    may have said to somebody already, it does not grow from.
    """
    with transaction.atomic(), acting_as(SYSTEM):
        due = _next(Mail.objects.unsent().filter(try_at__lte=now))
        if due is None:
            return None
        if due.closed_at is None:
            due.closed_at = now
            due.save(update_fields=["closed_at"])
    with transaction.atomic(), acting_as(SYSTEM):
        mail = _next(Mail.objects.unsent().filter(pk=due.pk))
        # else somebody else was quicker
        return True if mail is None else _deal_with(mailer, mail, now, at)


def _next(mails: Any) -> Mail | None:
    locked = mails.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
    found: Mail | None = locked.order_by("sort", "try_at", "id").first()
    return found


def _deal_with(mailer: Any, mail: Mail, now: datetime, at: datetime) -> bool:
    """Send a mail with what it has to say by now, or withhold it where that is nothing.

    Returns whether the server may take the next one.
    """
    goes_on = True
    try:
        with transaction.atomic():
            says = contents.of(mail, now)
        if says.is_empty and _carried_nothing(mail):
            mail.delete()
            return goes_on
        if says.is_empty:
            mail.withheld_at = now
        else:
            mailer.send_messages([messages.of(mail, says)])
            mail.sent_at = at
            refusals.took(mail)
        mail.error = ""
        mail.attempts += 1
    except Exception as error:  # noqa: BLE001 (it may fail in any way; the others must leave)
        _let_go(mailer)
        goes_on = _failed(mail, error, now, at)
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
            "doubted_at",
        ]
    )
    return goes_on


def _carried_nothing(mail: Mail) -> bool:
    """Whether it was opened for what might come, and nothing came: no trace of it is needed."""
    return not mail.attempts and not mail.items.exists()


def _failed(mail: Mail, error: Exception, now: datetime, at: datetime) -> bool:
    """Note that a mail was not taken; return whether the server may take the next one."""
    mail.error = f"{type(error).__name__}: {error}"[:2000]
    verdict = refusals.judge(mail, error)
    if verdict is refusals.Verdict.SERVER:
        return _waits(mail, now, at)
    mail.attempts += 1
    mail.try_at = now + pause_after(mail.attempts)
    if verdict is refusals.Verdict.ADDRESS:
        refusals.refuse(mail, at)
    elif mail.attempts >= LAST_ATTEMPT:
        mail.parked_at = now
    log.warning("mail_failed", mail=str(mail.pk), attempt=mail.attempts)
    return True


def _waits(mail: Mail, now: datetime, at: datetime) -> bool:
    """Let a mail rest that is not to blame; return whether the server may take the next one."""
    nobody = refusals.refuses_everybody(mail)
    if nobody:
        refusals.take_back(at)
    mail.doubted_at = mail.doubted_at or at
    mail.try_at = now + refusals.REST
    log.warning("mail_server_refuses", mail=str(mail.pk), everybody=nobody, why=mail.error)
    return not nobody


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
