"""Keyset paging: the same cost on page one and on page ten thousand, and never a count.

A cursor holds the ordering and the values of the row at the edge of the page; the next page is the
rows behind it, `(a, id) > (x, y)`, in the order of the index. It is signed, so that what comes back
is what we gave. Rows that come or go in between neither repeat nor hide others.
"""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.problem_types import Fault, Invalid, all_at_once
from backend.reference.words import Words

DEFAULT_SIZE, LARGEST_SIZE = 50, 200
BAD_CURSOR = Words(
    "Deze cursor is ongeldig; begin opnieuw zonder cursor.",
    "This cursor is not valid; start again without one.",
)
BAD_SIZE = Words("Geef een getal van 1 tot en met 200.", "Give a number from 1 to 200.")
BAD_ORDERING = Words("Kies een van: {choices}.", "Choose one of: {choices}.")
_WHOLE = re.compile(r"[0-9]{1,4}")
QUERY_NAMES = frozenset({"cursor", "pageSize", "ordering"})

# An ordering's outside name and its columns, all ascending or all with a `-`; the first is the
# default.
Orderings = Mapping[str, tuple[str, ...]]


class Edge(NamedTuple):
    """Where a page begins: behind (or before) the row with these values, in this ordering."""

    ordering: str
    backwards: bool
    values: list[Any]


class CursorPaging(BasePagination):
    """Pages a queryset in one of the view's `orderings`; see `Orderings`.

    A view may set `tie_break` where the row's id must not order (or show in) its list.
    """

    request: Request
    edge: Edge
    size: int
    columns: list[str]  # the ordering made total, each with its sign
    next: str | None = None
    previous: str | None = None
    parameter = "cursor"  # by which another page is asked for

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return one page, and remember what stands on either side of it."""
        self.begin(request, view)
        return self.turn(list(self.sliced(queryset)), self._values)

    def begin(self, request: Request, view: Any) -> None:
        """Read from the request which page it is."""
        orderings = orderings_of(view)
        self.request = request
        self.edge, self.size = _edge(request, orderings), _size(request)
        ordering = orderings[self.edge.ordering]
        self.columns = _columns(ordering, getattr(view, "tie_break", "id"))

    @property
    def names(self) -> list[str]:
        """The columns that order the list."""
        return [column.lstrip("-") for column in self.columns]

    def sliced(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows of the page in order, and one more if there is one."""
        return _slice(queryset, self.columns, self.edge)[: self.size + 1]

    def turn(self, rows: list[Any], values_of: Callable[[Any], list[Any]]) -> list[Any]:
        """Return the page out of the rows that were read, and remember its neighbours.

        `values_of` gives a row's values of the columns that order the list.
        """
        more, rows = len(rows) > self.size, rows[: self.size]
        if self.edge.backwards:
            rows.reverse()
        arrived = bool(self.edge.values)
        behind = more if not self.edge.backwards else arrived
        before = arrived if not self.edge.backwards else more
        if rows and behind:
            self.next = self._cursor(rows[-1], values_of, backwards=False)
        if rows and before:
            self.previous = self._cursor(rows[0], values_of, backwards=True)
        return rows

    def _cursor(self, row: Any, values_of: Callable[[Any], list[Any]], *, backwards: bool) -> str:
        return written(self.edge._replace(backwards=backwards, values=values_of(row)))

    def _values(self, row: Any) -> list[Any]:
        return _values(row, self.columns)

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with its cursors, also as links (RFC 8288)."""
        links = [
            f'<{self._address(cursor)}>; rel="{relation}"'
            for relation, cursor in (("next", self.next), ("prev", self.previous))
            if cursor
        ]
        headers = {"Link": ", ".join(links)} if links else None
        body = {"items": data, "next": self.next, "previous": self.previous}
        return Response(body, headers=headers)

    def _address(self, cursor: str) -> str:
        query = self.request.query_params.copy()
        query[self.parameter] = cursor
        address = self.request.build_absolute_uri(self.request.path)
        return f"{address}?{urlencode(sorted(query.lists()), doseq=True)}"

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the page's shape for the OpenAPI document."""
        return page_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Return the query parameters for the OpenAPI document."""
        orderings = list(orderings_of(view))
        return [
            _parameter("cursor", "`next` or `previous` of another page.", type="string"),
            _parameter(
                "pageSize",
                "Rows a page.",
                type="integer",
                minimum=1,
                maximum=LARGEST_SIZE,
                default=DEFAULT_SIZE,
            ),
            _parameter(
                "ordering",
                "A `-` is descending. A cursor keeps the ordering it was given for.",
                type="string",
                enum=orderings,
                default=orderings[0],
            ),
        ]


class NumberedPaging(CursorPaging):
    """Pages what is worked out anew each time, of which a page is known by its number only."""

    parameter = "part"

    def __init__(self, request: Request, number: int, *, more: bool) -> None:
        self.request = request
        self.next = str(number + 1) if more else None
        self.previous = str(number - 1) if number > 1 else None


def check(request: Request, view: Any) -> None:
    """Raise `Invalid` with everything that is wrong with what a page is asked with."""
    all_at_once((lambda: _edge(request, orderings_of(view)), lambda: _size(request)))


def orderings_of(view: Any) -> Orderings:
    """Return a view's orderings; newest first where it names none."""
    return getattr(view, "orderings", None) or {"-id": ("-id",)}


def page_schema(items: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of `{"items", "next", "previous"}`."""
    cursor = {"type": ["string", "null"]}
    return {
        "type": "object",
        "required": ["items", "next", "previous"],
        "properties": {"items": items, "next": cursor, "previous": cursor},
    }


def _parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


def _edge(request: Request, orderings: Orderings) -> Edge:
    asked, text = request.query_params.get("ordering"), request.query_params.get("cursor")
    if asked is not None and asked not in orderings:
        choices = BAD_ORDERING.with_(choices=", ".join(orderings))
        raise Invalid([Fault("?ordering", "unknown_ordering", choices)])
    if text is None:
        return Edge(asked or next(iter(orderings)), backwards=False, values=[])
    edge = _read(text)
    if edge is None or edge.ordering not in orderings or asked not in (None, edge.ordering):
        raise Invalid([Fault("?cursor", "bad_cursor", BAD_CURSOR)])
    return edge


def _size(request: Request) -> int:
    text = request.query_params.get("pageSize")
    if text is None:
        return DEFAULT_SIZE
    if not (_WHOLE.fullmatch(text) and 1 <= int(text) <= LARGEST_SIZE):
        raise Invalid([Fault("?pageSize", "out_of_range", BAD_SIZE)])
    return int(text)


def _columns(ordering: tuple[str, ...], tie_break: str) -> list[str]:
    """Return the ordering made total: the id follows in the same direction."""
    sign = "-" if ordering[0].startswith("-") else ""
    columns = list(ordering)
    return columns if sign + tie_break in columns else [*columns, sign + tie_break]


def _slice(queryset: QuerySet[Any], columns: list[str], edge: Edge) -> QuerySet[Any]:
    descending = columns[0].startswith("-") != edge.backwards
    names = [column.lstrip("-") for column in columns]
    if edge.values:
        beyond = TupleLessThan if descending else TupleGreaterThan
        values = edge_values(queryset, names, edge)
        queryset = queryset.filter(beyond(tuple(map(F, names)), values))
    return queryset.order_by(*(f"-{name}" if descending else name for name in names))


def edge_values(queryset: QuerySet[Any], names: list[str], edge: Edge) -> tuple[Any, ...]:
    """Return the edge in the types of the columns; nothing for the first page."""
    if not edge.values:
        return ()
    try:
        fields = [_field(queryset, name) for name in names]
        return tuple(f.to_python(v) for f, v in zip(fields, edge.values, strict=True))
    except (ValidationError, ValueError) as error:
        raise Invalid([Fault("?cursor", "bad_cursor", BAD_CURSOR)]) from error


def _field(queryset: QuerySet[Any], name: str) -> Any:
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        return annotation.output_field
    model: Any = queryset.model
    path = name.split("__")
    for step in path[:-1]:
        model = model._meta.get_field(step).related_model  # noqa: SLF001  # a documented name
    return model._meta.get_field(path[-1])  # noqa: SLF001  # as above


def _values(row: Any, columns: list[str]) -> list[Any]:
    values = []
    for column in columns:
        value = row
        for step in column.lstrip("-").split("__"):
            value = value[step] if isinstance(value, dict) else getattr(value, step)
        values.append(value)
    return values


def _signer() -> Signer:
    return Signer(salt="backend.api.paging")


def written(edge: Edge) -> str:
    """Return the cursor that stands for an edge."""
    text = urlsafe_b64encode(orjson.dumps([*edge])).decode().rstrip("=")
    return _signer().sign(text).replace(":", ".")


def _read(cursor: str) -> Edge | None:
    """Return what we once gave; None for anything else."""
    try:
        text = _signer().unsign(":".join(cursor.rsplit(".", 1)))
        ordering, backwards, values = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (BadSignature, binascii.Error, ValueError):
        return None
    return Edge(ordering, backwards, values)
