"""On whose authority: find the mandate with which somebody acts for an organisation today."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Func, Q

from backend.parties.models import BargainingTable, Mandate


def mandate_for(
    person_id: UUID | None,
    organisation_id: UUID,
    act: str,
    *,
    bargaining_table_id: UUID | None,
    on: date,
    hold: bool = False,
) -> Mandate | None:
    """Return a mandate valid on the day for this act, at this table or at all; else None.

    One for the table from which this one stems counts here as well: the dossiers are the same. With
    `hold` nobody can end it until the transaction ends: what is done on it comes before its
    end, or is refused. Reads only what the reading context allows: mandates are private to their
    organisation.
    """
    if person_id is None:
        return None
    not_revoked = Q(revoked_at__isnull=True) | Q(revoked_at__date__gt=on)
    rows = Mandate.objects.select_for_update(no_key=True) if hold else Mandate.objects.all()
    found: Mandate | None = (
        rows.valid_on(on)
        .filter(
            at_table(bargaining_table_id),
            not_revoked,
            person_id=person_id,
            organisation_id=organisation_id,
            acts__contains=[act],
        )
        .order_by("-valid_from", "id")
        .first()
    )
    return found


def at_table(bargaining_table_id: UUID | None) -> Q:
    """Return the condition that a mandate is for this table, for one it stems from, or for all."""
    rows = BargainingTable.objects.filter(pk__in=[bargaining_table_id])
    before = rows.annotate(before=Func(F("stems_from"), function="unnest")).values("before")
    here = Q(bargaining_table__isnull=True) | Q(bargaining_table_id=bargaining_table_id)
    return here | Q(bargaining_table__in=before)


def mark_of(mandate_id: UUID, subject_id: UUID, at: datetime) -> str:
    """Return what stands on an act instead of its mandate's id, for all to see.

    It proves that there was a mandate and tells nothing else: two acts on one mandate have nothing
    in common. Whoever may read the mandate can make it again, and so tell which one it was.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(f"{mandate_id} {subject_id} {moment}".encode()).hexdigest()
