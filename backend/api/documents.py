"""The documents that need no login: the OpenAPI document and the pages that explain problems."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from backend.api.bodies import JSON
from backend.api.languages import language, say
from backend.api.problem_types import METHOD_NOT_ALLOWED, NOT_FOUND, TYPES, Problem
from backend.api.problems import answer
from backend.audit import verifier
from backend.reference.words import LANGUAGES, Words

_PAGE = """<!doctype html>
<html lang="{}"><head><meta charset="utf-8"><title>{}</title>
<meta name="viewport" content="width=device-width"></head><body><main>{}</main></body></html>"""
PROBLEMS = Words("Problemen van de API", "Problems of the API")
STATUS = Words("HTTP-status", "HTTP status")


@csrf_exempt
@transaction.non_atomic_requests
def openapi(request: HttpRequest) -> HttpResponse:
    """Serve the OpenAPI document to anyone, from anywhere, in the language asked for."""
    if request.method not in ("GET", "HEAD"):
        return answer(Problem(METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"}))
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(openapi_text(language()), content_type=JSON, headers=headers)


@cache
def openapi_text(in_language: str) -> bytes:
    """Return the document as JSON; it changes only with the code."""
    with translation.override(in_language):
        document: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


@require_safe
@transaction.non_atomic_requests
def verifier_program(request: HttpRequest) -> HttpResponse:
    """Serve the program with which anybody checks a log without us; it needs Python alone."""
    program = Path(verifier.__file__).read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="verifier.py"'}
    return HttpResponse(program, content_type="text/x-python; charset=utf-8", headers=headers)


@require_safe
@transaction.non_atomic_requests
def problem_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Explain one kind of problem, in both languages."""
    kind = TYPES.get(slug)
    if kind is None:
        return answer(Problem(NOT_FOUND))
    texts = [(code, kind.title.in_(code), kind.detail.in_(code)) for code in LANGUAGES]
    body = format_html_join("", '<section lang="{}"><h1>{}</h1><p>{}</p></section>', texts)
    status = format_html(
        "<p>{}: <code>{} {}</code></p>", say(STATUS), kind.status, kind.status.phrase
    )
    return HttpResponse(format_html(_PAGE, language(), say(kind.title), body + status))


@require_safe
@transaction.non_atomic_requests
def problem_pages(request: HttpRequest) -> HttpResponse:
    """List every kind of problem."""
    rows = [(kind.slug, kind.status, say(kind.title)) for kind in TYPES.values()]
    items = format_html_join("", '<li><a href="/problems/{}">{} {}</a></li>', rows)
    body = format_html("<h1>{}</h1><ul>{}</ul>", say(PROBLEMS), items)
    return HttpResponse(format_html(_PAGE, language(), say(PROBLEMS), body))
