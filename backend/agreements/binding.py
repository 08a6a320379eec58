"""Asking the minister to declare provisions generally binding, and recording what came of it.

The joint secretariat records it, as it does a registration: that parties ask is its statement, with
the letter in which they do as evidence. Nobody consents here, and nothing is decided: the days and
the outcome are those of the minister, and what cannot be right is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.agreements import binding_checks as checks
from backend.agreements.agreement_dates import extension_until
from backend.agreements.binding_rows import BindingLetter, BindingRequest
from backend.agreements.kinds import BindingKind, BindingOutcome, types_with
from backend.agreements.models import Agreement, Clause, PublishedText
from backend.agreements.voting import parties_by_side
from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity
from backend.parties.models import Organisation
from backend.reference import moments
from backend.workflow import documents, engine, records
from backend.workflow.errors import InvalidData, NotAllowed, Refused, Stale

EVENTS = {"request": "binding_request", "extension": "binding_extension"}
DECLINED = "binding_declined"
STEPS = {
    "withdrawn_on": "binding_withdrawn",
    "decided_on": "binding_decided",
    "inspection_from": "binding_inspected",
    "objections": "binding_counted",
    "dispensations": "binding_counted",
}


def offered(agreement: Agreement, actor: Actor) -> list[engine.Change]:
    """Return what the actor may ask for this agreement now, or what stands in the way."""
    if _secretariat(agreement, actor) is None:
        return []
    with acting_as(actor):
        known = list(BindingRequest.objects.filter(agreement=agreement))
    if any(row.is_open for row in known):
        return []  # its own next steps are offered there
    today = timezone.localdate()
    kind = BindingKind.EXTENSION if checks.in_force(known, today) else BindingKind.REQUEST
    no = checks.against(agreement, kind, known, today)
    return [engine.Change(EVENTS[kind], (no,) if no else ())]


def steps(request: BindingRequest, actor: Actor) -> list[engine.Change]:
    """Return what the actor may record of a request now."""
    if _secretariat(request.agreement, actor) is None:
        return []
    if not request.is_open:
        return [engine.Change(DECLINED)] if _can_decline(request, request.agreement) else []
    counted = ["binding_counted"] if request.inspection_from else ["binding_inspected"]
    return [engine.Change(name) for name in (*counted, "binding_decided", "binding_withdrawn")]


def possible_clauses(agreement: Agreement) -> set[UUID]:
    """Return the clauses that can be declared binding: of the cao itself, and published."""
    rows = PublishedText.objects.filter(agreement=agreement)
    kinds = Clause.objects.filter(agreement=agreement, clause_type__in=_bindable())
    seen = set(kinds.values_list("pk", flat=True))
    return {pk for pk in rows.values_list("clause_id", flat=True) if pk in seen}


def ask(  # noqa: PLR0913 (all but the first by name)
    agreement: Agreement,
    *,
    actor: Actor,
    kind: str,
    requested_on: date,
    parties: Sequence[UUID],
    name: str,
    document: str,
    clauses: Sequence[UUID] = (),
    fund: bool = False,
    now: datetime | None = None,
) -> BindingRequest:
    """Record that these parties ask it, or ask an extension, with their letter as evidence.

    An extension is of what is binding now, with its clauses. `document` is Base64 of a PDF, PNG or
    JPEG. Raises NotAllowed, Refused, InvalidData.
    """
    content = documents.decoded(document)
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
        office = _require_secretariat(locked, actor)
        known = list(BindingRequest.objects.filter(agreement=locked).select_related("extends"))
        if no := checks.against(locked, kind, known, requested_on):
            raise Refused([no])
        running = checks.in_force(known, requested_on)
        at_table = _parties(locked)
        row = BindingRequest(
            agreement=locked,
            bargaining_table_id=locked.bargaining_table_id,
            visibility=Visibility.PARTIES,
            kind=kind,
            extends=running,
            fund=running.fund if running else fund,
            clauses=_binding_clauses(running) if running else list(dict.fromkeys(clauses)),
            parties=sorted(at_table[pk] for pk in {*parties} & at_table.keys()),
            stated_by=office.organisation_name,
            requested_on=requested_on,
        )
        possible = set(row.clauses) if running else possible_clauses(locked)
        found = list(
            checks.of_request(row, set(parties), set(at_table), possible, timezone.localdate())
        )
        if not row.clauses:
            found.append(checks.NO_CLAUSES)
        found += documents.faults_of(content, "/document")
        if found:
            raise InvalidData(found)
        row.save(force_insert=True)
        letter = _keep_letter(row, name, content or b"")
        facts = {
            "request": str(row.pk),
            "requested_on": requested_on.isoformat(),
            "parties": row.parties,
            "sha256": letter.sha256,
        }
        if running is not None:
            locked.change(binding_extension_on=requested_on, binding_declined_on=None)
        records.record(locked, EVENTS[kind], actor=actor, office=office, facts=facts)
    return row


def note(
    request: BindingRequest,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> BindingRequest:
    """Record inspection, counts, decision or withdrawal.

    Raises NotAllowed, Stale, Refused or InvalidData.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        # the agreement before what is asked for it: an agreement that moves takes them along
        list(Agreement.objects.filter(pk=request.agreement_id).select_for_update(no_key=True))
        rows = BindingRequest.objects.select_related("agreement", "extends")
        locked: BindingRequest = rows.select_for_update(of=("self",)).get(pk=request.pk)
        office = _require_secretariat(locked.agreement, actor)
        if expected_version is not None and locked.version != expected_version:
            raise Stale(locked.version)
        if not locked.is_open:
            raise Refused([checks.SETTLED])
        moved = [name for name in changes if name in FIXED and getattr(locked, name) is not None]
        for name, value in changes.items():
            setattr(locked, name, value)
        began, today = locked.inspection_from, timezone.localdate()
        if began is not None and began <= today:  # else it is refused below
            locked.inspection_until = began + checks.INSPECTION - timedelta(days=1)
        found = [checks.KNOWN_ALREADY] if moved else []
        found += list(checks.of_step(locked, set(changes), today))
        if found:
            raise InvalidData(found)
        if locked.inspection_from is not None or locked.decided_on is not None:
            locked.visibility = Visibility.PUBLIC
        locked.version += 1
        locked.save()
        _follow(locked)
        event = next(STEPS[name] for name in STEPS if name in changes)
        facts = {"request": str(locked.pk)} | {name: str(value) for name, value in changes.items()}
        records.record(locked.agreement, event, actor=actor, office=office, facts=facts)
    return locked


def decline(
    request: BindingRequest,
    declined_on: date,
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> BindingRequest:
    """Record that no extension is asked of what this request made binding; parties read it.

    They are reminded of its end no more. Raises NotAllowed, Stale, Refused or InvalidData.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        locked = Agreement.objects.select_for_update().get(pk=request.agreement_id)
        office = _require_secretariat(locked, actor)
        row: BindingRequest = BindingRequest.objects.get(pk=request.pk)
        if expected_version is not None and row.version != expected_version:
            raise Stale(row.version)
        if not _can_decline(row, locked):
            raise Refused([checks.NOTHING_TO_EXTEND])
        found = list(checks.of_declining(row, declined_on, timezone.localdate()))
        if found:
            raise InvalidData(found)
        locked.change(binding_declined_on=declined_on)
        facts = {"request": str(row.pk), "declined_on": declined_on.isoformat()}
        records.record(locked, DECLINED, actor=actor, office=office, facts=facts)
    return row


def _can_decline(row: BindingRequest, agreement: Agreement) -> bool:
    """Whether an extension of it can still be asked, and nobody said that there will be none."""
    can = row.kind == BindingKind.REQUEST and row.binding_until is not None
    until = extension_until(agreement)
    return can and row.binding_until == agreement.binding_ends_on and until is not None


FIXED = frozenset({"inspection_from"})


def letters(actor: Actor) -> QuerySet[Any]:
    """Return the letters that the actor may read."""
    rows: QuerySet[Any] = BindingLetter.objects.visible_to(actor)
    return rows


def _keep_letter(row: BindingRequest, name: str, content: bytes) -> BindingLetter:
    made: BindingLetter = BindingLetter.objects.create(
        agreement_id=row.agreement_id,
        request=row,
        bargaining_table_id=row.bargaining_table_id,
        visibility=Visibility.PARTIES,
        name=name.strip(),
        media_type=documents.media_type_of(content),
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
    )
    return made


def _follow(row: BindingRequest) -> None:
    """Show on the agreement until when it is binding."""
    extends = row.extends_id is not None
    if extends and (row.withdrawn_on is not None or row.outcome == BindingOutcome.REFUSED):
        row.agreement.change(binding_extension_on=None)
    if row.binding_until is not None:
        row.agreement.change(
            binding_requested_on=row.requested_on,
            binding_decided_on=row.decided_on,
            binding_ends_on=row.binding_until,
            binding_extension_on=row.requested_on if extends else None,
            binding_declined_on=None,
        )


def _binding_clauses(row: BindingRequest) -> list[UUID]:
    return [clause for clause in row.clauses if clause not in set(row.excluded)]


def _bindable() -> frozenset[str]:
    return types_with("needs_receipt_notice")


def _parties(agreement: Agreement) -> dict[UUID, str]:
    sides = parties_by_side(agreement, timezone.localdate())
    found = {pk for members in sides.values() for pk in members}
    return dict(Organisation.objects.filter(pk__in=found).values_list("pk", "name"))


def _secretariat(agreement: Agreement, actor: Actor) -> Office | None:
    seats = actor.seats_at(agreement.bargaining_table_id)
    return next((s.office for s in seats if s.capacity == Capacity.SECRETARIAT), None)


def _require_secretariat(agreement: Agreement, actor: Actor) -> Office:
    office = _secretariat(agreement, actor)
    if office is None:
        raise NotAllowed("binding", ["secretariat"])
    return office
