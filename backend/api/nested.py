"""Resources below one other resource, as decorators: a method gives rows, the rest is done here.

    @nested_list("versions", VersionSerializer, orderings={"-number": ("-number",)})
    def versions(self, subject: Clause) -> QuerySet[ClauseVersion]:
        return subject.versions.visible_to(self.actor)

What the actor may not see of the parent makes everything below it a 404 as well.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.etags import expected_version, version_header
from backend.api.paging import Orderings
from backend.api.problem_types import Fault, Invalid
from backend.api.serializers import StrictSerializer
from backend.api.views import NOTHING_TO_CHANGE
from backend.reference.words import Words

Shape = type[StrictSerializer]
Method = Callable[..., Any]
Decorator = Callable[[Method], Any]


def nested_list(
    path: str,
    shape: Shape,
    *,
    orderings: Orderings,
    tie_break: str = "id",
    noun: Words | None = None,
) -> Decorator:
    """GET `{id}/{path}`: a page of the queryset that the method returns for the parent."""

    def decorate(method: Method) -> Any:
        @wraps(method)
        def answer(self: Any, request: Request, **_: Any) -> Response:
            page: Response = self.page(method(self, self.get_object()), shape)
            return page

        settings = {"orderings": orderings, "tie_break": tie_break, "lists": True, **_named(noun)}
        documented = extend_schema(responses={200: shape(many=True)}, filters=False)
        return documented(_below(path, **settings)(answer))

    return decorate


def nested_create(listed: Any, reads: Shape, shows: Shape, *, if_match: bool = False) -> Decorator:
    """POST to the address of a `nested_list`: the method creates and returns one; 201, `Location`.

    With `if_match`, the view `held()` the parent until the answer is made, `If-Match` is required
    and `self.expected_version` holds its version.
    """

    def decorate(method: Method) -> Any:
        @wraps(method)
        def answer(self: Any, request: Request, **_: Any) -> Response:
            if not if_match:
                made = method(self, self.get_object(), self.read(reads))
                plain: Response = self.created(made, shows)
                return plain
            with self.held() as subject:
                self.expected_version = expected_version(request)
                made = method(self, subject, self.read(reads))
                versioned: Response = self.created(made, shows, versioned=subject)
                return versioned

        documented = extend_schema(
            request=reads, responses={201: shows}, extensions=_marks(if_match=if_match)
        )
        return documented(listed.mapping.post(answer))

    return decorate


def nested_item(path: str, shape: Shape, *, noun: Words | None = None) -> Decorator:
    """GET `{id}/{path}`: the one thing that the method returns; it raises Http404 for none."""

    def decorate(method: Method) -> Any:
        @wraps(method)
        def answer(self: Any, request: Request, **names: Any) -> Response:
            found = method(self, self.get_object(), **_below_id(self, names))
            return Response(self.show(found, shape))

        documented = extend_schema(responses={200: shape})
        return documented(_below(path, **_named(noun))(answer))

    return decorate


def nested_update(item: Any, reads: Shape, shows: Shape) -> Decorator:
    """PATCH at the address of a `nested_item`: the method changes and returns it.

    `If-Match` is required and is about the parent, whose new version is in the answer's `ETag`.
    """

    def decorate(method: Method) -> Any:
        @wraps(method)
        def answer(self: Any, request: Request, **names: Any) -> Response:
            subject = self.get_object()
            self.expected_version = expected_version(request)
            data = self.read(reads, partial=True)
            if not data:
                raise Invalid([Fault("", "nothing_to_change", NOTHING_TO_CHANGE)])
            changed = method(self, subject, data, **_below_id(self, names))
            return Response(self.show(changed, shows), headers=version_header(subject))

        documented = extend_schema(
            request=reads, responses={200: shows}, extensions=_marks(if_match=True)
        )
        return documented(item.mapping.patch(answer))

    return decorate


def nested_delete(item: Any) -> Decorator:
    """DELETE at the address of a `nested_item`: the method removes it; `If-Match` is required."""

    def decorate(method: Method) -> Any:
        @wraps(method)
        def answer(self: Any, request: Request, **names: Any) -> Response:
            subject = self.get_object()
            self.expected_version = expected_version(request)
            method(self, subject, **_below_id(self, names))
            return Response(status=204)

        documented = extend_schema(responses={204: None}, extensions=_marks(if_match=True))
        return documented(item.mapping.delete(answer))

    return decorate


def _below(path: str, **settings: Any) -> Decorator:
    name = path.replace("/", "-").replace("<", "").replace(">", "").replace(":", "-")
    return action(detail=True, url_path=path, url_name=name, **settings)


def _below_id(view: Any, names: dict[str, Any]) -> dict[str, Any]:
    """Return what the address names below the parent's own id."""
    return {name: value for name, value in names.items() if name != view.lookup_field}


def _named(noun: Words | None) -> dict[str, Words]:
    return {"noun": noun} if noun else {}


def _marks(*, if_match: bool) -> dict[str, Any]:
    return {"x-if-match": True} if if_match else {}
