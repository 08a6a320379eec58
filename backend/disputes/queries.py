"""What is known of disputes. Nothing here locks or writes."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from backend.disputes import texts
from backend.disputes.models import Dispute, Piece, Rung, Statement
from backend.parties.actors import Actor, Office
from backend.workflow import registry
from backend.workflow.anchored import standing


def open_dispute_of(subject: Any) -> Dispute | None:
    """Return the dispute about a subject that still runs, as the reading context sees it."""
    found: Dispute | None = Dispute.objects.filter(subject_id=subject.pk, ending="").first()
    return found


def subject_of(dispute: Dispute, actor: Actor) -> Any:
    """Return what a dispute is about, or None where the actor may not see that."""
    rows = registry.model_of(dispute.subject_kind).objects.visible_to(actor)
    return rows.filter(pk=dispute.subject_id).first()


def party_offices(actor: Actor, dispute: Dispute) -> list[Office]:
    """Return the offices for which the actor negotiates as a party at the dispute's table."""
    seats = actor.seats_at(dispute.bargaining_table_id)
    return [seat.office for seat in seats if seat.is_party and seat.office.negotiates]


def with_rungs(rows: Sequence[Dispute], actor: Actor) -> Sequence[Dispute]:
    """Tell of every dispute its rungs, its statements and its evidence, as the actor may see."""
    ids = [row.pk for row in rows]
    for name, model, order in (
        ("rungs", Rung, ("began_on", "id")),
        ("statements", Statement, ("said_at", "id")),
        ("pieces", Piece, ("added_at", "id")),
    ):
        found = model.objects.visible_to(actor).filter(dispute__in=ids).order_by(*order)
        if model is Piece:
            found = found.defer("content")
        below: dict[Any, list[Any]] = {}
        for each in found.select_related("organisation"):
            below.setdefault(each.dispute_id, []).append(each)
        for row in rows:
            setattr(row, name, below.get(row.pk, []))
    return _with_passages(rows, actor)


def _with_passages(rows: Sequence[Dispute], actor: Actor) -> Sequence[Dispute]:
    """Tell of each, as `standing`, where its passage is by now; None for one about the whole."""
    asked: dict[str, set[Any]] = {}
    for row in rows:
        if row.source_id is not None:
            asked.setdefault(row.subject_kind, set()).add(row.subject_id)
    found = {
        (kind, pk): sources
        for kind, ids in asked.items()
        for pk, sources in texts.texts_of(kind, ids, actor).items()
    }
    for row in rows:
        row.standing = standing(row, found.get((row.subject_kind, row.subject_id), ()))
    return rows


def rows_about(subjects: Collection[UUID]) -> list[Any]:
    """Return the disputes about these subjects, and what stands below them."""
    below = [
        model.objects.filter(dispute__subject_id__in=subjects) for model in (Statement, Piece, Rung)
    ]
    return [*below, Dispute.objects.filter(subject_id__in=subjects)]
