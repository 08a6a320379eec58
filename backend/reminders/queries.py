"""What the clock's work looks like from outside: whether it runs, and what waits."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from backend.api.status import MailFacts, SweepFacts
from backend.audit.models import AuditSeal
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders.models import Mail, Sweep
from backend.workflow.models import Due

# A round starts every minute; this many minutes without one mean that nobody rings the bell.
LATE_AFTER = timedelta(minutes=5)


class Health(NamedTuple):
    """Numbers and moments only: nothing here tells about a subject."""

    last_sweep_at: datetime | None
    sweep_is_late: bool
    next_due_on: date | None
    dates_waiting: int
    mails_waiting: int
    mails_parked: int
    oldest_unsent_mail_at: datetime | None
    messages_waiting: int
    messages_parked: int
    oldest_undelivered_message_at: datetime | None
    last_seal_on: date | None


def health(now: datetime | None = None) -> Health:
    """Return whether the clock ticks and how much work waits; reads a few partial indexes."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    with transaction.atomic(), acting_as(SYSTEM):
        last = last_sweep_at()
        waiting = Due.objects.filter(wake_on__lte=today).count()
        coming = Due.objects.filter(wake_on__gt=today).order_by("wake_on")
        mails = mail_facts(moment)
        alive = OutboxMessage.objects.filter(delivered_at__isnull=True, parked_at__isnull=True)
        messages = _waiting(alive)
        seal = AuditSeal.objects.order_by("-day").values_list("day", flat=True).first()
        return Health(
            last_sweep_at=last,
            sweep_is_late=is_late(last, moment),
            next_due_on=coming.values_list("wake_on", flat=True).first(),
            dates_waiting=waiting,
            mails_waiting=mails.backlog,
            mails_parked=mails.parked,
            oldest_unsent_mail_at=mails.oldest_at,
            messages_waiting=messages["count"],
            messages_parked=_parked(OutboxMessage),
            oldest_undelivered_message_at=messages["oldest"],
            last_seal_on=seal,
        )


def is_late(last: datetime | None, now: datetime) -> bool:
    """Whether a round should have been done since; where none ever was, whether work waits."""
    if last is not None:
        return last < now - LATE_AFTER
    return Due.objects.filter(wake_on__lt=timezone.localdate(now)).exists()


def sweep_facts() -> SweepFacts:
    """Return what the status says of the rounds; reads as the caller does."""
    last = last_sweep_at()
    return SweepFacts(last, late=is_late(last, timezone.now()))


def mail_facts(now: datetime | None = None) -> MailFacts:
    """Return what the status says of the mails that are due; reads as the caller does."""
    due = Mail.objects.unsent().filter(due_at__lte=now or timezone.now())
    waiting = due.aggregate(count=Count("pk"), oldest=Min("due_at"))
    return MailFacts(waiting["count"], waiting["oldest"], _parked(Mail))


def last_sweep_at() -> datetime | None:
    """Return when the clock last finished a round."""
    rounds = Sweep.objects.filter(finished_at__isnull=False).order_by("-finished_at")
    return rounds.values_list("finished_at", flat=True).first()


def _waiting(rows: Any) -> dict[str, Any]:
    found: dict[str, Any] = rows.aggregate(count=Count("pk"), oldest=Min("created_at"))
    return found


def _parked(model: Any) -> int:
    count: int = model.objects.filter(parked_at__isnull=False).count()
    return count
