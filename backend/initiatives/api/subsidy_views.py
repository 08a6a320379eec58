"""Subsidies of initiatives over HTTP."""

from typing import Any, NoReturn
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.filters import Identifier, PlainFilters
from backend.api.option_shapes import AvailableChangeSerializer
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.initiatives import subsidies
from backend.initiatives.api import subsidy_shapes
from backend.initiatives.models import Initiative, Subsidy
from backend.reference.words import Words


class SubsidyFilters(PlainFilters):
    """Filters of subsidies."""

    initiative = Identifier(field_name="initiative_id")


class SubsidyViewSet(Creates, Updates, VisibleListRetrieve):
    """Subsidies that initiatives apply for, and account for."""

    noun = Words("subsidie", "subsidy")
    queryset = Subsidy.objects.select_related("initiative")
    serializer_class = subsidy_shapes.SubsidySerializer
    create_serializer_class = subsidy_shapes.SubsidyCreate
    update_serializer_class = subsidy_shapes.SubsidyUpdate
    filterset_class = SubsidyFilters
    orderings = {"closesOn": ("closes_on",), "-closesOn": ("-closes_on",)}

    def create_subject(self, data: dict[str, Any]) -> Subsidy:
        """Write down a round that the owners of the initiative look at."""
        seen = Initiative.objects.visible_to(self.actor).filter(pk=data.pop("initiative"))
        return self._fresh(subsidies.add(seen.first() or _nothing(), actor=self.actor, **data))

    def update_subject(
        self, subject: Subsidy, data: dict[str, Any], expected_version: int | None
    ) -> Subsidy:
        """Say what came of it, or that its window is another."""
        done = subsidies.follow(subject, data, actor=self.actor, expected_version=expected_version)
        return self._fresh(done)

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List what you may write of it now."""
        found = subsidies.changes_of(self.get_object(), self.actor)
        return self.items(found, AvailableChangeSerializer)

    def _fresh(self, row: Subsidy) -> Subsidy:
        found: Subsidy = self.get_queryset().get(pk=row.pk)
        return found


def _nothing() -> NoReturn:
    raise Http404
