"""Queue anew what did not reach somebody, whose address was corrected."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders.models import GIVEN_UP, QUEUED_ANEW, Mail, Reminder

# What is older is long over, unless its date is still to come.
NEWS_FOR = timedelta(days=30)


def queue_for(person_id: UUID, at: datetime) -> int:
    """Let what was refused or given up leave from a moment on; return how many mails there are.

    Composed anew when they leave, they tell nothing that is settled by then. What is long over
    stays behind, in the inbox only. Of several digests one leaves, with what all of them carried.
    Runs in the caller's transaction.
    """
    now = timezone.now()
    with acting_as(SYSTEM):
        mails = Mail.objects.filter(GIVEN_UP, recipient=person_id).filter(_timely(now))
        # whoever is at one of them just now queues it as well
        rows = list(mails.select_for_update(skip_locked=True).order_by("due_at", "id"))
        *older, last = [row.pk for row in rows if row.sort == Mail.DIGEST] or [None]
        if older:
            carried = Reminder.objects.filter(_fresh(now), mail__in=older)
            carried.update(mail=last)
            Mail.objects.filter(pk__in=older).update(**QUEUED_ANEW, try_at=at, withheld_at=now)
        again = [row.pk for row in rows if row.pk not in older]
        return int(Mail.objects.filter(pk__in=again).update(**QUEUED_ANEW, try_at=at))


def _timely(now: datetime) -> Any:
    return Q(due_at__gte=now - NEWS_FOR) | Exists(
        Reminder.objects.filter(mail=OuterRef("pk"), anchor_on__gte=_day(now))
    )


def _fresh(now: datetime) -> Q:
    return Q(created_at__gte=now - NEWS_FOR) | Q(anchor_on__gte=_day(now))


def _day(now: datetime) -> date:
    return timezone.localdate(now)
