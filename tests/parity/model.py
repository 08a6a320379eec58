"""Who may read and consent, told by hand from the dated ties alone.

Nothing here is asked of the code that is tested: only the rows that say who works where, which
organisation sits where, and who has which mandate, as they are dated in the database.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Mandate, Membership, Person

# What a seat opens to a negotiator, and to a plain member, of its organisation.
NEGOTIATORS = {
    "party": "parties constituency table side",
    "participant": "parties side",
    "works_council": "parties side",
    "secretariat": "parties constituency table",
    "committee": "parties",
}
MEMBERS = {
    "party": "parties constituency",
    "participant": "parties",
    "works_council": "parties",
    "secretariat": "parties constituency",
    "committee": "parties",
}
# How far a clause goes that has come into a state; "" leaves it where it was.
READ_BY = {
    "draft": "side",
    "proposed": "table",
    "in_negotiation": "table",
    "deadlocked": "table",
    "agreed_in_principle": "constituency",
    "in_ratification": "constituency",
    "ratified": "parties",
    "in_force": "public",
    "under_review": "parties",
    "in_amendment": "table",
    "disputed": "parties",
    "final_evaluation": "parties",
    "in_aftereffect": "public",
    "completed": "public",
    "superseded": "public",
    "terminated": "public",
    "lapsed": "parties",
    "rejected": "table",
    "withdrawn": "",
    "archived": "",
}


def _valid(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    return rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)


def words(person: Person, on: date) -> set[str]:
    """Every audience that somebody may read on a day."""
    found = {"public", f"person:{person.pk}"}
    if person.is_administrator:  # who decides who sits where, never sits there
        return found | {"administration"}
    for place in _valid(Affiliation.objects.filter(person=person), on).select_related(
        "organisation"
    ):
        negotiates = place.function == "negotiator"
        if negotiates or place.keeps_mandates:
            found.add(f"organisation:{place.organisation_id}")
        if negotiates:
            found.add(f"negotiators:{place.organisation_id}")
        opens = NEGOTIATORS if negotiates else MEMBERS
        seats = Membership.objects.filter(organisation_id=place.organisation_id)
        until = Q(valid_until=None) | Q(valid_until__gte=on)
        # a seat that was held until its table closed opens what it did
        until |= Q(valid_until=F("bargaining_table__closes_on"))
        for seat in seats.filter(until, valid_from__lte=on):
            for level in opens[seat.capacity].split():
                side = f":{place.organisation.side}" if level == "side" else ""
                if level != "side" or place.organisation.side in ("employer", "union", "workers"):
                    found.add(f"{level}:{seat.bargaining_table_id}{side}")
    return found


def has_mandate(person: UUID, organisation: UUID, act: str, on: date) -> bool:
    """Whether somebody may do this for an organisation on a day."""
    with acting_as(SYSTEM):
        held = Mandate.objects.filter(person=person, organisation=organisation)
        return _valid(held.filter(acts__contains=[act]), on).exists()


def works_for(person: UUID, on: date) -> set[UUID]:
    """The organisations for which somebody may speak on a day."""
    places = Affiliation.objects.filter(person=person, function="negotiator")
    return set(_valid(places, on).values_list("organisation_id", flat=True))


def parties(table: UUID, on: date) -> dict[str, set[UUID]]:
    """The parties of each side on a day."""
    seats = _valid(Membership.objects.filter(bargaining_table=table, capacity="party"), on)
    found: dict[str, set[UUID]] = {"employer": set(), "union": set()}
    for seat in seats.select_related("organisation"):
        found[seat.organisation.side].add(seat.organisation_id)
    return found
