"""What is known of commitments. Everything here reads as the current reading context."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from backend.audit.digests import digest_of_content
from backend.commitments.kinds import OUTSTANDING, PROPOSED, UNFINISHED
from backend.commitments.models import Commitment, Evidence


def of_subject(kind: str, subject_id: UUID) -> Any:
    """Return the commitments of a clause or an initiative, the first due first."""
    rows = Commitment.objects.filter(subject_kind=kind, subject_id=subject_id)
    return rows.select_related("owner", "co_owner", "bargaining_table").order_by("due_on", "id")


def without_owner(kind: str, subject_id: UUID) -> Any:
    """Return the commitments of a dossier that still have no owner."""
    return of_subject(kind, subject_id).filter(owner__isnull=True)


def unfinished(kind: str, subject_id: UUID) -> Any:
    """Return the commitments of a dossier on which somebody still has to act."""
    return of_subject(kind, subject_id).filter(state__in=UNFINISHED)


def without_outcome(kind: str, subject_id: UUID) -> Any:
    """Return the commitments of an agreed dossier of which nobody has said what became of them."""
    return unfinished(kind, subject_id).exclude(visibility__in=PROPOSED)


def awaiting_outcome() -> Q:
    """Return the condition that the term ended while it was unfinished, and it still is."""
    return Q(term_ended_on__isnull=False, state__in=UNFINISHED)


def promises_digest(kind: str, subject_id: UUID) -> str:
    """Return a digest over all that a dossier promises: part of the text that sides consent to."""
    rows = of_subject(kind, subject_id).exclude(state="cancelled")
    return digest_of_content({"promises": [_promise(commitment) for commitment in rows]})


def overdue(on: date) -> Q:
    """Return the condition that the owner should have delivered before this day."""
    late = Q(due_on__lt=on, state__in=OUTSTANDING) & ~Q(visibility__in=PROPOSED)
    return late & ~awaiting_outcome()


def _promise(commitment: Commitment) -> dict[str, Any]:
    return {
        "id": str(commitment.pk),
        "text": commitment.text,
        "owner_side": commitment.owner_side,
        "owner": str(commitment.owner_id or ""),
        "due_on": commitment.original_due_on.isoformat(),
        "indicators": commitment.indicators,
    }


def promised_in(dossiers: Collection[UUID]) -> Any:
    """Return every commitment in these dossiers."""
    return Commitment.objects.filter(subject_id__in=dossiers)


def evidence_of(commitments: Collection[UUID]) -> list[Any]:
    """Return the rows that are read with these commitments."""
    return [Evidence.objects.filter(commitment__in=commitments)]
