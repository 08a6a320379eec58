"""When somebody's digest comes: always on the same day and hour in the Netherlands."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from backend.parties.kinds import Function
from backend.parties.models import Affiliation, Membership, Person
from backend.reminders import envelopes
from backend.reminders.models import Mail, Preferences, Rhythm

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
# So many digests are opened in one round at most: a round must not take long.
MOST = 1000


def next_after(moment: datetime, wanted: Preferences) -> datetime | None:
    """Return when the first digest after a moment comes; None for who wants none.

    The hour is that of the clock on the wall. One that is skipped in spring is taken an hour later;
    of one that comes twice in autumn it is the first.
    """
    if wanted.digest_every == Rhythm.NEVER:
        return None
    day = moment.astimezone(NETHERLANDS).date()
    if wanted.digest_every == Rhythm.WEEK:
        day += timedelta(days=(wanted.digest_day - day.isoweekday()) % 7)
    step = timedelta(days=7 if wanted.digest_every == Rhythm.WEEK else 1)
    while (comes := _on(day, wanted.digest_hour)) <= moment:
        day += step
    return comes


def _on(day: date, hour: int) -> datetime:
    """Return the moment; in UTC, where an hour that was skipped or came twice is no exception."""
    return datetime.combine(day, time(hour), NETHERLANDS).astimezone(UTC)


def preferences_of(people: Iterable[UUID]) -> dict[UUID, Preferences]:
    """Return what these people chose, by person; the defaults for who never did."""
    wanted = set(people)
    chosen = Preferences.objects.in_bulk(list(wanted))
    return {key: chosen.get(key) or Preferences(person_id=key) for key in wanted}


def open_all(now: datetime, only: UUID | None = None) -> int:
    """See to it that a digest waits for everybody who acts at a table; return how many it opened.

    Or for one person only. At most `MOST` of them: where it opened so many, more may be missing.

    Also for who has nothing to be told yet: the dates of the week are looked up when it is sent.
    Whoever sits nowhere has no dates; what else is written to them opens a digest by itself.
    """
    day = timezone.localdate(now)
    sits = Membership.objects.valid_on(day).filter(organisation=OuterRef("organisation"))
    acts = Affiliation.objects.valid_on(day).filter(
        Exists(sits), person=OuterRef("pk"), function=Function.NEGOTIATOR
    )
    waits = Mail.objects.filter(recipient=OuterRef("pk"), key=Mail.DIGEST, closed_at__isnull=True)
    unwanted = Preferences.objects.filter(person=OuterRef("pk"), digest_every=Rhythm.NEVER)
    people = Person.objects.filter(
        Exists(acts), ~Exists(waits), ~Exists(unwanted), is_active=True, is_administrator=False
    )
    if only is not None:
        people = people.filter(pk=only)
    keys = list(people.order_by("pk").values_list("pk", flat=True)[:MOST])
    if not keys:
        return 0
    chosen = preferences_of(keys)
    drafts = [
        envelopes.Draft(key, Mail.DIGEST, Mail.DIGEST, comes)
        for key in keys
        if (comes := next_after(now, chosen[key])) is not None
    ]
    envelopes.opened(drafts)
    return len(drafts)


def reschedule(wanted: Preferences, now: datetime) -> None:
    """Let somebody's digest come when they want it by now, or not at all; open it if none is.

    One that is due already leaves as it is. So does one that would come later than a date of which
    it tells: the one after that comes when they want it. Runs in the caller's transaction.
    """
    comes = next_after(now, wanted)
    if comes is None:
        _waiting_for(wanted.person_id).update(closed_at=now, withheld_at=now)
        return
    waits = _waiting_for(wanted.person_id).select_for_update().first()
    if waits is None:
        open_all(now, only=wanted.person_id)
    elif waits.due_at > now and not _would_miss(waits, comes):
        waits.due_at = waits.try_at = comes
        waits.save(update_fields=["due_at", "try_at"])


def comes_next(wanted: Preferences, now: datetime) -> datetime | None:
    """Return when somebody's next digest comes; None for who wants none."""
    comes = next_after(now, wanted)
    if comes is None:
        return None
    waits = _waiting_for(wanted.person_id).filter(due_at__gt=now).first()
    return comes if waits is None else waits.due_at


def _waiting_for(person: UUID) -> Any:
    return Mail.objects.filter(recipient=person, key=Mail.DIGEST, closed_at__isnull=True)


def _would_miss(digest: Mail, comes: datetime) -> bool:
    """Whether a date of which a digest tells is gone if it only comes then."""
    first, until = timezone.localdate(digest.due_at), timezone.localdate(comes)
    rows = digest.items.exclude(deadline="")
    return bool(rows.filter(anchor_on__gte=first, anchor_on__lt=until).exists())
