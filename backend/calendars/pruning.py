"""What an address was told is forgotten once no program can ask for it any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.calendars import deadlines
from backend.calendars.models import CalendarEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK

# It is told for a month that something is gone. A program that was not opened for longer gets the
# whole calendar without it; what comes back within the year goes on counting where it was.
KEPT = timedelta(days=365)
# More than this in one round waits for the next one.
AT_ONCE = 1000


def forget_cancelled(now: datetime) -> int:
    """Forget what was cancelled, or is past, for a year; return how many entries that were."""
    before = now - KEPT
    with transaction.atomic(), acting_as(CLOCK):
        rows = CalendarEntry.objects.filter(
            Q(cancelled_at__lt=before)
            | Q(starts_at__lt=before)
            | deadlines.looking_ahead() & Q(day__lt=timezone.localdate(before))
        ).select_for_update(skip_locked=True)
        ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
        return CalendarEntry.objects.filter(pk__in=ids).delete()[0] if ids else 0
