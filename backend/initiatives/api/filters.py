"""What the list of initiatives can be narrowed by."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from backend.api.filters import Choice, Choices, Day, Filters, Identifier, Text, YesNo
from backend.initiatives import links, queries
from backend.initiatives.kinds import Occasion, SbiVersion
from backend.initiatives.lifecycle import LIFECYCLE


class InitiativeFilters(Filters):
    """Filters of initiatives."""

    state = Choices(choices=[(code, code) for code in LIFECYCLE.states])
    aim = Text(method="by_aim", help_text="One of the five aims.")
    type = Text(method="by_type", help_text="A theme, such as `zelfroosteren`.")
    sector = Text(field_name="sector_code", help_text="With `sbiVersion`: letters moved in 2025.")
    sbi_version = Choice(choices=SbiVersion.choices)
    region = Text(help_text="Labour market region (AM01 and on).")
    size_class = Text()
    occasion = Choice(choices=Occasion.choices)
    organisation = Identifier(field_name="organisation_id")
    bargaining_table = Identifier(field_name="bargaining_table_id")
    linked_clause = Identifier(method="by_clause")
    review_before = Day(field_name="next_review_on", lookup_expr="lt")
    overdue = YesNo(method="by_overdue", help_text="Something should have happened by now.")
    q = Text(method="by_words", help_text="Words in the plan, as Dutch reads them.")

    def by_aim(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the initiatives that serve this aim."""
        return rows.filter(aims__contains=[value])

    def by_type(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the initiatives of this theme."""
        return rows.filter(types__contains=[value])

    def by_clause(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the initiatives that carry out this clause, if there is one for the actor."""
        if not links.seen_by(self.request.actor, [value]):
            return rows.none()
        return rows.filter(linked_clauses__contains=[value])

    def by_overdue(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001 (django-filter's)
        """Keep what is overdue today, or what is not."""
        late = queries.overdue(timezone.localdate())
        return rows.filter(late) if value else rows.exclude(late)

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the initiatives whose plan has these words."""
        found: QuerySet[Any] = queries.search(rows, value)
        return found
