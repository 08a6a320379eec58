"""Seats of organisations at tables: for administrators, and for who sits at the table."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.administration import seats
from backend.administration.api.shared import STANDINGS, EndUpdate
from backend.api.etags import expected_version
from backend.api.filters import Identifier, PlainFilters
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.parties.kinds import Capacity
from backend.parties.models import Membership
from backend.reference.words import Words


class MembershipSerializer(StrictSerializer):
    """An organisation's seat at a table, in one capacity, between dates."""

    id = serializers.UUIDField()
    bargaining_table = Reference()
    organisation = Reference()
    side = serializers.CharField(source="organisation.side")
    capacity = serializers.ChoiceField(choices=Capacity.choices)
    starts_on = serializers.DateField(source="valid_from")
    ends_on = serializers.DateField(source="valid_until", allow_null=True)
    state = serializers.ChoiceField(choices=STANDINGS, source="standing")
    version = serializers.IntegerField()


class MembershipCreate(StrictSerializer):
    """A new seat."""

    bargaining_table = serializers.UUIDField()
    organisation = serializers.UUIDField()
    capacity = serializers.ChoiceField(choices=Capacity.choices)
    starts_on = serializers.DateField(
        source="valid_from", help_text="Tomorrow or later, where anybody sits or sat there."
    )
    ends_on = serializers.DateField(source="valid_until", required=False, allow_null=True)


class SeatFilters(PlainFilters):
    """Filters of seats."""

    bargaining_table = Identifier(field_name="bargaining_table_id")
    organisation = Identifier(field_name="organisation_id")


class SeatViewSet(Creates, Updates, VisibleListRetrieve):
    """Seats at tables: all for an administrator, those of the tables where you sit for you."""

    noun = Words("plaats aan tafel", "seat at a table")
    queryset = Membership.objects.select_related("bargaining_table", "organisation")
    serializer_class = MembershipSerializer
    create_serializer_class = MembershipCreate
    update_serializer_class = EndUpdate
    filterset_class = SeatFilters
    orderings = {"-startsOn": ("-valid_from",), "startsOn": ("valid_from",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return all to administrators, and to others those of the tables where they sit."""
        rows: QuerySet[Any] = self.queryset.all()
        if self.actor.is_administrator:
            return rows
        here = {seat.bargaining_table_id for seat in self.actor.seats}
        return rows.filter(bargaining_table_id__in=here)

    def create_subject(self, data: dict[str, Any]) -> Membership:
        """Give a seat."""
        return seats.give(actor=self.actor, **data)

    def update_subject(
        self, subject: Membership, data: dict[str, Any], expected_version: int | None
    ) -> Membership:
        """End it."""
        return seats.end(subject, actor=self.actor, expected_version=expected_version, **data)

    @extend_schema(responses={204: None}, extensions={"x-if-match": True})
    def destroy(self, request: Request, **_: Any) -> Response:
        """Withdraw a seat that has not begun."""
        seat, version = self.get_object(), expected_version(request)
        seats.withdraw(seat, actor=self.actor, expected_version=version)
        return Response(status=204)
