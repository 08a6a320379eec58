"""Who may send a signal about what, and who receives it. Reads as the current reading context."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity, OrganisationKind
from backend.parties.models import Membership
from backend.signals.kinds import SUBJECTS
from backend.signals.models import Message
from backend.workflow import registry

SENDERS = (Capacity.PARTY, Capacity.PARTICIPANT, Capacity.WORKS_COUNCIL)


def sending_offices(actor: Actor, subject: Any) -> list[Office]:
    """Return for which organisations the actor may signal about a dossier, its members included.

    They sit at its table, or are the works council of an employer who does. None about what only
    one side may know of: the secretariat could not even read what it is about.
    """
    if subject.kind not in SUBJECTS or subject.visibility == Visibility.SIDE_PRIVATE:
        return []
    seats = actor.seats_at(subject.bargaining_table_id)
    found = [seat.office for seat in seats if seat.capacity in SENDERS]
    councils = [o for o in actor.offices if o.kind == OrganisationKind.WORKS_COUNCIL]
    if not found and councils:
        found = _of_seated_employers(councils, subject.bargaining_table_id)
    return list(dict.fromkeys(found))


def _of_seated_employers(councils: list[Office], table_id: UUID | None) -> list[Office]:
    here = Membership.objects.valid_on(timezone.localdate()).filter(
        bargaining_table_id=table_id,
        organisation__bodies__in=[council.organisation_id for council in councils],
    )
    theirs = set(here.values_list("organisation__bodies", flat=True))
    return [council for council in councils if council.organisation_id in theirs]


def secretariat_of(subject: Any, on: date) -> UUID | None:
    """Return the organisation that keeps the dossier's table on a day, if any does."""
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table_id=subject.bargaining_table_id, capacity=Capacity.SECRETARIAT
    )
    found: UUID | None = seats.order_by("pk").values_list("organisation_id", flat=True).first()
    return found


def kept_tables(actor: Actor) -> list[UUID]:
    """Return the tables that the actor keeps today as their secretariat."""
    return [
        seat.bargaining_table_id
        for seat in actor.seats
        if seat.capacity == Capacity.SECRETARIAT and seat.office.negotiates
    ]


def subject_of(kind: str, subject_id: UUID, actor: Actor) -> Any:
    """Return what a signal is about, or None where the actor may not see it."""
    if kind not in SUBJECTS:
        return None
    return registry.model_of(kind).objects.visible_to(actor).filter(pk=subject_id).first()


def with_titles(rows: Iterable[Message], actor: Actor) -> Sequence[Any]:
    """Tell of each what it is about, as far as the reader may see that."""
    found = list(rows)
    known: dict[UUID, str] = {}
    for kind in {row.subject_kind for row in found}:
        ids = [row.subject_id for row in found if row.subject_kind == kind]
        subjects = registry.model_of(kind).objects.visible_to(actor).filter(pk__in=ids)
        known |= {subject.pk: subject.caption for subject in subjects}
    for row in found:
        row.title = known.get(row.subject_id, "")
    return found
