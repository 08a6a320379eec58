"""Who asks, for whom, of which side: the actor from which every rule starts.

An actor is a snapshot for one day. It holds no secrets and makes no queries: `actor_for` reads the
affiliations and memberships that are valid on that day, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from json import loads
from typing import Final, Literal, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.parties.audiences import (
    ADMINISTRATION,
    PRIVATE,
    PUBLIC,
    audience_of_negotiators,
    audience_of_organisation,
    audience_of_person,
    audiences_of_seat,
)
from backend.parties.kinds import Capacity, Function, Side
from backend.parties.models import Person
from backend.reference.prepared import rows_of

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
    keeps_mandates: bool

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
    def words(self) -> list[str]:
        """The audiences in a fixed order, the most common one first."""
        return _in_order(self.audiences)

    @property
    def dossier_words(self) -> list[str]:
        """Those of the words that a row of a bargaining table can carry, in the same order."""
        return _of_dossiers(self.audiences)

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


@lru_cache(maxsize=1024)
def _in_order(audiences: frozenset[str]) -> list[str]:
    return sorted(audiences, key=lambda word: (word != PUBLIC, word))


@lru_cache(maxsize=1024)
def _of_dossiers(audiences: frozenset[str]) -> list[str]:
    return [word for word in _in_order(audiences) if not word.startswith(PRIVATE)]


ANONYMOUS = Actor(kind="anonymous", name="")
CLOCK = Actor(kind="clock", name="tijdbewaker")
SYSTEM = Actor(kind="system", name="systeem")


# Behind every request, so by hand, prepared, and in a form that tells at a glance whether anything
# has changed: `{person}` and `{day}` are for who asks.  What an organisation is stands there once,
# however many tables it sits at: to write it down takes longer than to find it.
PLACES: Final = """
select coalesce(json_agg(json_build_array(
    o.id, o.key, o.name, o.kind, o.side, a.function, a.keeps_mandates, (
        select coalesce(json_agg(json_build_array(
            m.id, m.bargaining_table_id, m.capacity,
            m.valid_until is null or m.valid_until >= {day}) order by m.id), '[]')
        from parties_membership m
        join parties_bargainingtable t on t.id = m.bargaining_table_id
        where m.organisation_id = o.id and m.valid_from <= {day}
            and (m.valid_until is null or m.valid_until >= {day} or m.valid_until = t.closes_on)
    )) order by o.name, o.id), '[]')::text
from parties_affiliation a
join parties_organisation o on o.id = a.organisation_id
where a.person_id = {person}
    and a.valid_from <= {day} and (a.valid_until is null or a.valid_until >= {day})
"""
_PLACES = PLACES.format(person="$1::uuid", day="$2::date")
_PLACES_OF_MANY = f"""
select p.id, ({PLACES.format(person="p.id", day="$2::date")}) from unnest($1::uuid[]) as p (id)
"""  # noqa: S608 (a constant)


class Places(NamedTuple):
    """What `PLACES` told of a person on a day."""

    day: date
    text: str


def actor_for(person: Person, on: date | None = None, places: Places | None = None) -> Actor:
    """Return the actor that `person` is on a day (default: today in the Netherlands).

    One query, whatever the number of tables; none where `places` were read with the person. An
    inactive person gets no seats, and an administrator none whatever the rows say: who decides who
    sits where never sits there.
    """
    day = on or timezone.localdate()
    if not person.is_active or person.is_administrator:
        places = Places(day, "[]")
    elif places is None or places.day != day:
        places = Places(day, rows_of(_PLACES, [person.pk, day])[0][0])
    offices, seats, audiences = _rights(person.pk, places.text)
    if person.is_administrator and person.is_active:
        audiences |= {ADMINISTRATION}
    return Actor(
        kind="person",
        id=person.pk,
        name=person.name,
        email=person.email,
        language=person.language,
        is_administrator=person.is_administrator,
        offices=offices,
        seats=seats,
        audiences=audiences,
    )


def actors_for(people: Iterable[Person], on: date) -> dict[UUID, Actor]:
    """Return the actors that these people are on a day, by person: one query for all of them."""
    known = {person.pk: person for person in people}
    places: dict[UUID, str] = dict(rows_of(_PLACES_OF_MANY, [list(known), on])) if known else {}
    return {key: actor_for(known[key], on, Places(on, places[key])) for key in known}


@lru_cache(maxsize=1024)
def _rights(
    person_id: UUID, places: str
) -> tuple[tuple[Office, ...], tuple[Seat, ...], frozenset[str]]:
    """Return offices by name, seats from the oldest to the newest, and what they open.

    A seat that was held until its table closed opens what it did, and is no seat any more. Kept for
    as long as the database tells the same; it is asked every time.
    """
    offices: dict[UUID, Office] = {}
    seats: dict[UUID, Seat] = {}
    kept: list[Seat] = []
    for organisation_id, *about, memberships in loads(places):
        key = UUID(organisation_id)
        office = offices.setdefault(key, Office(key, *about))
        for membership_id, table_id, capacity, sits in memberships:
            seat = Seat(UUID(table_id), capacity, office)
            kept.append(seat)
            if sits:
                seats[UUID(membership_id)] = seat
    found = tuple(seats[key] for key in sorted(seats))
    return tuple(offices.values()), found, _audiences(person_id, offices.values(), kept)


def _audiences(person_id: UUID, offices: Iterable[Office], seats: Iterable[Seat]) -> frozenset[str]:
    words = {PUBLIC, audience_of_person(person_id)}
    words |= {
        audience_of_organisation(o.organisation_id)
        for o in offices
        if o.negotiates or o.keeps_mandates
    }
    words |= {audience_of_negotiators(o.organisation_id) for o in offices if o.negotiates}
    for seat in seats:
        words |= audiences_of_seat(
            seat.bargaining_table_id,
            seat.capacity,
            seat.office.side,
            seat.office.function,
        )
    return frozenset(words)
