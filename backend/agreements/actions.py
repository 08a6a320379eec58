"""Everything that writes agreements and clauses; an error of the engine changes nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.agreements import dates, holding, numbers, succeeding, terms
from backend.agreements.kinds import NEVER_IN_FORCE, PREPARED, RENUMBERED
from backend.agreements.models import Agreement, Clause
from backend.agreements.queries import clauses_for
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office, Seat
from backend.parties.audiences import Visibility
from backend.parties.kinds import Act
from backend.parties.mandates import mandate_for
from backend.reference import moments
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow import engine, records
from backend.workflow.authority import no_mandate
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NoSuchTransition, NotAllowed, Refused, Stale
from backend.workflow.lifecycle import Refusal, Step
from backend.workflow.roles import seat_roles

KEEPERS = frozenset({"employer", "union", "secretariat"})
CODED = {"theme": "themes", "clause_type": "clause-types"}
TERMS = frozenset({"start_on", "end_on", "term_by_law", "notice_period", "tacit_renewal"})
_TERMS_AGREED = Refusal(
    "terms-agreed",
    Words(
        "De looptijd en de opzegging zijn afgesproken en kunnen hier niet meer gewijzigd worden.",
        "The term and the notice period were agreed and can no longer be changed here.",
    ),
)
_NO_SUCH_CODE = Words("Deze code staat niet in de lijst.", "This code is not in the list.")


def create_agreement(
    *, actor: Actor, bargaining_table_id: UUID, now: datetime | None = None, **fields: Any
) -> Agreement:
    """Open an agreement at a table where the actor is a party or the secretariat.

    Without `end_on` no term was agreed, and the law sets one. It is read by the table until its
    clauses reach others. Raises NotAllowed or InvalidData.
    """
    seat = _keeper(actor, bargaining_table_id, "create")
    agreement = Agreement(
        bargaining_table_id=bargaining_table_id,
        visibility=Visibility.TABLE,
        **fields | terms.concluded(fields["start_on"], fields.get("end_on")),
    )
    _require_sound(agreement)
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        agreement.save(force_insert=True)
        agreement.plan()
        _record(agreement, "create", actor, seat.office, {}, now)
    return agreement


def edit_agreement(
    agreement: Agreement,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Agreement:
    """Correct an agreement's own fields; its terms only until a clause of it is agreed.

    `end_on` None is no agreed term. `successor_id` is one of `succeeding.possible_agreements`, or
    None.

    Raises Stale, NotAllowed, InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        if "successor_id" in changes:
            holding.whole(agreement.pk)
        locked = _lock(agreement, expected_version)
        seat = _keeper(actor, locked.bargaining_table_id, "edit")
        caption = locked.caption
        values = terms.corrected(locked, changes)
        _require_open_terms(locked, values)
        succeeding.require_possible_agreement(locked, changes, actor)
        for field, value in values.items():
            setattr(locked, field, value)
        _require_sound(locked)
        locked.version += 1
        locked.save()
        locked.plan()
        if "successor_id" in changes:  # what ends with it is not announced any more
            terms.plan_clauses(locked)
        facts = {"fields": sorted(changes)} | records.renamed(caption, locked.caption)
        _record(locked, "edit", actor, seat.office, facts, now)
    return locked


def changes_of(agreement: Agreement, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may write: `edit` the agreement, or begin a `clause` in it."""
    found = []
    if may_keep(actor, agreement.bargaining_table_id):
        found.append(engine.Change("edit"))
    try:
        proposing_office(actor, agreement, None, None)
        found.append(engine.Change("clause"))
    except Refused as refused:
        found.append(engine.Change("clause", tuple(refused.refusals)))
    except NotAllowed:
        pass  # not a party at this table: nothing to offer, and nothing to explain
    return found


def may_keep(actor: Actor, bargaining_table_id: UUID | None) -> bool:
    """Return whether this actor may open and correct agreements at a table."""
    return _keeper_seat(actor, bargaining_table_id) is not None


def create_clause(
    agreement: Agreement,
    *,
    actor: Actor,
    body: str = "",
    rationale: str = "",
    organisation_id: UUID | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> Clause:
    """Begin a clause as a draft that only the actor's own side reads.

    With a body its first text is written as well. The actor negotiates for a party at the table and
    has its mandate to propose. Raises NotAllowed, InvalidData or Refused.
    """
    office = proposing_office(actor, agreement, organisation_id, now)
    _require_codes(fields)
    with transaction.atomic(), acting_as(actor):
        clause = Clause(
            agreement=agreement,
            bargaining_table_id=agreement.bargaining_table_id,
            visibility=Visibility.SIDE_PRIVATE,
            side=office.side,
            author_side=office.side,
            author_organisation_id=office.organisation_id,
            **fields,
        )
        engine.start(clause, actor=actor, organisation_id=office.organisation_id, now=now)
        if body:
            text = {"body": body} | ({"rationale": rationale} if rationale else {})
            engine.perform(clause, "revise", actor=actor, data=text, now=now)
    return clause


def edit_clause(
    clause: Clause,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Clause:
    """Correct a clause's own fields until it is agreed; raises what `engine.edit` raises.

    Its number alone can be changed later too: from which to which is in its history.
    """
    _require_codes(changes)
    only_number = set(changes) == {"article_number"} and clause.state in RENUMBERED

    def note(locked: Clause) -> dict[str, Any]:
        return numbers.noted(locked, now) if "article_number" in changes else {}

    engine.edit(
        clause,
        changes,
        actor=actor,
        expected_version=expected_version,
        event="renumber" if only_number else "edit",
        rows=note,
        now=now,
    )
    return clause


def perform_on_agreement(  # noqa: PLR0913 (all but the first two by name)
    agreement: Agreement,
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    organisation_id: UUID | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> list[AuditEntry]:
    """Perform one transition on every clause of the agreement that can take it: on all, or on none.

    Clauses for which it is moot are passed by: an amendment is registered of those that have one.
    Raises Stale (of the agreement), NoSuchTransition where no clause can, or what the engine raises
    for the first clause that is refused.
    """
    with transaction.atomic(), acting_as(actor):
        holding.whole(agreement.pk)
        locked = _lock(agreement, expected_version)
        found = clauses_for(locked, name, actor)
        if not found:
            raise NoSuchTransition(name, "agreement")
        with_it = [clause for clause in found if dates.ends_with_agreement(clause)]
        entries, passed_by = [], None
        for clause in found:
            try:
                entry = engine.perform(
                    clause,
                    name,
                    actor=actor,
                    reason=reason,
                    data=data,
                    organisation_id=organisation_id,
                    now=now,
                )
            except Refused as refused:
                if not refused.moot:
                    raise
                passed_by = refused  # nothing has changed: it was refused before
            else:
                entries.append(entry)
        if passed_by is not None and not entries:
            raise passed_by
        locked.change()
        if name == terms.RENEW:
            office = actor.office_in(UUID(entries[-1].organisation_id))
            step = Step(actor, now or moments.now(), office=office)
            terms.renew_with_all(locked, with_it, step)
    return entries


def _lock(agreement: Agreement, expected_version: int | None) -> Agreement:
    """Return the agreement under its row lock; raise Stale when it is at another version."""
    locked: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if expected_version is not None and locked.version != expected_version:
        raise Stale(locked.version)
    return locked


def _keeper(actor: Actor, bargaining_table_id: UUID | None, what: str) -> Seat:
    seat = _keeper_seat(actor, bargaining_table_id)
    if seat is None:
        raise NotAllowed(what, sorted(KEEPERS))
    return seat


def _keeper_seat(actor: Actor, bargaining_table_id: UUID | None) -> Seat | None:
    seats = actor.seats_at(bargaining_table_id)
    return next((seat for seat in seats if seat_roles(seat, "") & KEEPERS), None)


def proposing_office(
    actor: Actor, agreement: Agreement, organisation_id: UUID | None, now: datetime | None
) -> Office:
    """Return for which party the actor proposes something; raises NotAllowed or Refused."""
    can = [
        seat.office
        for seat in actor.seats_at(agreement.bargaining_table_id)
        if seat.is_party and organisation_id in (None, seat.office.organisation_id)
    ]
    for office in can:
        if _may_propose(actor, agreement, office, timezone.localdate(now or timezone.now())):
            return office
    if can:
        raise Refused([no_mandate(can[0], Act.PROPOSE)])
    raise NotAllowed("create", ["employer", "union"])


def _may_propose(actor: Actor, agreement: Agreement, office: Office, on: date) -> bool:
    with acting_as(actor):
        mandate = mandate_for(
            actor.id,
            office.organisation_id,
            Act.PROPOSE,
            bargaining_table_id=agreement.bargaining_table_id,
            on=on,
        )
    return mandate is not None


def _record(
    agreement: Agreement,
    event: str,
    actor: Actor,
    office: Office,
    facts: dict[str, Any],
    now: datetime | None,
) -> None:
    records.record(agreement, event, actor=actor, office=office, facts=facts, at=now)


def _require_open_terms(agreement: Agreement, changes: Mapping[str, Any]) -> None:
    """Refuse to move what both sides agreed on; renewal, notice and amendment are transitions."""
    moved = {name for name in TERMS & changes.keys() if changes[name] != getattr(agreement, name)}
    with acting_as(SYSTEM):
        rows = Clause.objects.filter(agreement=agreement)
        agreed = moved and rows.exclude(state__in=PREPARED | NEVER_IN_FORCE).exists()
    if agreed:
        raise Refused([_TERMS_AGREED])


def _require_sound(agreement: Agreement) -> None:
    if found := terms.faults(agreement):
        raise InvalidData(found)


def _require_codes(fields: Mapping[str, Any]) -> None:
    found = [
        Fault(f"/{name}", "no_such_code", _NO_SUCH_CODE)
        for name, slug in CODED.items()
        if fields.get(name) and fields[name] not in codes_of(slug)
    ]
    if set(fields.get("aims", ())) - set(codes_of("aims")):
        found.append(Fault("/aims", "no_such_code", _NO_SUCH_CODE))
    if found:
        raise InvalidData(found)
