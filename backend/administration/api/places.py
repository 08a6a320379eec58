"""Places of people in organisations: for administrators, and for whose organisation it is."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.administration import places
from backend.administration.api.shared import STANDINGS, EndUpdate, own_organisations
from backend.api.etags import expected_version
from backend.api.filters import Day, Identifier, PlainFilters
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.parties.kinds import Function
from backend.parties.models import Affiliation
from backend.reference.words import Words


class AffiliationSerializer(StrictSerializer):
    """A person's place in an organisation, between dates."""

    id = serializers.UUIDField()
    person = Reference()
    organisation = Reference()
    function = serializers.ChoiceField(choices=Function.choices)
    keeps_mandates = serializers.BooleanField()
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", allow_null=True)
    state = serializers.ChoiceField(choices=STANDINGS, source="standing")
    may_end = serializers.SerializerMethodField()
    version = serializers.IntegerField()

    def get_may_end(self, place: Affiliation) -> bool:
        """Return whether you may end it, or withdraw it while it is upcoming."""
        return place.standing != "ended" and places.may_end(place, self.context["view"].actor)


class AffiliationCreate(StrictSerializer):
    """A new place. One that the person still has in that organisation ends the day before."""

    person = serializers.UUIDField()
    organisation = serializers.UUIDField()
    function = serializers.ChoiceField(choices=Function.choices)
    keeps_mandates = serializers.BooleanField(required=False)
    starts_on = serializers.DateField(
        source="valid_from", help_text="Tomorrow or later, where the organisation has people."
    )
    ends_on = serializers.DateField(source="valid_until", required=False, allow_null=True)


class PlaceFilters(PlainFilters):
    """Filters of places."""

    person = Identifier(field_name="person_id")
    organisation = Identifier(field_name="organisation_id")
    valid_on = Day(method="by_day", help_text="Places that hold on this day.")

    def by_day(self, rows: Any, name: str, value: Any) -> QuerySet[Any]:
        """Keep what holds on a day."""
        held: QuerySet[Any] = rows.valid_on(value)
        return held


class PlaceViewSet(Creates, Updates, VisibleListRetrieve):
    """Places of people: all for an administrator, those of your own organisation for you."""

    noun = Words("plaats in een organisatie", "place in an organisation")
    queryset = Affiliation.objects.select_related("person", "organisation")
    serializer_class = AffiliationSerializer
    create_serializer_class = AffiliationCreate
    update_serializer_class = EndUpdate
    filterset_class = PlaceFilters
    orderings = {"-startsOn": ("-valid_from",), "startsOn": ("valid_from",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return all to administrators, and to others those of their own organisations."""
        rows: QuerySet[Any] = self.queryset.all()
        if self.actor.is_administrator:
            return rows
        return rows.filter(organisation_id__in=own_organisations(self.actor))

    def create_subject(self, data: dict[str, Any]) -> Affiliation:
        """Give a place."""
        return places.give(actor=self.actor, **data)

    def update_subject(
        self, subject: Affiliation, data: dict[str, Any], expected_version: int | None
    ) -> Affiliation:
        """End it."""
        return places.end(subject, actor=self.actor, expected_version=expected_version, **data)

    @extend_schema(responses={204: None}, extensions={"x-if-match": True})
    def destroy(self, request: Request, **_: Any) -> Response:
        """Withdraw a place that has not begun."""
        place, version = self.get_object(), expected_version(request)
        places.withdraw(place, actor=self.actor, expected_version=version)
        return Response(status=204)
