"""Who asks: a bearer token for machines, else the session of the same-origin frontend.

The token comes first, so that a request without either is told to authenticate (401) instead of
being forbidden (403). Session requests that change something need the CSRF token.
"""

from typing import Any

from django.utils import timezone
from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from backend.api.models import PREFIX, ApiToken, digest_of
from backend.api.problem_types import CSRF_FAILED, FORBIDDEN, NOT_AUTHENTICATED, Problem
from backend.parties.models import Person
from backend.reference.words import Words

CHALLENGE = 'Bearer realm="polderspoor"'
BAD_TOKEN = Words(
    "Dit token is ongeldig, ingetrokken of verlopen.",
    "This token is invalid, revoked or expired.",
)


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer pst_…`; a token that does not count is refused, never ignored."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        """Return the token's person, or None where no bearer token is offered."""
        scheme, _space, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        found = _valid(token.strip().decode("latin-1"))
        if found is None:
            challenge = f'{CHALLENGE}, error="invalid_token"'
            headers = {"WWW-Authenticate": challenge}
            raise Problem(NOT_AUTHENTICATED, detail=BAD_TOKEN, headers=headers)
        return found.person, found

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that goes with a 401."""
        return CHALLENGE


def _valid(token: str) -> ApiToken | None:
    if not token.startswith(PREFIX):
        return None
    found = ApiToken.objects.select_related("person").filter(digest=digest_of(token)).first()
    if found is None or found.expires_at <= timezone.now() or not found.person.is_active:
        return None
    today = timezone.localdate()
    if found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


class BrowserAuthentication(SessionAuthentication):
    """The session cookie, with the CSRF token on everything that changes something."""

    def enforce_csrf(self, request: Any) -> None:
        """Refuse a change without a valid CSRF token."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise Problem(FORBIDDEN, detail=CSRF_FAILED) from error
