"""Who asks, for whom, of which side: the actor from which every rule starts.

An actor is a snapshot for one day. It holds no secrets and makes no queries: `actor_for` reads the
affiliations and memberships that are valid on that day, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.utils import timezone

from backend.parties.audiences import (
    PUBLIC,
    audience_of_organisation,
    audience_of_person,
    audiences_of_seat,
)
from backend.parties.kinds import Capacity, Function, Side
from backend.parties.models import Affiliation, Membership, Person

ActorKind = Literal["person", "client", "clock", "system", "anonymous"]


@dataclass(frozen=True, slots=True)
class Office:
    """An actor's place in one organisation."""

    organisation_id: UUID
    organisation_key: str
    organisation_name: str
    kind: str
    side: str
    function: str

    @property
    def negotiates(self) -> bool:
        """Whether the holder acts for the organisation, and is not only a member of it."""
        return self.function == Function.NEGOTIATOR


@dataclass(frozen=True, slots=True)
class Seat:
    """An office at one bargaining table, in one capacity."""

    bargaining_table_id: UUID
    capacity: str
    office: Office

    @property
    def is_party(self) -> bool:
        """Whether this seat negotiates for a party (an employer or union side) of the table."""
        return (
            self.capacity == Capacity.PARTY
            and self.office.negotiates
            and self.office.side in (Side.EMPLOYER, Side.UNION)
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts. `audiences` is all that it may read."""

    kind: ActorKind
    name: str
    id: UUID | None = None
    email: str = ""
    language: str = "nl"
    is_administrator: bool = False
    offices: tuple[Office, ...] = ()
    seats: tuple[Seat, ...] = ()
    audiences: frozenset[str] = frozenset({PUBLIC})

    @property
    def sees_everything(self) -> bool:
        """Only the clock and the system; never a person, whatever their role."""
        return self.kind in ("clock", "system")

    def seats_at(self, bargaining_table_id: UUID | None) -> tuple[Seat, ...]:
        """Return this actor's seats at one table (none for no table)."""
        return tuple(s for s in self.seats if s.bargaining_table_id == bargaining_table_id)

    def office_in(self, organisation_id: UUID | None) -> Office | None:
        """Return this actor's place in an organisation, if any."""
        return next((o for o in self.offices if o.organisation_id == organisation_id), None)


ANONYMOUS = Actor(kind="anonymous", name="")
CLOCK = Actor(kind="clock", name="tijdbewaker")
SYSTEM = Actor(kind="system", name="systeem")


def actor_for(person: Person, on: date | None = None) -> Actor:
    """Return the actor that `person` is on a day (default: today in the Netherlands).

    Three queries at most, whatever the number of tables. An inactive person gets no seats.
    """
    day = on or timezone.localdate()
    offices = _offices(person, day) if person.is_active else ()
    seats = _seats(offices, day)
    return Actor(
        kind="person",
        id=person.pk,
        name=person.name,
        email=person.email,
        language=person.language,
        is_administrator=person.is_administrator,
        offices=offices,
        seats=seats,
        audiences=_audiences(person.pk, offices, seats),
    )


def _offices(person: Person, day: date) -> tuple[Office, ...]:
    rows = Affiliation.objects.valid_on(day).filter(person=person).select_related("organisation")
    return tuple(
        Office(
            row.organisation_id,
            row.organisation.key,
            row.organisation.name,
            row.organisation.kind,
            row.organisation.side,
            row.function,
        )
        for row in rows.order_by("organisation__name")
    )


def _seats(offices: tuple[Office, ...], day: date) -> tuple[Seat, ...]:
    if not offices:
        return ()
    by_organisation = {office.organisation_id: office for office in offices}
    rows = Membership.objects.valid_on(day).filter(organisation__in=by_organisation)
    return tuple(
        Seat(row.bargaining_table_id, row.capacity, by_organisation[row.organisation_id])
        for row in rows.order_by("id")
    )


def _audiences(person_id: UUID, offices: Iterable[Office], seats: Iterable[Seat]) -> frozenset[str]:
    words = {PUBLIC, audience_of_person(person_id)}
    words |= {audience_of_organisation(o.organisation_id) for o in offices if o.negotiates}
    for seat in seats:
        words |= audiences_of_seat(
            seat.bargaining_table_id,
            seat.capacity,
            seat.office.side,
            seat.office.function,
        )
    return frozenset(words)
