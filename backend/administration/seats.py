"""Seats of organisations at bargaining tables, between dates: never changed, only ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.administration import rules, tables, telling
from backend.parties.actors import Actor
from backend.parties.kinds import Capacity, OrganisationKind
from backend.parties.models import BargainingTable, Membership, Organisation
from backend.reference.words import Words
from backend.reminders import wording
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, Refused
from backend.workflow.lifecycle import Refusal

# As what an organisation may sit at a table; a kind that is not named never sits at one.
CAPACITIES: dict[str, tuple[Capacity, ...]] = {
    OrganisationKind.EMPLOYERS_ASSOCIATION: (
        Capacity.PARTY,
        Capacity.PARTICIPANT,
        Capacity.COMMITTEE,
    ),
    OrganisationKind.EMPLOYER: (Capacity.PARTY, Capacity.PARTICIPANT, Capacity.COMMITTEE),
    OrganisationKind.UNION: (Capacity.PARTY, Capacity.PARTICIPANT, Capacity.COMMITTEE),
    OrganisationKind.WORKS_COUNCIL: (Capacity.WORKS_COUNCIL,),
    OrganisationKind.JOINT_SECRETARIAT: (Capacity.SECRETARIAT, Capacity.COMMITTEE),
}
NAMES = {
    Capacity.PARTY: Words("partij", "party"),
    Capacity.PARTICIPANT: Words("uitvoerende organisatie", "participating organisation"),
    Capacity.WORKS_COUNCIL: Words("ondernemingsraad", "works council"),
    Capacity.SECRETARIAT: Words("secretariaat", "secretariat"),
    Capacity.COMMITTEE: Words("paritaire commissie", "joint committee"),
}
_UNFIT = Words(
    "Zo kan deze organisatie niet aan tafel zitten. Wel als: {choices}.",
    "This organisation cannot sit at a table as that. It can as: {choices}.",
)
_NONE = Words("niets", "nothing")
_CLOSED = Refusal(
    "table-closed",
    Words("Deze tafel is dan gesloten.", "This table is closed by then."),
)
_TWICE = Refusal(
    "seat-taken",
    Words(
        "Deze organisatie zit in die periode al zo aan tafel.",
        "This organisation already sits there as that in this period.",
    ),
)
GIVEN = Words(
    "{organisation} zit vanaf {day} aan {table}, als {capacity}, en leest dan wat daarbij hoort."
    " Klopt dit niet, meld het dan voor die dag.",
    "{organisation} sits at {table} from {day}, as {capacity}, and then reads what goes with it."
    " If this is wrong, report it before that day.",
)
ENDED = Words(
    "{organisation} zit tot en met {day} aan {table}, als {capacity}.",
    "{organisation} sits at {table} up to and including {day}, as {capacity}.",
)
WITHDRAWN = Words(
    "de plaats van {organisation} aan {table}, als {capacity}, gaat niet in.",
    "the seat of {organisation} at {table}, as {capacity}, will not begin.",
)


def give(
    *,
    actor: Actor,
    bargaining_table: UUID,
    organisation: UUID,
    capacity: str,
    valid_from: date,
    valid_until: date | None = None,
) -> Membership:
    """Give an organisation a seat at a table. Raises NotAllowed, InvalidData, or Refused."""
    telling.administrator(actor, "give")
    with transaction.atomic():
        at = BargainingTable.objects.select_for_update(no_key=True).filter(pk=bargaining_table)
        table = at.first()
        found = Organisation.objects.filter(pk=organisation).first()
        known = Membership.objects.filter(bargaining_table_id=bargaining_table).exists()
        faults = rules.faults_of_period(valid_from, valid_until, rules.earliest(known=known))
        faults += _faults_of_names(table, found, capacity)
        if faults or table is None:
            raise InvalidData(faults)
        if table.closes_on is not None:
            if valid_from > table.closes_on:
                raise Refused([_CLOSED])
            valid_until = min(valid_until or table.closes_on, table.closes_on)
        _not_twice(table, organisation, capacity, valid_from, valid_until)
        seat = Membership.objects.create(
            bargaining_table=table,
            organisation_id=organisation,
            capacity=capacity,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        _record(seat, "seat_given", actor, GIVEN, valid_from)
    return seat


def end(
    seat: Membership,
    *,
    actor: Actor,
    valid_until: date | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Membership:
    """Give a seat its last day, today or later. Raises NotAllowed, Stale, InvalidData, Refused."""
    telling.administrator(actor, "end")
    with transaction.atomic():
        locked = rules.locked(Membership, seat.pk, expected_version)
        if locked.standing == "ended":
            raise Refused([rules.ENDED])
        last_day = rules.last_day(locked, valid_until, reason)
        locked.valid_until = last_day
        rules.save(locked, "valid_until")
        _record(locked, "seat_ended", actor, ENDED, last_day, reason)
    return locked


def withdraw(seat: Membership, *, actor: Actor, expected_version: int | None = None) -> None:
    """Take back a seat that has not begun, so that never opened anything. The chains keep it."""
    telling.administrator(actor, "withdraw")
    with transaction.atomic():
        locked = rules.locked(Membership, seat.pk, expected_version)
        if locked.standing != "upcoming":
            raise Refused([rules.BEGUN])
        _record(locked, "seat_withdrawn", actor, WITHDRAWN, locked.valid_from)
        locked.delete()


def _faults_of_names(
    table: BargainingTable | None, at: Organisation | None, capacity: str
) -> list[Fault]:
    faults = []
    if table is None:
        faults.append(Fault("/bargaining_table", "unknown", rules.NOT_THERE))
    if at is None:
        faults.append(Fault("/organisation", "unknown", rules.NOT_THERE))
    elif capacity not in (fit := CAPACITIES.get(at.kind, ())):
        names = [NAMES[each] for each in fit] or [_NONE]
        said = Words(", ".join(w.nl for w in names), ", ".join(w.en for w in names))
        faults.append(Fault("/capacity", "unfit", _UNFIT.with_(choices=said)))
    return faults


def _not_twice(
    table: BargainingTable, organisation: UUID, capacity: str, first: date, last: date | None
) -> None:
    rows = Membership.objects.filter(
        bargaining_table=table, organisation_id=organisation, capacity=capacity
    )
    for row in rows:
        ends_before = row.valid_until is not None and row.valid_until < first
        if not ends_before and (last is None or row.valid_from <= last):
            raise Refused([_TWICE])


def _record(
    seat: Membership, event: str, actor: Actor, words: Words, day: date, reason: str = ""
) -> None:
    table, organisation = seat.bargaining_table, seat.organisation
    facts: dict[str, Any] = {
        "table": table.name,
        "organisation": organisation.name,
        "capacity": seat.capacity,
        "valid_from": str(seat.valid_from),
        "valid_until": str(seat.valid_until or ""),
    }
    telling.record(
        event,
        actor=actor,
        of=telling.of_administration("bargaining_table", table),
        facts=facts,
        reason=reason,
        organisations=tables.sitting(table) | {organisation.pk},
        table=table.pk,
        news=words.with_(
            organisation=organisation.name,
            table=table.name,
            day=wording.day_in_words(day),
            capacity=NAMES[Capacity(seat.capacity)],
        ),
    )
