"""Keep for an organisation what it could read at a table, when its seat there ends.

It reads nothing of what follows, and keeps what it was entitled to before. What its former side
writes for itself stays with that side.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.copies.contents import body_of
from backend.copies.models import DossierCopy
from backend.parties.actors import SYSTEM, Actor
from backend.parties.audiences import PUBLIC, audience_of_organisation, audiences_of_seat
from backend.parties.kinds import Function
from backend.parties.models import Membership
from backend.workflow import registry

# After a longer outage of the clock an ended seat is no longer looked at.
LOOK_BACK = timedelta(days=60)


def keep(seat: Membership, until: datetime, only: Collection[UUID] | None = None) -> int:
    """Copy every dossier of the table that this seat could read; return how many.

    `until` is the moment at which its rights ended: what came later is not in a copy. Nothing is
    copied twice for one seat. With `only` just these: the seat stays, and they go elsewhere. In a
    transaction of its own, or in the caller's.
    """
    reader = _reader(seat)
    made = 0
    with transaction.atomic(), acting_as(SYSTEM):
        there = set(DossierCopy.objects.filter(seat=seat).values_list("subject_id", flat=True))
        for kind in registry.kinds():
            rows = registry.model_of(kind).objects.visible_to(reader)
            for subject in rows.filter(bargaining_table=seat.bargaining_table_id):
                if subject.pk not in there and (only is None or subject.pk in only):
                    made += _copy(subject, seat, reader, until, seat_ended=only is None)
    return made


def keep_for_ended_seats(now: datetime) -> int:
    """Copy for every seat whose last day is over; return how many dossiers were copied.

    A seat that another one of the same organisation takes over loses nothing, and one that ended
    with its table reads on: they are left alone.
    """
    today = timezone.localdate(now)
    sits_on = Membership.objects.valid_on(today).filter(
        bargaining_table=OuterRef("bargaining_table"), organisation=OuterRef("organisation")
    )
    copied = DossierCopy.objects.filter(seat=OuterRef("pk"), seat_ended=True)
    ended = Membership.objects.filter(
        valid_until__lt=today, valid_until__gte=today - LOOK_BACK
    ).exclude(Exists(sits_on) | Q(valid_until=F("bargaining_table__closes_on")))
    with acting_as(SYSTEM):
        left = list(ended.exclude(Exists(copied)).order_by("id"))
    return sum(keep(seat, _end_of(seat)) for seat in left)


def _copy(
    subject: Any, seat: Membership, reader: Actor, until: datetime, *, seat_ended: bool
) -> bool:
    with acting_as(reader):
        body = body_of(subject, reader, until)
    if not body["entries"]:
        return False  # it was put on the table later
    agreement = getattr(subject, "agreement", None)
    copy = DossierCopy(
        seat=seat,
        organisation_id=seat.organisation_id,
        bargaining_table_id=seat.bargaining_table_id,
        subject_kind=subject.kind,
        subject_id=subject.pk,
        title=_caption_at(subject, until),
        part_of=_caption_at(agreement, until) if agreement else "",
        state=_state_in(body),
        ended_on=timezone.localdate(until - timedelta(microseconds=1)),
        seat_ended=seat_ended,
    )
    copy.fill(body)
    copy.save(force_insert=True)
    return True


def _caption_at(subject: Any, until: datetime) -> str:
    """Return what it was called at that moment: what the first line after it says was before."""
    later = AuditEntry.objects.filter(
        subject_id=subject.pk, at__gte=until, facts__has_key="caption"
    )
    entry = later.order_by("at", "id").first()
    was: str = entry.facts["caption"]["from"] if entry else subject.caption
    return was


def _state_in(body: dict[str, Any]) -> str:
    """Return where it stood by the last line that says so: never where it stands by now."""
    states: list[str] = [entry["to"] for entry in body["entries"] if entry["to"]]
    return states[-1] if states else ""


def _reader(seat: Membership) -> Actor:
    """Return whoever negotiated for this organisation, as far as its side has no secrets."""
    side = seat.organisation.side
    words = audiences_of_seat(seat.bargaining_table_id, seat.capacity, side, Function.NEGOTIATOR)
    words = {word for word in words if not word.startswith("side:")}
    own = audience_of_organisation(seat.organisation_id)
    return Actor(kind="anonymous", name="", audiences=frozenset({PUBLIC, own, *words}))


def _end_of(seat: Membership) -> datetime:
    day = seat.valid_until
    if day is None:
        raise ValueError("a seat without an end has lost nothing")
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
