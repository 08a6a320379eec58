"""Requests to declare provisions generally binding (avv) over HTTP."""

from typing import Any, NoReturn
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
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
from backend.api.papers import DocumentSerializer
from backend.api.problem_types import Fault, Invalid
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.reference.words import Words

ALONE = Words(
    "Leg dit apart vast, zonder andere velden.", "Record this by itself, without other fields."
)
LETTER = Words("brief bij een avv-verzoek", "letter of a request for general binding")


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

    def get_queryset(self) -> QuerySet[Any]:
        """Return the requests that the actor may see, each with what its letter is called."""
        letter = binding.letters(self.actor).filter(request=OuterRef("pk")).values("name")
        rows: QuerySet[Any] = super().get_queryset().annotate(letter_name=Subquery(letter[:1]))
        return rows

    def create_subject(self, data: dict[str, Any]) -> BindingRequest:
        """Record a request that the body names."""
        found = Agreement.objects.visible_to(self.actor).filter(pk=data.pop("agreement")).first()
        return self._fresh(binding.ask(found or _nothing(), actor=self.actor, **data))

    def update_subject(
        self, subject: BindingRequest, data: dict[str, Any], expected_version: int | None
    ) -> BindingRequest:
        """Record what came of it, or that no extension is asked of it."""
        if "declined_on" in data:
            if len(data) > 1:
                raise Invalid([Fault("/extensionDeclinedOn", "alone", ALONE)])
            day = data["declined_on"]
            return self._fresh(
                binding.decline(subject, day, actor=self.actor, expected_version=expected_version)
            )
        done = binding.note(subject, data, actor=self.actor, expected_version=expected_version)
        return self._fresh(done)

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List what you may record of it now."""
        return self.items(binding.steps(self.get_object(), self.actor), AvailableChangeSerializer)

    @extend_schema(responses={200: DocumentSerializer}, filters=False)
    @action(detail=True, url_path="document", noun=LETTER)
    def document(self, request: Request, **_: Any) -> Response:
        """Show the letter in which parties ask it, where one was recorded; for the parties."""
        found = binding.letters(self.actor).filter(request=self.get_object()).first()
        return Response(self.show(found or _nothing(), DocumentSerializer))

    def _fresh(self, row: BindingRequest) -> BindingRequest:
        """Return it with everything that its shape shows."""
        found: BindingRequest = self.get_queryset().get(pk=row.pk)
        return found


def _nothing() -> NoReturn:
    raise Http404
