"""What the list of packages can be narrowed by."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.agreements.models import Clause
from backend.api.filters import Choices, Filters, Identifier
from backend.packages.lifecycle import STATES
from backend.packages.models import Member


class PackageFilters(Filters):
    """Filters of packages."""

    state = Choices(choices=[(code, code) for code in STATES])
    agreement = Identifier(field_name="agreement_id")
    clause = Identifier(method="by_clause", help_text="Those that hold this clause.")

    def by_clause(self, rows: QuerySet[Any], name: str, value: UUID) -> QuerySet[Any]:
        """Keep the packages with this clause, where the reader may see it."""
        seen = Clause.objects.visible_to(self.request.actor).filter(pk=value)
        return rows.filter(pk__in=Member.objects.filter(clause__in=seen).values("package"))
