"""What replaces a clause or an agreement: which can, and saying which does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, CharField, Q, Value, When

from backend.agreements.models import Agreement, Clause
from backend.commitments.actions import successor_changed
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.parties.audiences import Visibility
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData

LINK = "link_successor"
_ENDS = tuple(code for code, spec in Clause.lifecycle.states.items() if spec.phase == "einde")
_NOT_POSSIBLE = Words(
    "Kies een opvolger uit de lijst: aan een van uw tafels, ingebracht en nog niet beëindigd.",
    "Choose a successor from the list: at one of your tables, submitted and not yet ended.",
)


def possible_clauses(clause: Clause, actor: Actor) -> Any:
    """Return the clauses that can replace this one: at the actor's tables, and no private draft.

    A draft of one side is not named as the successor of what both read: that would tell of it.
    """
    rows = Clause.objects.visible_to(actor).filter(bargaining_table__in=_tables(actor))
    rows = rows.exclude(pk__in=_before(Clause, clause.pk)).exclude(state__in=_ENDS)
    rows = rows.exclude(visibility=Visibility.SIDE_PRIVATE)
    return rows.select_related("agreement", "bargaining_table")


def possible_agreements(agreement: Agreement, actor: Actor) -> Any:
    """Return the agreements that can replace this one: they begin later, at the actor's tables."""
    rows = Agreement.objects.visible_to(actor).filter(bargaining_table__in=_tables(actor))
    rows = rows.exclude(pk__in=_before(Agreement, agreement.pk))
    return rows.filter(start_on__gt=agreement.start_on)


def lineage(model: Any, subject: Any, actor: Actor) -> Any:
    """Return what comes before and after a clause or agreement, as far as the actor sees it.

    Each row says in `relation` whether it is a `predecessor` or the `successor`.
    """
    rows = model.objects.visible_to(actor)
    rows = rows.filter(Q(pk=subject.successor_id) | Q(successor=subject.pk))
    after = When(pk=subject.successor_id, then=Value("successor"))
    return rows.annotate(
        relation=Case(after, default=Value("predecessor"), output_field=CharField())
    )


def link_successor(
    clause: Clause,
    successor_id: UUID | None,
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> None:
    """Say which clause replaces this one, or that none does any more.

    It is superseded when the successor enters into force: at once, where that is in force already.
    Consents to carry promises over to another one no longer count. Raises InvalidData for what is
    not among `possible_clauses`, hidden or absent, and what `engine.edit` raises.
    """
    moment = now or moments.now()

    def check(locked: Clause) -> dict[str, Any]:
        if successor_id and not possible_clauses(locked, actor).filter(pk=successor_id).exists():
            raise InvalidData([Fault("/successor", "not-possible", _NOT_POSSIBLE)])
        successor_changed(locked, actor, now=moment)
        return {}

    with transaction.atomic(), acting_as(actor):
        engine.edit(
            clause,
            {"successor_id": successor_id},
            actor=actor,
            expected_version=expected_version,
            event=LINK,
            rows=check,
            now=now,
        )
        _supersede(clause, now)


def require_possible_agreement(
    agreement: Agreement, changes: Mapping[str, Any], actor: Actor
) -> None:
    """Raise InvalidData where the successor that is named cannot be one, hidden or absent."""
    wanted = changes.get("successor_id")
    if wanted and not possible_agreements(agreement, actor).filter(pk=wanted).exists():
        raise InvalidData([Fault("/successor", "not-possible", _NOT_POSSIBLE)])


def _supersede(clause: Clause, now: datetime | None) -> None:
    if clause.successor_id is None:
        return
    with acting_as(SYSTEM):
        in_force = Clause.objects.filter(pk=clause.successor_id, in_force_since__isnull=False)
        if in_force.exists() and clause.lifecycle.find(clause.state, "supersede"):
            engine.perform(clause, "supersede", actor=SYSTEM, now=now)


def _tables(actor: Actor) -> set[UUID]:
    return {seat.bargaining_table_id for seat in actor.seats}


def _before(model: Any, pk: UUID) -> set[UUID]:
    """Return the row itself and all that it replaces: what comes before cannot come after."""
    found, fresh = set(), {pk}
    with acting_as(SYSTEM):
        while fresh:
            found |= fresh
            rows = model.objects.filter(successor__in=fresh).exclude(pk__in=found)
            fresh = set(rows.values_list("pk", flat=True))
    return found
