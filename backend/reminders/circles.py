"""Whom to write to: from the names of circles to organisations, and from those to people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
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


def organisations_of(subject: Any, circles: Iterable[str], on: date) -> set[UUID]:
    """Return the organisations that are in any of these circles of the subject on a day."""
    names = set(circles)
    capacities = [CAPACITIES[name] for name in names if name in CAPACITIES]
    found: set[UUID] = set().union(*(subject.circle(name) for name in names - CAPACITIES.keys()))
    if capacities and subject.bargaining_table_id is not None:
        seats = Membership.objects.valid_on(on).filter(
            bargaining_table_id=subject.bargaining_table_id, capacity__in=capacities
        )
        found |= set(seats.values_list("organisation_id", flat=True))
    return found


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
