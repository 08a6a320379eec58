"""On whose authority: find the mandate with which somebody acts for an organisation today."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from backend.parties.models import Mandate


def mandate_for(
    person_id: UUID | None,
    organisation_id: UUID,
    act: str,
    *,
    bargaining_table_id: UUID | None,
    on: date,
) -> Mandate | None:
    """Return a mandate valid on the day for this act, at this table or at all; else None.

    Reads only what the reading context allows: mandates are private to their organisation.
    """
    if person_id is None:
        return None
    at_table = Q(bargaining_table__isnull=True) | Q(bargaining_table_id=bargaining_table_id)
    found: Mandate | None = (
        Mandate.objects.valid_on(on)
        .filter(
            at_table,
            person_id=person_id,
            organisation_id=organisation_id,
            acts__contains=[act],
        )
        .order_by("-valid_from", "id")
        .first()
    )
    return found
