"""Recurring duties over HTTP. What happens to one is a transition."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from backend.api.nested import nested_list
from backend.api.problem_types import Fault, Invalid
from backend.api.subjects import SubjectViewSet
from backend.api.views import Creates, Updates
from backend.reference.words import Words
from backend.routines import actions
from backend.routines.api import filters, serializers
from backend.routines.models import Period, Routine
from backend.workflow import registry

PERIOD = Words("periode", "period")
BOTH_OR_NONE = Words(
    "Noem zowel de soort als het kenmerk van het dossier, of geen van beide.",
    "Name both the kind and the identifier of the dossier, or neither.",
)


class RoutineViewSet(Creates, Updates, SubjectViewSet):
    """What comes back every so many weeks, months, quarters or years."""

    noun = Words("vast moment", "recurring duty")
    queryset = Routine.objects.select_related(
        "bargaining_table", "author_organisation", "employer_owner", "worker_owner"
    )
    serializer_class = serializers.RoutineSerializer
    create_serializer_class = serializers.RoutineCreate
    update_serializer_class = serializers.RoutineUpdate
    filterset_class = filters.RoutineFilters
    orderings = {"-updatedAt": ("-updated_at",), "updatedAt": ("updated_at",)}

    def create_subject(self, data: dict[str, Any]) -> Routine:
        """Propose one to the parties at a table."""
        if ("about_kind" in data) != ("about_id" in data):
            raise Invalid([Fault("/aboutId", "both_or_none", BOTH_OR_NONE)])
        return self._again(actions.propose(actor=self.actor, **data))

    def update_subject(
        self, subject: Routine, data: dict[str, Any], expected_version: int | None
    ) -> Routine:
        """Change a proposal."""
        actions.edit(subject, data, actor=self.actor, expected_version=expected_version)
        return self._again(subject)

    @nested_list(
        "periods",
        serializers.RoutinePeriodSerializer,
        orderings={"-number": ("-number",), "number": ("number",)},
        noun=PERIOD,
    )
    def periods(self, subject: Routine) -> QuerySet[Any]:
        """List every time that it came back, the newest first."""
        rows: QuerySet[Any] = Period.objects.visible_to(self.actor).filter(routine=subject)
        return rows

    def described(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Tell of every routine what it belongs to, as far as the reader may see."""
        return self._with_dossiers(rows) if rows and isinstance(rows[0], Routine) else rows

    def get_object(self) -> Any:
        """Return one with what it belongs to."""
        return self._with_dossiers([super().get_object()])[0]

    def _again(self, routine: Routine) -> Routine:
        found: Routine = self.get_queryset().get(pk=routine.pk)
        self._with_dossiers([found])
        return found

    def _with_dossiers(self, rows: Sequence[Any]) -> Sequence[Any]:
        for kind in {row.about_kind for row in rows if row.about_kind}:
            ids = [row.about_id for row in rows if row.about_kind == kind]
            seen = registry.model_of(kind).objects.visible_to(self.actor).in_bulk(ids)
            for row in rows:
                if row.about_id in seen:
                    row.__dict__["seen_dossier"] = seen[row.about_id]
        return rows
