"""Change how somebody wants to be told; a digest that waits follows at once."""

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
    how(wanted)
    wanted.save()
    digests.reschedule(wanted, now)
    return wanted
