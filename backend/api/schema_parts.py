"""The parts that every operation shares: problems, headers, and the conditional requests."""

from http import HTTPStatus
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from backend.api.languages import say
from backend.api.problem_types import TYPES
from backend.api.problems import MEDIA_TYPE
from backend.reference.words import Words

_TAG = {"type": "string", "pattern": r'^"\d{1,9}"$', "examples": ['"3"']}
IF_MATCH = OpenApiParameter(
    "If-Match",
    _TAG,
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the subject as you know it.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="An `ETag`: the answer is 304 where it is still the current one.",
)
_TEXT = {"type": "string"}
HEADERS: dict[str, dict[str, Any]] = {
    "API-Version": {
        "description": "The full version of the API.",
        "required": True,
        "schema": _TEXT,
    },
    "ETag": {"description": "The subject's version.", "schema": _TEXT},
    "Location": {"description": "Where the new thing is.", "required": True, "schema": _TEXT},
    "Link": {"description": "`next` and `prev` page (RFC 8288).", "schema": _TEXT},
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "WWW-Authenticate": {"description": "How to authenticate.", "required": True, "schema": _TEXT},
    "RateLimit": {"description": "What is left of the rate limit.", "schema": _TEXT},
}
_FAULT = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "pointer": {**_TEXT, "description": "JSON pointer into the body."},
        "parameter": {**_TEXT, "description": "Name of a query parameter."},
        "code": {**_TEXT, "description": "Stable, for machines."},
        "message": {**_TEXT, "description": "For people, in their language."},
    },
}
PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "enum": [f"/problems/{slug}" for slug in TYPES],
            "description": "Address of a page that explains this kind of problem.",
        },
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "errors": {"type": "array", "items": _FAULT, "description": "Everything that is wrong."},
    },
}
_NOT_MODIFIED = Words("Niet gewijzigd sinds deze `ETag`.", "Not changed since this `ETag`.")


def reference(kind: str, name: str) -> dict[str, str]:
    """Return a reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def header(name: str) -> dict[str, Any]:
    """Return a reference to a header of ours."""
    return {name: reference("headers", name)}


def headers_of(schema: Any, status: str) -> dict[str, Any]:
    """Return the headers that a successful answer carries."""
    found = {**header("API-Version"), **header("RateLimit")}
    if status == "201" and not schema.answers_page:
        found |= header("Location") | header("ETag")
    elif schema.view_action in ("retrieve", "partial_update"):
        found |= header("ETag")
    elif schema.verb == "list":
        found |= header("Link")
    return found


def problem_statuses(schema: Any, operation: dict[str, Any]) -> list[str]:
    """Return the problems that an operation can answer with."""
    places = {parameter["in"] for parameter in operation.get("parameters", ())}
    reading = schema.method == "GET"
    found = {"400", "401", "406", "429", "500"}
    if "path" in places:
        found.add("404")
    if not reading:
        found |= {"403", "404", "409", "503"}
    if "requestBody" in operation:
        found |= {"413", "415"}
    if schema.if_match:
        found |= {"412", "428"}
    return sorted(found)


def responses() -> dict[str, Any]:
    """Return the shared responses as components."""
    found: dict[str, Any] = {
        "NotModified": {"description": say(_NOT_MODIFIED), "headers": header("API-Version")}
    }
    for status in sorted({int(kind.status) for kind in TYPES.values()}):
        kinds = [kind for kind in TYPES.values() if kind.status == status]
        headers = header("API-Version")
        if status == HTTPStatus.UNAUTHORIZED:
            headers |= header("WWW-Authenticate")
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            headers |= header("Retry-After") | header("RateLimit")
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers |= header("Retry-After")
        found[f"Problem{status}"] = {
            "description": "; ".join(say(kind.title) for kind in kinds) + ".",
            "headers": headers,
            "content": {MEDIA_TYPE: {"schema": reference("schemas", "Problem")}},
        }
    return found
