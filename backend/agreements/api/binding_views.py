"""Requests to declare provisions generally binding (avv) over HTTP."""

from typing import Any, NoReturn
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.agreements import binding
from backend.agreements.api import binding_shapes
from backend.agreements.models import Agreement, BindingRequest
from backend.api.filters import Identifier, PlainFilters
from backend.api.option_shapes import AvailableChangeSerializer
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.reference.words import Words


class BindingFilters(PlainFilters):
    """Filters of requests."""

    agreement = Identifier(field_name="agreement_id")


class BindingRequestViewSet(Creates, Updates, VisibleListRetrieve):
    """Requests to declare provisions generally binding, and what came of them."""

    noun = Words("avv-verzoek", "request for general binding")
    queryset = BindingRequest.objects.select_related("agreement", "extends")
    serializer_class = binding_shapes.BindingSerializer
    create_serializer_class = binding_shapes.BindingCreate
    update_serializer_class = binding_shapes.BindingUpdate
    filterset_class = BindingFilters
    orderings = {"-requestedOn": ("-requested_on",), "requestedOn": ("requested_on",)}

    def create_subject(self, data: dict[str, Any]) -> BindingRequest:
        """Record a request that the body names."""
        found = Agreement.objects.visible_to(self.actor).filter(pk=data.pop("agreement")).first()
        return binding.ask(found or _nothing(), actor=self.actor, **data)

    def update_subject(
        self, subject: BindingRequest, data: dict[str, Any], expected_version: int | None
    ) -> BindingRequest:
        """Record what came of it."""
        return binding.note(subject, data, actor=self.actor, expected_version=expected_version)

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List what you may record of it now."""
        return self.items(binding.steps(self.get_object(), self.actor), AvailableChangeSerializer)


def _nothing() -> NoReturn:
    raise Http404
