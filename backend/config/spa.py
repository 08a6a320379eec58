"""Serves the screens: one page, whose script draws what belongs to the address."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NOT_BUILT = (
    "De schermen zijn nog niet gebouwd. Voer `script/frontend` uit en start opnieuw.\n"
    "The screens have not been built yet. Run `script/frontend` and start again.\n"
    "De API staat op / the API is at /v1/openapi.json\n"
)


@non_atomic_requests
@require_safe
@ensure_csrf_cookie
def screen(request: HttpRequest) -> HttpResponse:
    """The page, with the cookie its requests need, whatever the address.

    The script reads the address. Where it was never built, a plain sentence says so.
    """
    page = Path(settings.FRONTEND_DIST) / "index.html"
    if not page.is_file():
        return HttpResponse(NOT_BUILT, "text/plain; charset=utf-8", HTTPStatus.SERVICE_UNAVAILABLE)
    response = HttpResponse(_content(page, page.stat().st_mtime_ns))
    # The page names files by their digest: it must be fresh, they may be kept for ever.
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _content(page: Path, changed: int) -> bytes:  # a new build is a new key
    return page.read_bytes()
