"""Whom to write to: from the names of circles to organisations, and from those to people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from backend.parties.kinds import Capacity, Function
from backend.parties.models import Affiliation, Membership, Person

# Circles that every bargaining table has; all others are known to the kind of subject.
CAPACITIES = {"parties": Capacity.PARTY, "secretariat": Capacity.SECRETARIAT}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to, and the organisation for whose sake."""

    person: Person
    organisation: str


class Place(NamedTuple):
    """An organisation's seat at a table."""

    organisation_id: UUID
    side: str
    capacity: str


class Around:
    """Who is around these subjects on a day: whatever is asked, is asked once for all of them.

    Asked when it is first needed, in the reading context of then.
    """

    def __init__(self, subjects: Collection[Any], on: date) -> None:
        self.on = on
        self._of_kind: dict[str, list[Any]] = defaultdict(list)
        for subject in subjects:
            self._of_kind[subject.kind].append(subject)
        self._circles: dict[tuple[str, str], dict[UUID, set[UUID]]] = {}

    def organisations(self, subject: Any, circles: Iterable[str]) -> set[UUID]:
        """Return the organisations that are in any of these circles of one of the subjects."""
        names = set(circles)
        found: set[UUID] = set()
        for name in names - CAPACITIES.keys():
            found |= self._circle(subject.kind, name)[subject.pk]
        capacities = {CAPACITIES[name] for name in names & CAPACITIES.keys()}
        if capacities:
            seats = self.seats_at(subject.bargaining_table_id)
            found |= {seat.organisation_id for seat in seats if seat.capacity in capacities}
        return found

    def seats_at(self, bargaining_table_id: UUID | None) -> list[Place]:
        """Return who sits at the table of one of the subjects (nobody at no table)."""
        return self._seats.get(bargaining_table_id, [])

    def _circle(self, kind: str, name: str) -> dict[UUID, set[UUID]]:
        known = self._circles.get((kind, name))
        if known is None:
            these = self._of_kind[kind]
            known = type(these[0]).circles_of(these, name)
            self._circles[kind, name] = known
        return known

    @cached_property
    def _seats(self) -> dict[UUID | None, list[Place]]:
        tables = {each.bargaining_table_id for all_ in self._of_kind.values() for each in all_}
        rows = Membership.objects.valid_on(self.on).filter(bargaining_table__in=tables - {None})
        found: dict[UUID | None, list[Place]] = defaultdict(list)
        for table, *place in rows.values_list(
            "bargaining_table_id", "organisation_id", "organisation__side", "capacity"
        ):
            found[table].append(Place(*place))
        return found


def organisations_of(subject: Any, circles: Iterable[str], on: date) -> set[UUID]:
    """Return the organisations that are in any of these circles of the subject on a day."""
    return Around([subject], on).organisations(subject, circles)


def negotiators_of(organisations: Iterable[UUID], on: date) -> list[Recipient]:
    """Return who acts for these organisations on a day; each person once, whatever their ties."""
    ties = (
        Affiliation.objects.valid_on(on)
        .filter(
            organisation__in=list(organisations),
            function=Function.NEGOTIATOR,
            person__is_active=True,
        )
        .select_related("person", "organisation")
        .order_by("person_id", "organisation__name")
    )
    found: dict[UUID, Recipient] = {}
    for tie in ties:
        found.setdefault(tie.person_id, Recipient(tie.person, tie.organisation.name))
    return list(found.values())
