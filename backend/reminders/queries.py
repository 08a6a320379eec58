"""What the clock's work looks like from outside: whether it runs, and what waits."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from backend.api.status import Work
from backend.audit.models import AuditSeal
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reminders.models import Mail, Reminder, Sweep
from backend.workflow.models import Due

# A round starts every minute; this many minutes without one mean that nobody rings the bell.
LATE_AFTER = timedelta(minutes=5)
# Messages are looked for every two seconds, but a full round takes a minute or two.
UNTRIED_AFTER = timedelta(minutes=15)

# So long something may wait before everybody is told that reminders are behind.
A_DAY = timedelta(days=1)


def work(now: datetime | None = None) -> Work:
    """Return whether the clock ticks and how much work waits; reads a few partial indexes."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    with transaction.atomic(), acting_as(SYSTEM):
        last = last_sweep_at()
        coming = Due.objects.filter(wake_on__gt=today).order_by("wake_on")
        mails = _waiting(Mail.objects.unsent().filter(due_at__lte=moment), "due_at")
        alive = OutboxMessage.objects.filter(delivered_at__isnull=True, parked_at__isnull=True)
        messages = _waiting(alive, "created_at")
        return Work(
            last_sweep_at=last,
            sweep_is_late=is_late(last, moment),
            is_behind=is_behind(last, moment),
            stands_still=stands_still(moment),
            next_due_on=coming.values_list("wake_on", flat=True).first(),
            dates_waiting=Due.objects.filter(wake_on__lte=today).count(),
            dates_failing=Due.objects.filter(failing_since__isnull=False).count(),
            mails_waiting=mails["count"],
            mails_parked=_parked(Mail),
            addresses_refused=_addresses_refused(),
            oldest_unsent_mail_at=mails["oldest"],
            messages_waiting=messages["count"],
            messages_parked=_parked(OutboxMessage),
            oldest_undelivered_message_at=messages["oldest"],
            last_seal_on=AuditSeal.objects.order_by("-day").values_list("day", flat=True).first(),
        )


def is_late(last: datetime | None, now: datetime) -> bool:
    """Whether a round should have been done since; where none ever was, whether work waits."""
    if last is not None:
        return last < now - LATE_AFTER
    return Due.objects.filter(wake_on__lt=timezone.localdate(now)).exists()


def stands_still(now: datetime) -> bool:
    """Whether messages between parts are not even tried, though rounds are done."""
    return bool(_untried().filter(due_at__lt=now - UNTRIED_AFTER).exists())


def _untried() -> Any:
    return OutboxMessage.objects.filter(
        delivered_at__isnull=True, parked_at__isnull=True, attempts=0
    )


def _kept_asleep(day: date) -> bool:
    """Whether what was put off until a day, or before it, has not come back."""
    return bool(Reminder.objects.asleep().filter(snoozed_until__lte=day).exists())


def is_behind(last: datetime | None, now: datetime) -> bool:
    """Whether what should have been told has not been, for more than a day.

    No round was done, or rounds are and fail on a date each time, so that nobody hears of it; a
    mail or a message was not tried, what was put off has not come back, or no mail left though one
    waits or was given up. A mail to one address that
    fails while others leave says nothing of the service; nor does what was written just now about
    days that are long past.
    """
    since = now - A_DAY
    if last is not None and last < since:
        return True
    if Due.objects.filter(failing_since__lt=since).exists():
        return True
    if _untried().filter(due_at__lt=since, created_at__lt=since).exists():
        return True
    if _kept_asleep(timezone.localdate(since)):
        return True
    old = Mail.objects.filter(due_at__lt=since, created_at__lt=since)
    waiting = old.unsent()
    untried, some = waiting.filter(attempts=0).exists(), waiting.exists()
    if untried or (some and not _left_since(since)):
        return True
    given_up = old.filter(parked_at__isnull=False).aggregate(newest=Max("due_at"))["newest"]
    return given_up is not None and not _left_since(given_up)


def last_sweep_at() -> datetime | None:
    """Return when the clock last finished a round."""
    rounds = Sweep.objects.filter(finished_at__isnull=False).order_by("-finished_at")
    return rounds.values_list("finished_at", flat=True).first()


def _left_since(moment: datetime) -> bool:
    return bool(Mail.objects.filter(sent_at__gte=moment).exists())


def _addresses_refused() -> int:
    """Return how many people their mail does not reach: who has no account any more needs none."""
    return int(Person.objects.filter(mail_refused_at__isnull=False, is_active=True).count())


def _waiting(rows: Any, since: str) -> dict[str, Any]:
    found: dict[str, Any] = rows.aggregate(count=Count("pk"), oldest=Min(since))
    return found


def _parked(model: Any) -> int:
    count: int = model.objects.filter(parked_at__isnull=False).count()
    return count
