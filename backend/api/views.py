"""The views that domains build on: who asks, the second wall, lists, details, creating, changing.

A view reads input, calls one function of its domain and shapes the answer. Everything else is here.
"""

import builtins
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback
from rest_framework.viewsets import GenericViewSet

from backend.api import filters, paging, reading
from backend.api.bodies import JsonParser, MergePatchParser, control_faults
from backend.api.etags import expected_version, not_modified, version_header
from backend.api.languages import in_one_language
from backend.api.lines import values_of
from backend.api.problem_types import Fault, Invalid, all_at_once
from backend.api.problems import faults_in
from backend.api.queries import FIELDS, Parameter, check_query, read_query, wanted_fields
from backend.api.serializers import StrictSerializer, reader
from backend.confidentiality.context import enter
from backend.parties.actors import ANONYMOUS, Actor, actor_for
from backend.reference.words import Words

METHODS = ["get", "head", "post", "patch", "delete"]


class ActorView(APIView):
    """A view that knows who asks (`self.actor`) and reads as them (the second wall).

    Needs a login unless `public` is set; a login that is offered still counts there. The values of
    `query_parameters` are in `self.query`; parameters that nobody declared are refused.
    """

    http_method_names = METHODS
    public: ClassVar[bool] = False
    noun: ClassVar[Words | None] = None
    query_parameters: ClassVar[Mapping[str, Parameter]] = {}
    actor: Actor = ANONYMOUS
    query: Mapping[str, Any]

    def get_permissions(self) -> list[Any]:
        """Ask for a login, unless the resource is public."""
        return [AllowAny()] if self.public else list(super().get_permissions())

    def get_parsers(self) -> list[Any]:
        """Read JSON; for a PATCH also under its own name."""
        patching = getattr(self.request, "method", None) == "PATCH"
        return [JsonParser(), MergePatchParser()] if patching else [JsonParser()]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer, in one language."""
        with in_one_language():
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who asks, put up the second wall, and refuse what nobody documented."""
        super().initial(request, *args, **kwargs)
        person = request.user
        places = getattr(request.auth, "places", None)
        self.actor = actor_for(person, places=places) if person.is_authenticated else ANONYMOUS
        request.actor = self.actor  # type: ignore[attr-defined]
        enter(self.actor)  # until the request's transaction ends
        if hasattr(self, str(request.method).lower()):  # else the answer is 405
            reading = request.method in ("GET", "HEAD")
            all_at_once(
                self.checks_of_query(request) if reading else [lambda: check_query(request)]
            )

    def checks_of_query(self, request: Request) -> list[Callable[[], object]]:
        """Return the checks of the query parameters of a GET; all of them are made."""
        return [lambda: check_query(request, self.known_parameters()), self._read_query]

    def _read_query(self) -> None:
        self.query = read_query(self.request, self.query_parameters)

    def known_parameters(self) -> set[str]:
        """Return the query parameters that a GET reads."""
        return set(self.query_parameters)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell what is left of the rate limit; undo everything where the answer is an error."""
        final: Any = super().finalize_response(request, response, *args, **kwargs)
        allowance: Any = getattr(request, "allowance", None)
        for name, value in (allowance.headers() if allowance else {}).items():
            final[name] = value
        if final.status_code >= status.HTTP_400_BAD_REQUEST:
            set_rollback()
        # for who looks at the answer once the transaction has ended
        final.asker, final.question = self.actor, request
        return final

    def read(self, shape: type[StrictSerializer], *, partial: bool = False) -> dict[str, Any]:
        """Return the body's values by snake_case name; raise `Invalid` with every fault at once."""
        data = self.request.data
        faults = list(control_faults(data))
        try:
            values = reader(shape, partial=partial).run_validation(data)
        except ValidationError as error:
            marked = {fault.pointer for fault in faults}
            faults += [f for f in faults_in(error.detail) if f.pointer not in marked]
        if faults:
            raise Invalid(sorted(faults, key=lambda fault: fault.pointer))
        return dict(values)

    def show(self, thing: Any, shape: type[StrictSerializer]) -> dict[str, Any]:
        """Return one thing in its outside shape."""
        return shape(context={"view": self}).to_representation(thing)

    def created(
        self, thing: Any, shape: type[StrictSerializer], *, versioned: Any = None
    ) -> Response:
        """Answer 201 with the new thing and where it is; `ETag` of it, or of what it changed."""
        body = self.show(thing, shape)
        headers = version_header(versioned if versioned is not None else thing)
        headers["Location"] = f"{self.request.path}/{body['id']}"
        return Response(body, status=status.HTTP_201_CREATED, headers=headers)

    def items(
        self,
        things: Any,
        shape: type[StrictSerializer],
        *,
        page: paging.CursorPaging | None = None,
    ) -> Response:
        """Answer with a short list, whole unless `page` knows what stands on either side of it."""
        show = shape(context={"view": self}).to_representation
        page = page or paging.CursorPaging()
        return page.get_paginated_response([show(thing) for thing in things])


class VisibleList(ActorView, GenericViewSet[Any]):
    """GET a page of what the actor may see.

    Set `queryset`, `serializer_class`, and if wanted `filterset_class` and `orderings`.
    """

    orderings: ClassVar[paging.Orderings] = {"-id": ("-id",)}
    filterset_class: ClassVar[type[filters.PlainFilters] | None] = None
    list_serializer_class: ClassVar[type[StrictSerializer] | None] = None
    serializer_class: type[StrictSerializer]
    # The columns that an item of the list needs. Where they are named the list is read as columns,
    # and its rows may depend on nothing but `queryset`, the filters and what the actor may see.
    list_only: ClassVar[tuple[str, ...]] = ()
    versioned: ClassVar[bool] = True  # whether a PATCH needs `If-Match`
    lists: ClassVar[bool] = False  # set by `nested_list` for its own address
    tie_break: ClassVar[str] = "id"
    lookup_field = "id"
    lookup_value_converter = "uuid"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that the actor may see: the first wall."""
        queryset: Any = super().get_queryset()
        visible: QuerySet[Any] = queryset.visible_to(self.actor)
        return visible

    def list(self, request: Request) -> Response:
        """List what you may see, a page at a time."""
        if self.list_only:
            return self._page_of_lines()
        return self.page(self.filter_queryset(self.get_queryset()), self.shape_of_list)

    def _page_of_lines(self) -> Response:
        """Answer with a page that is read as columns, see `reading` and `lines`."""
        paginator: Any = self.paginator
        paginator.begin(self.request, self)
        paths, model = self.list_only, self._whole.model
        rows = paginator.turn(self._read_lines(paginator), values_of(paths, paginator.names))
        serializer = self.shape_of_list(context={"view": self})
        serializer.only = wanted_fields(self.request, self.shape_of_list)
        write = serializer.line_writer(model, paths)
        page: Response = paginator.get_paginated_response([write(row) for row in rows])
        return page

    @property
    def _whole(self) -> QuerySet[Any]:
        view: Any = self
        whole: QuerySet[Any] = view.queryset
        return whole

    def _read_lines(self, paginator: Any) -> builtins.list[Any]:
        def ask() -> reading.Statement:
            asked = paginator.sliced(self.filter_queryset(self.get_queryset()))
            return reading.written(asked, self.list_only)

        if hasattr(self, "asked_filters"):
            return ask().rows()
        edge = paging.edge_values(self._whole, paginator.names, paginator.edge)
        key = (type(self), *paginator.edge[:2], paginator.size)
        return reading.page(key, ask, self.actor, edge)

    def page(self, queryset: QuerySet[Any], shape: type[StrictSerializer]) -> Response:
        """Answer with one page of a queryset that is visible already."""
        paginator: Any = self.paginator
        serializer = shape(context={"view": self})
        serializer.only = wanted_fields(self.request, shape)
        rows = self.described(paginator.paginate_queryset(queryset, self.request, self))
        page: Response = paginator.get_paginated_response(
            [serializer.to_representation(row) for row in rows]
        )
        return page

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Return what is shown for the rows of a page; override to add what belongs to them."""
        return rows

    def checks_of_query(self, request: Request) -> builtins.list[Callable[[], object]]:
        """Return the checks of filters, page and `fields` too."""
        checks = super().checks_of_query(request)
        if self.lists or self.action == "list":
            checks.append(lambda: paging.check(request, self))
        if self.action == "list":
            checks.append(lambda: filters.check(request, self))
            checks.append(lambda: wanted_fields(request, self.shape_of_list))
        return checks

    @property
    def shape_of_list(self) -> type[StrictSerializer]:
        """The shape of an item of the list."""
        return self.list_serializer_class or self.serializer_class

    def known_parameters(self) -> set[str]:
        """Return the parameters of the page, its filters and `fields`."""
        known = super().known_parameters()
        if self.lists or self.action == "list":
            known |= paging.QUERY_NAMES | {FIELDS}
        if self.action == "list" and self.filterset_class is not None:
            known |= filters.names_of(self.filterset_class)
        return known


class VisibleListRetrieve(VisibleList):
    """GET a page, or one by its id; what the actor may not see is not there (404)."""

    def get_object(self) -> Any:
        """Return what the address names, if the actor may see it."""
        found = self.get_queryset().filter(**{self.lookup_field: self.kwargs[self.lookup_field]})
        try:
            return found.get()
        except found.model.DoesNotExist as error:
            raise Http404 from error

    def retrieve(self, request: Request, **_: Any) -> Response:
        """Show one; `If-None-Match` with the current `ETag` answers 304."""
        subject = self.get_object()
        headers = version_header(subject)
        if headers and not_modified(request, headers["ETag"]):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(self.show(subject, self.serializer_class), headers=headers)


class Creates:
    """POST to the list: 201, `Location`, and the new thing in its reading shape.

    Set `create_serializer_class` and write `create_subject(data)`, which calls the domain's action.
    """

    create_serializer_class: ClassVar[type[StrictSerializer]]

    def create_subject(self, data: dict[str, Any]) -> Any:
        """Create it from validated, snake_case data; raise the engine's errors or `Invalid`."""
        raise NotImplementedError

    def create(self: Any, request: Request) -> Response:
        """Add one."""
        created = self.create_subject(self.read(self.create_serializer_class))
        answer: Response = self.created(created, self.serializer_class)
        return answer


class Updates:
    """PATCH one: merge patch, `If-Match` required, the new state of it in the answer.

    Set `update_serializer_class` and write `update_subject(subject, data, expected_version)`. With
    `versioned = False` there is no `If-Match` and the version is None: the last change counts.
    """

    update_serializer_class: ClassVar[type[StrictSerializer]]

    def update_subject(
        self, subject: Any, data: dict[str, Any], expected_version: int | None
    ) -> Any:
        """Change it; must compare the version under the row lock, as `engine.edit` does."""
        raise NotImplementedError

    def partial_update(self: Any, request: Request, **_: Any) -> Response:
        """Change what the body names, and nothing else."""
        subject = self.get_object()
        version = expected_version(request) if self.versioned else None
        data = self.read(self.update_serializer_class, partial=True)
        if not data:
            raise Invalid([Fault("", "nothing_to_change", NOTHING_TO_CHANGE)])
        changed = self.update_subject(subject, data, version)
        changed = changed if changed is not None else subject
        return Response(self.show(changed, self.serializer_class), headers=version_header(changed))


NOTHING_TO_CHANGE = Words(
    "Noem minstens een veld dat moet wijzigen.", "Name at least one field to change."
)
