"""Who may read and consent, told by hand from the dated ties alone.

Nothing here is asked of the code that is tested: only the rows that say who works where, which
organisation sits where, and who has which mandate, as they are dated in the database.
"""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

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
# What one does only on a mandate of one's organisation, of that day, and for which act.
PROPOSE, CONSENT = "propose", "consent"
NEEDS_MANDATE = {
    "clause": {
        **dict.fromkeys(("submit", "withdraw_draft", "revise", "counter", "adopt"), PROPOSE),
        **dict.fromkeys(("withdraw", "conclude_review_amend", "propose_amendment"), PROPOSE),
        **dict.fromkeys(("reject_at_table", "drop_amendment"), CONSENT),
        **dict.fromkeys(("raise_dispute", "answer_dispute"), CONSENT),
        "record_ballot": "ballot",
        "give_notice": "notice",
    },
    "commitment": dict.fromkeys(("accept", "return", "dispute"), CONSENT),
    "package": {"withdraw": PROPOSE},
}


def needs_mandate(kind: str, event: str) -> str:
    """The act for which one needs a mandate to do this, "" for none."""
    if event == "consent_given":
        return CONSENT
    return NEEDS_MANDATE.get(kind, {}).get(event, "")


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


def marks(
    person: str, organisation: str, table: UUID, act: str, subject: UUID, at: datetime
) -> set[str]:
    """The marks of the mandates with which somebody may do this for an organisation at a moment.

    Of whole days; one that was revoked at once is over on that very day.
    """
    on, moment = timezone.localdate(at), at.astimezone(UTC).isoformat(timespec="microseconds")
    held = Mandate.objects.filter(
        Q(bargaining_table=None) | Q(bargaining_table=table),
        Q(revoked_at=None) | Q(revoked_at__date__gt=on),
        person=UUID(person),
        organisation=UUID(organisation),
        acts__contains=[act],
    )
    ids = _valid(held, on).values_list("pk", flat=True)
    return {sha256(f"{each} {subject} {moment}".encode()).hexdigest() for each in ids}


def works_for(person: str, on: date) -> dict[str, bool]:
    """The organisations at which somebody works on a day, and whether they speak for them."""
    places = _valid(Affiliation.objects.filter(person=UUID(person)), on)
    return {str(each.organisation_id): each.function == "negotiator" for each in places}


def parties(table: UUID, on: date) -> dict[str, set[UUID]]:
    """The parties of each side on a day."""
    seats = _valid(Membership.objects.filter(bargaining_table=table, capacity="party"), on)
    found: dict[str, set[UUID]] = {"employer": set(), "union": set()}
    for seat in seats.select_related("organisation"):
        found[seat.organisation.side].add(seat.organisation_id)
    return found
