"""Bargaining tables: those where you sit for you, all of them for an administrator."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers

from backend.administration import tables
from backend.administration.api.shared import Kept
from backend.api.bargaining_tables import BargainingTableSerializer, BargainingTableViewSet
from backend.api.serializers import StrictSerializer
from backend.api.views import Creates, Updates
from backend.parties.kinds import RatificationRule, WorkerVoice
from backend.parties.models import BargainingTable, Membership


class TableCreate(StrictSerializer):
    """A new table, at which nobody sits yet."""

    name = serializers.CharField(max_length=200)
    ratification_rule = serializers.ChoiceField(choices=RatificationRule.choices, required=False)
    worker_voice = serializers.ChoiceField(choices=WorkerVoice.choices, required=False)


class TableUpdate(StrictSerializer):
    """A correction, another rule while nothing is being consented to, or the last day."""

    name = serializers.CharField(max_length=200, required=False)
    ratification_rule = serializers.ChoiceField(choices=RatificationRule.choices, required=False)
    worker_voice = serializers.ChoiceField(choices=WorkerVoice.choices, required=False)
    closes_on = serializers.DateField(
        required=False, allow_null=True, help_text="The last day; null undoes a closing to come."
    )


class TableViewSet(Creates, Updates, BargainingTableViewSet, Kept):
    """The tables at which you sit today, and who else sits there; to administrators all tables."""

    subject_kind = "bargaining_table"
    serializer_class = BargainingTableSerializer
    create_serializer_class = TableCreate
    update_serializer_class = TableUpdate

    def get_queryset(self) -> QuerySet[Any]:
        """Return the actor's tables, to an administrator every table."""
        if not self.actor.is_administrator:
            return super().get_queryset()
        members = Membership.objects.valid_on(timezone.localdate()).select_related("organisation")
        return BargainingTable.objects.prefetch_related(
            Prefetch("memberships", members.order_by("organisation__name", "capacity"))
        )

    def create_subject(self, data: dict[str, Any]) -> BargainingTable:
        """Add a table."""
        return self._again(tables.add(actor=self.actor, **data))

    def update_subject(
        self, subject: BargainingTable, data: dict[str, Any], expected_version: int | None
    ) -> BargainingTable:
        """Correct or close it."""
        tables.correct(subject.pk, data, actor=self.actor, expected_version=expected_version)
        return self._again(subject)

    def _again(self, table: BargainingTable) -> BargainingTable:
        found: BargainingTable = self.get_queryset().get(pk=table.pk)
        return found
