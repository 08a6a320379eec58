"""Grant and end mandates: who keeps an organisation's register writes down what its board decides.

A mandate is never deleted or extended. Whoever needs another one gets another row. Each grant and
each end stands in the mandate's own chain, which only its organisation reads.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.kinds import Function
from backend.parties.models import Affiliation, Mandate, Membership, Person
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused, Stale
from backend.workflow.lifecycle import Refusal

KEEPER = "keeper of the mandates"
KEEPER_WORDS = Words("wie de mandaten beheert", KEEPER)
_NO_COLLEAGUE = Words(
    "Kies iemand die op de eerste dag voor uw organisatie onderhandelt.",
    "Choose somebody who negotiates for your organisation on the first day.",
)
_NO_SEAT = Words(
    "Uw organisatie zit niet aan deze tafel.", "Your organisation does not sit at this table."
)
_PAST = Words(
    "Een mandaat begint vandaag of later: wat al gedaan is, verandert niet.",
    "A mandate starts today or later: what was done already does not change.",
)
_BACKWARDS = Words(
    "De laatste dag ligt voor de eerste.", "The last day comes before the first one."
)
_DECIDED_LATER = Words(
    "Een besluit kan niet in de toekomst genomen zijn.",
    "A decision cannot have been taken in the future.",
)
_LATER_END = Words(
    "Een mandaat wordt niet verlengd; verleen een nieuw.",
    "A mandate is not extended; grant a new one.",
)
_PAST_END = Words(
    "Kies vandaag of later, of trek het mandaat per direct in.",
    "Choose today or later, or revoke the mandate at once.",
)
_REASON = Words("Geef een reden.", "Give a reason.")
_ONE_END = Words(
    "Noem een laatste dag of trek per direct in, niet allebei.",
    "Name a last day or revoke at once, not both.",
)
_OWN = Refusal(
    "own-mandate",
    Words(
        "U kunt uzelf geen mandaat verlenen; een ander die mandaten beheert moet het vastleggen.",
        "You cannot grant yourself a mandate; somebody else who keeps mandates must record it.",
    ),
)
_ENDED = Refusal(
    "mandate-ended",
    Words("Dit mandaat is al geëindigd.", "This mandate has already ended."),
)


def grant(  # noqa: PLR0913 (all by name)
    *,
    actor: Actor,
    person: UUID,
    acts: Sequence[str],
    valid_from: date,
    granted_by: str,
    organisation: UUID | None = None,
    bargaining_table: UUID | None = None,
    valid_until: date | None = None,
    decided_on: date | None = None,
    reference: str = "",
) -> Mandate:
    """Record a mandate that somebody else in the actor's organisation was given.

    `granted_by` is the board or person that decided. Raises NotAllowed where the actor does not
    keep the organisation's mandates, InvalidData, or Refused for a mandate for oneself.
    """
    office = _kept_by(actor, organisation)
    with acting_as(actor, savepoint=False), transaction.atomic(savepoint=False):
        today = timezone.localdate()
        faults = [
            *_faults_of_days(today, valid_from, valid_until, decided_on),
            *_faults_of_place(office, person, bargaining_table, valid_from),
        ]
        if faults:
            raise InvalidData(faults)
        if person == actor.id:
            raise Refused([_OWN])
        mandate = Mandate(
            person_id=person,
            person_name=Person.objects.values_list("name", flat=True).get(pk=person),
            organisation_id=office.organisation_id,
            bargaining_table_id=bargaining_table,
            acts=sorted(set(acts)),
            valid_from=valid_from,
            valid_until=valid_until,
            granted_by=granted_by,
            decided_on=decided_on,
            reference=reference,
            recorded_by=actor.name,
            recorded_at=moments.now(),
        )
        return enter(mandate, actor=actor, office=office)


def enter(mandate: Mandate, *, actor: Actor, office: Office | None) -> Mandate:
    """Save a new mandate with the first entry of its chain. Nobody's right to do so is asked."""
    mandate.save(force_insert=True)
    _record(mandate, "grant", actor, office, _facts_of(mandate))
    return mandate


def end(
    mandate: Mandate,
    *,
    actor: Actor,
    reason: str,
    valid_until: date | None = None,
    revoked: bool = False,
    expected_version: int | None = None,
) -> Mandate:
    """End a mandate sooner: after a day, or with `revoked` at once.

    Whoever keeps the mandates ends any of them; everybody may give up their own. What was done on
    it before stays done. Raises Stale, NotAllowed, InvalidData, or Refused where it has ended.
    """
    with acting_as(actor, savepoint=False), transaction.atomic(savepoint=False):
        locked: Mandate = Mandate.objects.select_for_update(no_key=True).get(pk=mandate.pk)
        if expected_version is not None and locked.version != expected_version:
            raise Stale(locked.version)
        office = _ends(actor, locked)
        today = timezone.localdate()
        if locked.state_on(today) == "ended":
            raise Refused([_ENDED])
        faults = _faults_of_end(locked, today, valid_until, revoked=revoked)
        if not reason.strip():
            faults.append(Fault("/reason", "required", _REASON))
        if faults:
            raise InvalidData(faults)
        if revoked:
            locked.revoked_at = moments.now()
        else:
            locked.valid_until = valid_until
        locked.ended_by, locked.end_reason = actor.name, reason
        locked.version += 1
        locked.save(
            update_fields=["revoked_at", "valid_until", "ended_by", "end_reason", "version"]
        )
        until = None if revoked else str(valid_until)
        facts = {"person": locked.person_name, "revoked": revoked, "valid_until": until}
        _record(locked, "end", actor, office, facts, reason)
    return locked


def may_end(mandate: Mandate, actor: Actor) -> bool:
    """Whether the actor may end this mandate, which has not ended yet."""
    office = actor.office_in(mandate.organisation_id)
    return office is not None and (office.keeps_mandates or mandate.person_id == actor.id)


def _kept_by(actor: Actor, organisation_id: UUID | None) -> Office:
    for office in actor.offices:
        if office.keeps_mandates and organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed("grant", [KEEPER])


def _ends(actor: Actor, mandate: Mandate) -> Office:
    office = actor.office_in(mandate.organisation_id)
    if office is None or not may_end(mandate, actor):
        raise NotAllowed("end", [KEEPER])
    return office


def _faults_of_days(
    today: date, valid_from: date, valid_until: date | None, decided_on: date | None
) -> list[Fault]:
    faults = []
    if valid_from < today:
        faults.append(Fault("/starts_on", "in-the-past", _PAST))
    if valid_until is not None and valid_until < valid_from:
        faults.append(Fault("/ends_on", "before-start", _BACKWARDS))
    if decided_on is not None and decided_on > today:
        faults.append(Fault("/decided_on", "in-the-future", _DECIDED_LATER))
    return faults


def _faults_of_place(
    office: Office, person: UUID, bargaining_table: UUID | None, on: date
) -> list[Fault]:
    faults = []
    here = Affiliation.objects.valid_on(on).filter(
        organisation_id=office.organisation_id, function=Function.NEGOTIATOR
    )
    if not here.filter(person_id=person, person__is_active=True).exists():
        faults.append(Fault("/person", "no-colleague", _NO_COLLEAGUE))
    if bargaining_table is not None:
        seats = Membership.objects.valid_on(on).filter(organisation_id=office.organisation_id)
        if not seats.filter(bargaining_table_id=bargaining_table).exists():
            faults.append(Fault("/bargaining_table", "no-seat", _NO_SEAT))
    return faults


def _faults_of_end(
    mandate: Mandate, today: date, valid_until: date | None, *, revoked: bool
) -> list[Fault]:
    if revoked == (valid_until is not None):
        return [Fault("/ends_on", "one-end", _ONE_END)]
    if valid_until is None:
        return []
    if valid_until < max(today, mandate.valid_from):
        return [Fault("/ends_on", "in-the-past", _PAST_END)]
    if mandate.valid_until is not None and valid_until > mandate.valid_until:
        return [Fault("/ends_on", "later", _LATER_END)]
    return []


def _facts_of(mandate: Mandate) -> dict[str, object]:
    table = mandate.bargaining_table
    return {
        "person": mandate.person_name,
        "acts": mandate.acts,
        "table": table.name if table else "",
        "valid_from": str(mandate.valid_from),
        "valid_until": str(mandate.valid_until or ""),
        "granted_by": mandate.granted_by,
        "decided_on": str(mandate.decided_on or ""),
        "reference": mandate.reference,
    }


def _record(
    mandate: Mandate,
    event: str,
    actor: Actor,
    office: Office | None,
    facts: dict[str, object],
    reason: str = "",
) -> None:
    records.record(
        mandate,
        event,
        actor=actor,
        office=office,
        facts=facts,
        source="",
        reason=reason,
        audience=mandate.word,
    )
