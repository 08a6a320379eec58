"""Change how somebody wants to be told; a digest that waits follows where its hour changed."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from backend.reminders import digests
from backend.reminders.models import Preferences


def change(person_id: UUID, how: Callable[[Preferences], None], now: datetime) -> Preferences:
    """Let `how` change somebody's preferences, and store them. Runs in the caller's transaction.

    Two who change them at once come one after the other.
    """
    Preferences.objects.bulk_create([Preferences(person_id=person_id)], ignore_conflicts=True)
    wanted: Preferences = Preferences.objects.select_for_update().get(person_id=person_id)
    before = _rhythm(wanted)
    how(wanted)
    wanted.save()
    if _rhythm(wanted) != before:
        digests.reschedule(wanted, now)
    return wanted


def _rhythm(wanted: Preferences) -> tuple[str, int, int]:
    return wanted.digest_every, wanted.digest_day, wanted.digest_hour
