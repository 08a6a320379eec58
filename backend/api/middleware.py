"""What every answer carries, and how large a request may be."""

import re
import uuid
from collections.abc import Callable
from typing import Final

import structlog
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from backend.api.bodies import LIMIT, LIMIT_WITH_DOCUMENT
from backend.api.problem_types import BODY_TOO_LARGE, Problem
from backend.api.problems import answer

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# So much of a refused body is still read, so that the client can read our answer.
DRAINED: Final = 8 * LIMIT
# Where a document is handed in.
DOCUMENTS: Final = re.compile(r"/v1/(?:papers|disputes/[0-9a-f-]{36}/evidence)")
OURS: Final = ("/v1", "/problems", "/_allauth", "/healthz")
SECURE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Envelope:
    """Gives a request its id, and answers below `/v1`, `/problems` and the log-in their headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and put the headers on the answer, whoever made it."""
        request_id = uuid.uuid4().hex
        structlog.contextvars.bind_contextvars(request=request_id)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("request")
        response["Request-Id"] = request_id
        if not request.path.startswith(OURS):
            return response
        response["API-Version"] = settings.API_VERSION
        for name, value in SECURE.items():
            response[name] = value
        return response


class PagePolicy(CSPMiddleware):
    """The content policy of pages; what has one from `Envelope` needs no other to be made up."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Put the header on a page."""
        if request.path.startswith(OURS):
            return response
        return super().process_response(request, response)


class BodyLimit:
    """Refuses a body larger than 1 MiB, with a document 7 MiB, before anything reads it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413, or go on."""
        size = _declared(request)
        if size <= (LIMIT_WITH_DOCUMENT if DOCUMENTS.fullmatch(request.path) else LIMIT):
            return self.get_response(request)
        if size <= DRAINED:
            while request.read(65_536):
                pass
        with translation.override(translation.get_language_from_request(request)):
            return self._refusal()

    def _refusal(self) -> HttpResponse:
        return answer(Problem(BODY_TOO_LARGE))


def _declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
