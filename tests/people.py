"""Named people of two sides, and outsiders, around one bargaining table.

Success and refusal share this arrangement: Wil (employers) and Vera (union) may, Bram (the other
union) is on Vera's side, Otto (works council) reads what the parties read, Sanne keeps the table,
Lies watches for the government, Ada administers and Nick belongs to nothing.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, actor_for
from backend.parties.kinds import SIDE_OF_KIND, Act, Capacity, Function, OrganisationKind
from backend.parties.models import (
    Affiliation,
    BargainingTable,
    Mandate,
    Membership,
    Organisation,
    Person,
)

LONG_AGO = date(2020, 1, 1)
EVERY_ACT = [act.value for act in Act]


def organisation(key: str, kind: str, **fields: object) -> Organisation:
    """An organisation named after its key, on the side of its kind."""
    return Organisation.objects.create(
        key=key, name=key.replace("-", " ").title(), kind=kind, side=SIDE_OF_KIND[kind], **fields
    )


def person(name: str, *at: Organisation, function: str = Function.NEGOTIATOR) -> Person:
    """A person who works for these organisations."""
    somebody = Person.objects.create_user(f"{name}@example.org", name=name.title())
    for each in at:
        Affiliation.objects.create(
            person=somebody, organisation=each, function=function, valid_from=LONG_AGO
        )
    return somebody


def seat(table: BargainingTable, at: Organisation, capacity: str, **dates: date) -> Membership:
    """A seat at the table."""
    return Membership.objects.create(
        bargaining_table=table,
        organisation=at,
        capacity=capacity,
        **{"valid_from": LONG_AGO, **dates},
    )


def mandate(somebody: Person, at: Organisation, acts: list[str] | None = None, **dates: date):
    """A mandate for everything, unless it says less. Written by the organisation itself."""
    with acting_as(actor_for(somebody)):
        return Mandate.objects.create(
            person=somebody,
            person_name=somebody.name,
            organisation=at,
            acts=EVERY_ACT if acts is None else acts,
            granted_by="Bestuur",
            **{"valid_from": LONG_AGO, **dates},
        )


@dataclass
class Circle:
    """A table, its organisations by key, its people by name."""

    table: BargainingTable
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, name: str, on: date | None = None) -> Actor:
        """The actor that a person is today, or on another day."""
        return actor_for(self.people[name], on)

    def __getattr__(self, name: str) -> Actor:
        if name in self.__dict__.get("people", {}):
            return self.actor(name)
        raise AttributeError(name)


_SEATS = (
    ("werkgevers", OrganisationKind.EMPLOYERS_ASSOCIATION, Capacity.PARTY, "wil"),
    ("bond-een", OrganisationKind.UNION, Capacity.PARTY, "vera"),
    ("bond-twee", OrganisationKind.UNION, Capacity.PARTY, "bram"),
    ("raad", OrganisationKind.WORKS_COUNCIL, Capacity.WORKS_COUNCIL, "otto"),
    ("secretariaat", OrganisationKind.JOINT_SECRETARIAT, Capacity.SECRETARIAT, "sanne"),
    ("ministerie", OrganisationKind.GOVERNMENT_LIAISON, None, "lies"),
)


def a_circle(key: str = "tafel") -> Circle:
    """A table with everybody at it, mandates included."""
    circle = Circle(BargainingTable.objects.create(key=key, name=f"Cao-tafel {key}"))
    for name, kind, capacity, who in _SEATS:
        prefix = "" if key == "tafel" else f"{key}-"
        at = organisation(prefix + name, kind)
        circle.organisations[name] = at
        circle.people[who] = person(prefix + who, at)
        if capacity is not None:
            seat(circle.table, at, capacity)
        if capacity == Capacity.PARTY:
            mandate(circle.people[who], at)
    prefix = "" if key == "tafel" else f"{key}-"
    circle.people["nick"] = person(f"{prefix}nick")
    circle.people["ada"] = Person.objects.create_user(
        f"{prefix}ada@example.org", name="Ada", is_administrator=True
    )
    return circle


def days(number: int) -> date:
    """The day that many days from today."""
    return timezone.localdate() + timedelta(days=number)
