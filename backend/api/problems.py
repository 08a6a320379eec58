"""Turns everything that can go wrong into a problem document (RFC 9457), also Django's own errors.

A domain raises the engine's errors, `Problem`, `Invalid` or `Http404` and lets them go. Hidden and
absent share one body that repeats nothing of the request, so neither can be told from the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from backend.api.bodies import escaped, to_json
from backend.api.languages import say
from backend.api.naming import camel
from backend.api.problem_types import (
    BAD_REQUEST,
    BUSY,
    BY_STATUS,
    CSRF_FAILED,
    FORBIDDEN,
    INTERNAL_ERROR,
    INVALID_INPUT,
    NO_SUCH_TRANSITION,
    NOT_AUTHENTICATED,
    NOT_FOUND,
    REFUSED,
    STALE,
    TOO_MANY_REQUESTS,
    UNAVAILABLE,
    Fault,
    Invalid,
    Problem,
    ProblemType,
)
from backend.reference.prepared import conflict_in
from backend.reference.words import Words
from backend.workflow import errors as workflow
from backend.workflow.consents import SIDE_WORDS
from backend.workflow.mandating import KEEPER, KEEPER_WORDS
from backend.workflow.roles import ROLE_WORDS

__all__ = ["Fault", "Invalid", "Problem", "answer", "exception_handler", "faults_in"]

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
# Seconds after which what cannot be answered now is worth another try.
RETRY_AFTER = {BUSY.slug: "1", UNAVAILABLE.slug: "30"}
NOT_YOURS = Words(
    "Deze stap is voorbehouden aan: {roles}.", "This transition is reserved for: {roles}."
)
NOT_IN_THIS_STATE = Words(
    "De stap `{name}` bestaat niet vanuit de toestand `{state}`.",
    "The transition `{name}` does not exist from the state `{state}`.",
)
NOW_AT_VERSION = Words(
    "Het dossier is gewijzigd sinds u het las; het staat nu op versie {version}.",
    "The subject has changed since you read it; it is now at version {version}.",
)


def answer(problem: Problem) -> HttpResponse:
    """Return the problem document, in the language of the request."""
    kind = problem.kind
    body: dict[str, Any] = {
        "type": f"/problems/{kind.slug}",
        "title": say(kind.title),
        "status": int(kind.status),
        "detail": say(problem.detail),
    }
    if problem.faults:
        body["errors"] = [_shown(fault) for fault in problem.faults]
    headers = dict(problem.headers)
    if kind.slug in RETRY_AFTER:
        headers.setdefault("Retry-After", RETRY_AFTER[kind.slug])
    return HttpResponse(to_json(body), content_type=MEDIA_TYPE, status=kind.status, headers=headers)


def _shown(fault: Fault) -> dict[str, str]:
    message = say(fault.message) if isinstance(fault.message, Words) else str(fault.message)
    shown = {"code": fault.code, "message": message}
    if fault.pointer.startswith("?"):
        return {"parameter": fault.pointer[1:], **shown}
    return {"pointer": fault.pointer, **shown} if fault.pointer is not NO_PLACE else shown


# A refusal is about the subject, not about a place in the body.
NO_PLACE = "(none)"


def faults_in(detail: Any, pointer: str = "") -> Iterator[Fault]:
    """Flatten DRF's nested error detail into faults with JSON pointers."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            own = key == api_settings.NON_FIELD_ERRORS_KEY
            yield from faults_in(value, pointer if own else f"{pointer}/{escaped(str(key))}")
    elif isinstance(detail, list | tuple):
        for index, value in enumerate(detail):
            nested = isinstance(value, Mapping | list | tuple)
            yield from faults_in(value, f"{pointer}/{index}" if nested else pointer)
    else:
        yield Fault(pointer, getattr(detail, "code", None) or "invalid", str(detail))


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Answer any known error; None (a 500 by `server_error`) for what nobody foresaw."""
    problem = as_problem(error)
    if problem is None:
        return None
    set_rollback()
    return answer(problem)


def as_problem(error: Exception) -> Problem | None:
    """Return the problem that an error amounts to, if it is one we know."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, workflow.WorkflowError):
        return _of_the_engine(error)
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return Problem(NOT_FOUND)
    if isinstance(error, PermissionDenied):
        return Problem(FORBIDDEN)
    if isinstance(error, exceptions.APIException):
        return _of_the_framework(error)
    return _of_the_database(error)


def _of_the_database(error: Exception) -> Problem | None:
    """Return that somebody else was in the way: the order of locks should have prevented it."""
    conflict = conflict_in(error) if isinstance(error, OperationalError) else None
    if conflict is None:
        return None
    log.warning("lock_conflict", conflict=conflict)
    return Problem(BUSY)


def _of_the_engine(error: workflow.WorkflowError) -> Problem | None:
    match error:
        case workflow.NoSuchTransition():
            names = {"name": error.name, "state": error.state}
            return Problem(NO_SUCH_TRANSITION, detail=NOT_IN_THIS_STATE.with_(**names))
        case workflow.NotAllowed():
            return Problem(FORBIDDEN, detail=NOT_YOURS.with_(roles=_listed(error.roles)))
        case workflow.InvalidData():
            faults = (Fault(_outside(f.pointer), f.code, f.words) for f in error.faults)
            return Invalid(faults)
        case workflow.Refused():
            faults = (Fault(NO_PLACE, no.code, no.words) for no in error.refusals)
            return Problem(REFUSED, faults=faults)
        case workflow.Stale():
            detail = NOW_AT_VERSION.with_(version=error.current_version)
            return Problem(STALE, detail=detail, headers={"ETag": f'"{error.current_version}"'})
        case _:
            return None


_ROLES: dict[str, Words] = {
    KEEPER: KEEPER_WORDS,
    **SIDE_WORDS,
    **{role.value: w for role, w in ROLE_WORDS.items()},
}


def _listed(roles: Iterable[str]) -> Words:
    words = [_ROLES.get(role, Words(role, role)) for role in roles]
    return Words(", ".join(w.nl for w in words), ", ".join(w.en for w in words))


def _outside(pointer: str) -> str:
    """Return the engine's pointer as it is in the body: camelCase, escaped."""
    return "/".join(escaped(camel(step)) for step in pointer.split("/"))


def _of_the_framework(error: exceptions.APIException) -> Problem:
    if isinstance(error, exceptions.ValidationError):
        return Problem(INVALID_INPUT, faults=faults_in(error.detail))
    kind = BY_STATUS.get(error.status_code, BAD_REQUEST)
    headers = {}
    if kind is NOT_AUTHENTICATED:
        headers["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    if kind is TOO_MANY_REQUESTS:
        headers["Retry-After"] = str(max(1, int(getattr(error, "wait", None) or 1)))
    return Problem(kind, detail=_said(error, kind), headers=headers)


def _said(error: exceptions.APIException, kind: ProblemType) -> Words | None:
    """Keep what the framework says only where it says more than our own sentence."""
    says_more = isinstance(error, exceptions.AuthenticationFailed | exceptions.PermissionDenied)
    detail = str(error.detail)
    if says_more and detail != str(type(error).default_detail) and kind is not NOT_FOUND:
        return Words(detail, detail)
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return answer(Problem(BAD_REQUEST))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return answer(Problem(FORBIDDEN))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404. The second parameter's name is part of Django's contract."""
    return answer(Problem(NOT_FOUND))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; needs no database."""
    return answer(Problem(INTERNAL_ERROR))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return answer(Problem(FORBIDDEN, detail=CSRF_FAILED))
