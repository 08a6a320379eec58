"""What a calendar program fetches: by the secret in the address, and nothing else.

No cookie and no token: programs have none. An address that was revoked, was never made, or belongs
to an account that was closed has the same answer as one that does not exist.
"""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from backend.api.problem_types import METHOD_NOT_ALLOWED, NOT_FOUND, TOO_MANY_REQUESTS, Problem
from backend.api.problems import answer
from backend.api.throttles import Allowance, RateLimit, counted
from backend.calendars.actions import digest_of
from backend.calendars.feed import written
from backend.calendars.models import CalendarFeed
from backend.calendars.writing import MEDIA_TYPE
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM


@csrf_exempt  # nothing can be changed here; the answer is not to depend on a cookie
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar of whoever made this address, as they may see it at this moment."""
    if request.method not in ("GET", "HEAD"):
        return _closed(answer(Problem(METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"})))
    found = _feed_of(secret)
    # a known address counts for itself: many people's programs can come from one machine
    allowance = counted("person", found.pk) if found else _of_stranger(request)
    if allowance is not None and allowance.exceeded:
        headers = {"Retry-After": str(allowance.resets_in)}
        return _closed(answer(Problem(TOO_MANY_REQUESTS, headers=headers)), allowance)
    if found is None:
        return _closed(answer(Problem(NOT_FOUND)), allowance)
    return _closed(_calendar(request, found), allowance)


def _feed_of(secret: str) -> CalendarFeed | None:
    with acting_as(SYSTEM):
        rows = CalendarFeed.objects.select_for_update(of=("self",)).select_related("person")
        found: CalendarFeed | None = rows.filter(
            digest=digest_of(secret), person__is_active=True
        ).first()
        return found


def _of_stranger(request: HttpRequest) -> Allowance | None:
    return counted("anonymous", RateLimit().get_ident(request))  # type: ignore[arg-type]  # asks only for META


def _calendar(request: HttpRequest, found: CalendarFeed) -> HttpResponse:
    content = written(found, timezone.now())
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse
    if tag in known or f"W/{tag}" in known:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        response["Content-Disposition"] = 'inline; filename="polderspoor.ics"'
        response["Content-Language"] = found.person.language
    response["ETag"] = tag
    return response


def _closed(response: HttpResponse, allowance: Allowance | None = None) -> HttpResponse:
    """Let the answer be kept by its reader only, and be told to nobody else."""
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    for name, value in (allowance.headers() if allowance else {}).items():
        response[name] = value
    return response
