"""What the list of commitments can be narrowed by."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from backend.api.filters import Choice, Choices, Day, Filters, Identifier, Text, YesNo
from backend.commitments.kinds import OwnerSide
from backend.commitments.lifecycle import STATES
from backend.commitments.queries import awaiting_outcome, overdue


class CommitmentFilters(Filters):
    """Filters of commitments."""

    state = Choices(choices=[(code, code) for code in STATES])
    overdue = YesNo(method="by_overdue", help_text="The owner should have delivered by now.")
    awaits_outcome = YesNo(
        method="by_awaits_outcome",
        help_text="The term of its dossier ended, and nobody said what became of it.",
    )
    owner_side = Choice(choices=OwnerSide.choices)
    owner = Identifier(field_name="owner_id")
    subject_kind = Text()
    subject_id = Identifier()
    bargaining_table = Identifier(field_name="bargaining_table_id")
    due_after = Day(field_name="due_on", lookup_expr="gt")
    due_before = Day(field_name="due_on", lookup_expr="lt")

    def by_awaits_outcome(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001 (django-filter's)
        """Keep what waits for an outcome, or what does not."""
        return rows.filter(awaiting_outcome()) if value else rows.exclude(awaiting_outcome())

    def by_overdue(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001 (django-filter's)
        """Keep what is overdue today, or what is not."""
        late = overdue(timezone.localdate())
        return rows.filter(late) if value else rows.exclude(late)
