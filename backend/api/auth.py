"""Who asks: a bearer token for machines, else the session of the same-origin frontend.

The token comes first, so that a request without either is told to authenticate (401) instead of
being forbidden (403). Session requests that change something need the CSRF token.
"""

from typing import Any, NamedTuple
from uuid import UUID

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
from backend.parties.actors import PLACES, Places
from backend.parties.models import Person
from backend.reference.prepared import rows_of
from backend.reference.words import Words

CHALLENGE = 'Bearer realm="polderspoor"'
BAD_TOKEN = Words(
    "Dit token is ongeldig, ingetrokken of verlopen.",
    "This token is invalid, revoked or expired.",
)


class Bearing(NamedTuple):
    """What `request.auth` holds for a bearer token."""

    token_id: UUID
    places: Places  # of its person, today


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer pst_…`; a token that does not count is refused, never ignored."""

    def authenticate(self, request: Request) -> tuple[Person, Bearing] | None:
        """Return the token's person, or None where no bearer token is offered."""
        scheme, _space, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        found = _valid(token.strip().decode("latin-1"))
        if found is None:
            challenge = f'{CHALLENGE}, error="invalid_token"'
            headers = {"WWW-Authenticate": challenge}
            raise Problem(NOT_AUTHENTICATED, detail=BAD_TOKEN, headers=headers)
        return found

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge that goes with a 401."""
        return CHALLENGE


# On the way of every request of a machine, so by hand, prepared, and all in one.
_FIND = f"""
select t.id, t.last_used_on, ({PLACES.format(person="p.id", day="$3::date")}),
    p.id, p.email, p.name, p.language, p.is_administrator, p.is_active
from api_apitoken t join parties_person p on p.id = t.person_id
where t.digest = $1 and t.expires_at > $2 and p.is_active
"""  # noqa: S608  # a constant of ours
_PERSON = ("id", "email", "name", "language", "is_administrator", "is_active")


def _valid(token: str) -> tuple[Person, Bearing] | None:
    """Return whose token it is, and what was read of it; None where it does not count."""
    if not token.startswith(PREFIX):
        return None
    today = timezone.localdate()
    found = rows_of(_FIND, [digest_of(token), timezone.now(), today])
    if not found:
        return None
    token_id, last_used_on, places, *person = found[0]
    if last_used_on != today:
        ApiToken.objects.filter(pk=token_id).update(last_used_on=today)
    return Person.from_db(None, _PERSON, person), Bearing(token_id, Places(today, places))


class BrowserAuthentication(SessionAuthentication):
    """The session cookie, with the CSRF token on everything that changes something."""

    def enforce_csrf(self, request: Any) -> None:
        """Refuse a change without a valid CSRF token."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise Problem(FORBIDDEN, detail=CSRF_FAILED) from error
