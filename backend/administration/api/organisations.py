"""Organisations: all of them for an administrator, your own for you."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from backend.administration import organisations
from backend.administration.api.shared import Kept, own_organisations
from backend.api.filters import Choice, PlainFilters, Text
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.api.views import Creates, Updates
from backend.parties.kinds import OrganisationKind, Side
from backend.parties.models import Organisation
from backend.reference.words import Words


class OrganisationSerializer(StrictSerializer):
    """An organisation, with the side on which its kind puts it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=OrganisationKind.choices)
    side = serializers.ChoiceField(choices=Side.choices)
    parent = Reference(allow_null=True, help_text="The employer, of a works council.")
    version = serializers.IntegerField()


class OrganisationCreate(StrictSerializer):
    """A new organisation. Its kind decides its side, and cannot be changed."""

    name = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=OrganisationKind.choices)
    parent = serializers.UUIDField(
        required=False, allow_null=True, help_text="The employer, of a works council."
    )


class OrganisationUpdate(StrictSerializer):
    """Another name."""

    name = serializers.CharField(max_length=200)


class OrganisationFilters(PlainFilters):
    """Filters of organisations."""

    q = Text(method="by_words", help_text="In the name.")
    side = Choice(choices=Side.choices)

    def by_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is called so."""
        for word in value.split()[:10]:
            rows = rows.filter(name__icontains=word)
        return rows


class OrganisationViewSet(Creates, Updates, Kept):
    """Organisations: all for an administrator, your own for you."""

    noun = Words("organisatie", "organisation")
    subject_kind = "organisation"
    queryset = Organisation.objects.select_related("parent")
    serializer_class = OrganisationSerializer
    create_serializer_class = OrganisationCreate
    update_serializer_class = OrganisationUpdate
    filterset_class = OrganisationFilters
    orderings = {"name": ("name",), "-name": ("-name",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Return all to administrators, and to others those for which they act."""
        rows: QuerySet[Any] = self.queryset.all()
        if self.actor.is_administrator:
            return rows
        return rows.filter(pk__in=own_organisations(self.actor))

    def create_subject(self, data: dict[str, Any]) -> Organisation:
        """Add an organisation."""
        return organisations.add(actor=self.actor, **data)

    def update_subject(
        self, subject: Organisation, data: dict[str, Any], expected_version: int | None
    ) -> Organisation:
        """Give it another name."""
        return organisations.correct(
            subject.pk, data, actor=self.actor, expected_version=expected_version
        )
