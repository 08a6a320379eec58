"""What the OpenAPI document says of one operation, read from the view itself.

A view declares shapes, filters and orderings once; the document follows. Problem responses and
common headers are added to every operation, so that no view can forget them.
"""

from collections.abc import Callable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, OpenApiParameter, extend_schema
from rest_framework import serializers

from backend.api.languages import say
from backend.api.naming import camel
from backend.api.queries import FIELDS, Parameter
from backend.api.schema_parts import (
    IF_MATCH,
    IF_NONE_MATCH,
    headers_of,
    problem_statuses,
    reference,
)
from backend.api.serializers import StrictSerializer, names_of
from backend.reference.words import Words

_VERBS = {"POST": "create", "PATCH": "update", "DELETE": "delete"}
_SUMMARIES = {
    "list": Words("{noun}: lijst", "{noun}: list"),
    "retrieve": Words("{noun}: een enkele", "{noun}: a single one"),
    "create": Words("{noun}: toevoegen", "{noun}: add"),
    "update": Words("{noun}: wijzigen", "{noun}: change"),
    "delete": Words("{noun}: intrekken", "{noun}: withdraw"),
}


def only_the_api(endpoints: list[Any]) -> list[Any]:
    """Keep what is served below `/v1`."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/v1/")]


def document(
    *, response: Any = None, request: Any = None, status: int = 200
) -> Callable[[Callable[..., Any]], Any]:
    """Say what a method of a plain `ActorView` reads and answers: shapes, or JSON Schemas."""
    return extend_schema(request=request, responses={status: response})


_PAGES: dict[type[StrictSerializer], type[StrictSerializer]] = {}


def page_of(shape: type[StrictSerializer]) -> type[StrictSerializer]:
    """Return the shape of what `ActorView.items` answers: a page that is always whole."""
    if shape not in _PAGES:
        fields = {
            "items": shape(many=True),
            "next": serializers.CharField(allow_null=True),
            "previous": serializers.CharField(allow_null=True),
            "is_page": True,
            "__doc__": "All of them.",
        }
        name = shape.__name__.removesuffix("Serializer") + "ItemsSerializer"
        _PAGES[shape] = type(name, (StrictSerializer,), fields)
    return _PAGES[shape]


class Schema(AutoSchema):
    """Describes one method of one view."""

    view: Any

    @property
    def verb(self) -> str:
        """What the operation does: list, retrieve, create, update or delete."""
        if self.method == "GET":
            many = (self.answers_page or self._is_list_view()) and not self.path.endswith("}")
            return "list" if many else "retrieve"
        return _VERBS.get(self.method, self.method.lower())

    @property
    def answers_page(self) -> bool:
        """Whether the answer is a page that is always whole."""
        return bool(getattr(self._answer(), "is_page", False))

    @property
    def if_match(self) -> bool:
        """Whether the operation needs `If-Match`."""
        patches = self.method == "PATCH" and getattr(self.view, "versioned", True)
        return patches or bool(self.get_extensions().get("x-if-match"))

    def get_operation_id(self) -> str:
        """Return such as `listClauses` or `createClausesTransitions`."""
        path = "_".join(token.replace("-", "_") for token in self._tokenize_path())
        return camel(f"{self.verb}_{path.replace('.', '_')}")

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        """Return the shape's name; the mark of one that is private to its module is ours alone."""
        name: str = super().get_serializer_name(serializer, direction)
        return name.lstrip("_")

    def get_summary(self) -> str | None:
        """Return the noun and the verb, in the language in which the document is asked."""
        noun: Words | None = self.view.noun
        return say(_SUMMARIES[self.verb].with_(noun=noun)) if noun else None

    def get_request_serializer(self) -> Any:
        """Return the shape that the operation reads."""
        action = getattr(self.view, "action", "")
        if action == "create":
            return self.view.create_serializer_class
        if action == "partial_update":
            return self.view.update_serializer_class
        return None

    def get_response_serializers(self) -> Any:
        """Return the shape that the operation answers with."""
        view, action = self.view, getattr(self.view, "action", "")
        if action == "list":
            return (view.list_serializer_class or view.serializer_class)(many=True)
        if action == "create":
            return {201: view.serializer_class}
        return getattr(view, "serializer_class", None)

    def get_override_parameters(self) -> list[Any]:
        """Return the view's own query parameters, `fields`, and the conditional headers."""
        found = []
        if self.method == "GET":
            own = self.view.query_parameters.items()
            found += [_query(name, parameter) for name, parameter in own]
            if shape := self._shape_of_page():
                found.append(_fields(shape))
        if self.if_match:
            found.append(IF_MATCH)
        if self.method == "GET" and self.view_action == "retrieve":
            found.append(IF_NONE_MATCH)
        return found

    @property
    def view_action(self) -> str:
        """The name of the view's method, where the view has such names."""
        return getattr(self.view, "action", None) or ""

    def _answer(self) -> Any:
        answer = self.get_response_serializers()
        return next(iter(answer.values())) if isinstance(answer, dict) else answer

    def _shape_of_page(self) -> type[StrictSerializer] | None:
        if self.method != "GET" or not hasattr(self.view, "pagination_class"):
            return None
        answer = self._answer()
        is_page = isinstance(answer, serializers.ListSerializer)
        return type(answer.child) if is_page else None

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """Return the operation with its problems and headers."""
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        operation.pop("x-if-match", None)
        responses = operation["responses"]
        for status, response in responses.items():
            response.setdefault("headers", {}).update(headers_of(self, status))
            response["description"] = response.get("description") or "Done."
        if self.view_action == "retrieve":
            responses["304"] = reference("responses", "NotModified")
        for name in problem_statuses(self, operation):
            responses[name] = reference("responses", f"Problem{name}")
        return operation

    def _map_basic_serializer(self, serializer: Any, direction: str, *rest: Any) -> Any:
        schema: Any = super()._map_basic_serializer(serializer, direction, *rest)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(serializer, StrictSerializer):
            schema["additionalProperties"] = False
        return schema

    def get_paginated_name(self, serializer_name: str) -> str:
        """Return the name of a page's shape."""
        return f"{serializer_name}Page"


def _query(name: str, parameter: Parameter) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        dict(parameter.schema),
        OpenApiParameter.QUERY,
        description=parameter.description,
        required=parameter.required,
    )


def _fields(shape: type[StrictSerializer]) -> OpenApiParameter:
    names = {"type": "string", "enum": list(names_of(shape))}
    return OpenApiParameter(
        FIELDS,
        {"type": "array", "items": names, "minItems": 1},
        OpenApiParameter.QUERY,
        description="Only these properties of each item.",
        style="form",
        explode=False,
    )
