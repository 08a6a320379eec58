"""Initiatives over HTTP. What happens to one is a transition; what is learned stands below it."""

from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from backend.api.nested import nested_create, nested_item, nested_list, nested_update
from backend.api.subjects import SubjectViewSet
from backend.api.views import Creates, Updates
from backend.commitments.actions import changes_in
from backend.initiatives import actions, queries
from backend.initiatives.api import filters, inputs, serializers
from backend.initiatives.models import Bottleneck, BusinessCase, Initiative, Measurement
from backend.reference.words import Words
from backend.workflow import engine

BOTTLENECK = Words("knelpunt", "bottleneck")
MEASUREMENT = Words("meting", "measurement")
BUSINESS_CASE = Words("businesscase", "business case")


class InitiativeViewSet(Creates, Updates, SubjectViewSet):
    """Initiatives: social innovation in one organisation, from idea to what has become normal."""

    noun = Words("initiatief", "initiative")
    queryset = Initiative.objects.all()
    serializer_class = serializers.InitiativeSerializer
    list_serializer_class = serializers.InitiativeSummary
    create_serializer_class = inputs.InitiativeCreate
    update_serializer_class = inputs.InitiativeUpdate
    filterset_class = filters.InitiativeFilters
    orderings = {
        "-updatedAt": ("-updated_at",),
        "updatedAt": ("updated_at",),
        "-createdAt": ("-created_at",),
        "title": ("title",),
    }

    def get_queryset(self) -> QuerySet[Any]:
        """Return what the actor may see, with what is late on this day marked."""
        rows = queries.with_overdue(queries.initiatives_for(self.actor), timezone.localdate())
        found: QuerySet[Any] = (
            rows if self.action == "list" else rows.prefetch_related("indicators")
        )
        return found

    def create_subject(self, data: dict[str, Any]) -> Initiative:
        """Write down an idea that only your own side reads."""
        return self._fresh(actions.create_initiative(actor=self.actor, **data))

    def update_subject(
        self, subject: Initiative, data: dict[str, Any], expected_version: int | None
    ) -> Initiative:
        """Change the plan, a note, or who owns it on your side."""
        actions.edit(subject, actor=self.actor, expected_version=expected_version, **data)
        return self._fresh(subject)

    def changes_of(self, subject: Initiative) -> list[engine.Change]:
        """Return what the actor may write, a commitment in it included."""
        return [*super().changes_of(subject), *changes_in(subject, actor=self.actor)]

    @nested_list(
        "bottlenecks",
        serializers.BottleneckSerializer,
        orderings={"dueOn": ("due_on",), "-dueOn": ("-due_on",)},
        noun=BOTTLENECK,
    )
    def bottlenecks(self, subject: Initiative) -> QuerySet[Any]:
        """List what stands in the way, stood in the way, or was expected to."""
        return self._bottlenecks(subject)

    @nested_create(
        bottlenecks, inputs.BottleneckInput, serializers.BottleneckSerializer, if_match=True
    )
    def raise_bottleneck(self, subject: Initiative, data: dict[str, Any]) -> Bottleneck:
        """Raise a bottleneck: the transition `raise_bottleneck`, in another shape."""
        return actions.raise_bottleneck(
            subject, actor=self.actor, expected_version=self.expected_version, **data
        )

    @nested_item(
        "bottlenecks/<uuid:bottleneck_id>", serializers.BottleneckSerializer, noun=BOTTLENECK
    )
    def bottleneck(self, subject: Initiative, bottleneck_id: UUID) -> Bottleneck:
        """Show one bottleneck."""
        return self._bottleneck(subject, bottleneck_id)

    @nested_update(bottleneck, inputs.BottleneckUpdate, serializers.BottleneckSerializer)
    def follow_bottleneck(
        self, subject: Initiative, data: dict[str, Any], bottleneck_id: UUID
    ) -> Bottleneck:
        """Say how far a bottleneck is."""
        found = self._bottleneck(subject, bottleneck_id)
        return actions.follow_bottleneck(
            subject, found, actor=self.actor, expected_version=self.expected_version, **data
        )

    @nested_list(
        "measurements",
        serializers.MeasurementSerializer,
        orderings={"-measuredOn": ("-measured_on",), "measuredOn": ("measured_on",)},
        noun=MEASUREMENT,
    )
    def measurements(self, subject: Initiative) -> QuerySet[Any]:
        """List what was measured."""
        return self._measurements(subject)

    @nested_create(
        measurements, inputs.MeasurementInput, serializers.MeasurementSerializer, if_match=True
    )
    def measure(self, subject: Initiative, data: dict[str, Any]) -> Measurement:
        """Record a measurement, or why there is none."""
        return actions.measure(
            subject, actor=self.actor, expected_version=self.expected_version, **data
        )

    @nested_item(
        "measurements/<uuid:measurement_id>", serializers.MeasurementSerializer, noun=MEASUREMENT
    )
    def measurement(self, subject: Initiative, measurement_id: UUID) -> Measurement:
        """Show one measurement."""
        found: Measurement | None = self._measurements(subject).filter(pk=measurement_id).first()
        return found or _nothing()

    @nested_list(
        "business-cases",
        serializers.BusinessCaseSerializer,
        orderings={"-createdAt": ("-created_at",)},
        noun=BUSINESS_CASE,
    )
    def business_cases(self, subject: Initiative) -> QuerySet[Any]:
        """List the reckonings of costs and benefits, the newest first."""
        return self._business_cases(subject)

    @nested_create(
        business_cases, inputs.BusinessCaseInput, serializers.BusinessCaseSerializer, if_match=True
    )
    def add_business_case(self, subject: Initiative, data: dict[str, Any]) -> BusinessCase:
        """Add a reckoning of costs and benefits; earlier ones stay."""
        return actions.add_business_case(
            subject, actor=self.actor, expected_version=self.expected_version, **data
        )

    @nested_item(
        "business-cases/<uuid:business_case_id>",
        serializers.BusinessCaseSerializer,
        noun=BUSINESS_CASE,
    )
    def business_case(self, subject: Initiative, business_case_id: UUID) -> BusinessCase:
        """Show one reckoning."""
        found: BusinessCase | None = (
            self._business_cases(subject).filter(pk=business_case_id).first()
        )
        return found or _nothing()

    def _fresh(self, initiative: Initiative) -> Initiative:
        found: Initiative = self.get_queryset().get(pk=initiative.pk)
        return found

    def _bottlenecks(self, subject: Initiative) -> QuerySet[Any]:
        rows = Bottleneck.objects.visible_to(self.actor).filter(initiative=subject)
        found: QuerySet[Any] = rows.select_related("owner")
        return found

    def _bottleneck(self, subject: Initiative, bottleneck_id: UUID) -> Bottleneck:
        found: Bottleneck | None = self._bottlenecks(subject).filter(pk=bottleneck_id).first()
        return found or _nothing()

    def _measurements(self, subject: Initiative) -> QuerySet[Any]:
        rows = Measurement.objects.visible_to(self.actor).filter(initiative=subject)
        found: QuerySet[Any] = rows.select_related("indicator")
        return found

    def _business_cases(self, subject: Initiative) -> QuerySet[Any]:
        rows = BusinessCase.objects.visible_to(self.actor)
        found: QuerySet[Any] = rows.filter(initiative=subject)
        return found


def _nothing() -> NoReturn:
    raise Http404
