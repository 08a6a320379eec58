"""What the lists of notes and comments can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from backend.api.filters import Filters, Identifier, Text, YesNo
from backend.commitments.models import Commitment
from backend.notes.models import Outcome


class _AboutFilters(Filters):
    subject_kind = Text()
    subject_id = Identifier()
    bargaining_table = Identifier(field_name="bargaining_table_id")


class NoteFilters(_AboutFilters):
    """Filters of notes."""

    revealed = YesNo(field_name="revealed_at", lookup_expr="isnull", exclude=True)


class CommentFilters(_AboutFilters):
    """Filters of comments."""

    resolved = YesNo()
    commitment = Identifier(method="by_commitment", help_text="From which this commitment came.")

    def by_commitment(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the comments from which a commitment came that the actor may see."""
        seen = Commitment.objects.visible_to(self.request.actor).filter(pk=value)
        outcomes = Outcome.objects.filter(became_id__in=seen.values("pk"))
        return rows.filter(pk__in=outcomes.values("comment_id"))
