"""What the lists of agreements and clauses can be narrowed by."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from backend.agreements.keys import digits_of, key_column
from backend.agreements.kinds import AgreementType
from backend.agreements.models import Clause
from backend.agreements.queries import matching
from backend.api.filters import (
    Choice,
    Choices,
    Day,
    Filters,
    Identifier,
    PlainFilters,
    Text,
    YesNo,
)

STATES = [(code, code) for code in Clause.lifecycle.states]


class AgreementFilters(Filters):
    """Filters of agreements."""

    type = Choice(field_name="agreement_type", choices=AgreementType.choices)
    sector = Text(field_name="sector_code")
    bargaining_table = Identifier(field_name="bargaining_table_id")
    ends_after = Day(field_name="end_on", lookup_expr="gt")
    ends_before = Day(field_name="end_on", lookup_expr="lt")
    q = Text(method="by_words", help_text="Part of the title.")

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the agreements whose title contains this."""
        return rows.filter(title__icontains=value)


class PublishedFilters(PlainFilters):
    """Filters of texts in force."""

    agreement = Identifier(field_name="agreement_id")
    clause = Identifier(field_name="clause_id")


class ClauseFilters(Filters):
    """Filters of clauses."""

    state = Choices(choices=STATES)
    agreement = Identifier(field_name="agreement_id")
    theme = Text()
    clause_type = Text()
    aim = Text(field_name="aims", lookup_expr="contains", method="by_aim")
    bargaining_table = Identifier(field_name="bargaining_table_id")
    review_before = Day(field_name="next_review_on", lookup_expr="lt")
    key = Text(method="by_key", help_text="The short name that stays, such as `9C1F-04AB`.")
    overdue = YesNo(method="by_overdue", help_text="A review should have taken place by now.")
    q = Text(method="by_words", help_text="Words in title, number, summary or text (Dutch).")

    def by_aim(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the clauses that serve this aim."""
        return rows.filter(aims__contains=[value])

    def by_key(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the clause of this key."""
        found: QuerySet[Any] = rows.alias(ending=key_column()).filter(ending=digits_of(value))
        return found

    def by_overdue(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001 (django-filter's)
        """Keep the clauses whose review is late, or those whose review is not."""
        late = {
            "next_review_on__lt": timezone.localdate(),
            "state__in": ("in_force", "under_review"),
        }
        return rows.filter(**late) if value else rows.exclude(**late)

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the clauses that match these words, as far as the actor reads."""
        return rows.filter(matching(value, self.request.actor))
