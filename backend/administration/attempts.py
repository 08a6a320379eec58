"""Who keeps the house asks for what is somebody else's: the answer is 404, and they get to know.

The request does the same whether what it asked for exists or not: it puts down that it asked, after
its own transaction was undone, and looks nothing up. A consumer of the outbox looks later whether
there was anything, and only then writes an entry, which is read by those whose content it was.
"""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, UnreadablePostError
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException

from backend.api.problem_types import Problem
from backend.audit import chain
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM, Actor
from backend.parties.audiences import PUBLIC
from backend.parties.kinds import Capacity

GetResponse = Callable[[HttpRequest], HttpResponseBase]
KIND: Final = "access"
TOPIC: Final = "access.asked"
# An id of a row, or the digest that an audit entry goes by.
ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}", re.IGNORECASE)
DIGEST: Final = 64
# A word that nobody carries.
NOBODY: Final = "system"


class Attempts:
    """Notes what administrators and secretariats ask for by its id and do not find.

    Whether the id stood in the address, in a filter or in the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note it if it is to be noted. By now the request's transaction has ended."""
        response = self.get_response(request)
        asker: Actor | None = getattr(response, "asker", None)
        if asker is not None and keeps_house(asker):
            asked = list(dict.fromkeys(_asked_in_vain(request, response)))
            if asked:
                _note(asker, str(request.method), asked)
        return response


def keeps_house(actor: Actor) -> bool:
    """Whether an actor administers, or keeps a table as its secretariat."""
    return actor.is_administrator or any(
        seat.capacity == Capacity.SECRETARIAT for seat in actor.seats
    )


def consume(message: OutboxMessage) -> None:
    """Write the entry of an attempt at something that is there and was not the asker's to read.

    Runs as the system. What an attempt met first is all that is told: what stands below something
    hidden is hidden with it.
    """
    if message.topic != TOPIC:
        return
    body = message.body
    found = _found(body["asked"])
    for asked in body["asked"]:
        for kind, audience in found.get(asked, ()):
            if audience != PUBLIC and audience not in body["audiences"]:
                _record(message, asked, kind, audience)
                return


def chain_of(audience: str) -> UUID:
    """Return the id of the one chain of attempts at what an audience reads."""
    return uuid5(NAMESPACE_URL, f"polderspoor:access:{audience}")


def _asked_in_vain(request: HttpRequest, response: Any) -> Iterator[str]:
    """Yield the ids that were named in a question that led nowhere.

    Decided by the answer alone, which is the same for what is hidden and for what does not exist.
    """
    refused = response.status_code >= HTTPStatus.BAD_REQUEST
    if response.status_code == HTTPStatus.NOT_FOUND and request.resolver_match:
        yield from _ids_in(list(request.resolver_match.kwargs.values()))
    if refused or _is_empty_list(response):
        yield from _ids_in([value for _name, values in request.GET.lists() for value in values])
    if refused and request.method not in ("GET", "HEAD"):
        yield from _ids_in(_body_of(response))


def _is_empty_list(response: Any) -> bool:
    data = getattr(response, "data", None)
    return isinstance(data, dict) and data.get("items") == []


def _body_of(response: Any) -> Any:
    try:
        return response.question.data
    except (Problem, APIException, RequestDataTooBig, UnreadablePostError):
        return None  # what nobody could read asked for nothing


def _ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, UUID):
        yield str(value)
    elif isinstance(value, str) and ID.fullmatch(value):
        yield value.lower()
    elif isinstance(value, dict):
        yield from _ids_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _ids_in(each)


def _note(asker: Actor, verb: str, asked: list[str]) -> None:
    body = {
        "asked": asked,
        "verb": verb,
        "audiences": sorted(asker.audiences),
        "actor": [asker.kind, str(asker.id or ""), asker.name],
    }
    with transaction.atomic(), acting_as(SYSTEM):
        relay.publish(
            topic=TOPIC,
            subject_kind=KIND,
            subject_id=chain_of(NOBODY),
            sequence=0,
            audience=NOBODY,
            body=body,
        )


def _found(asked: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the kinds and audiences of what goes by these ids, by id; as many queries for one."""
    found: dict[str, list[tuple[str, str]]] = {}
    digests = [each for each in asked if len(each) == DIGEST]
    rows = AuditEntry.objects.filter(digest__in=digests).values_list("digest", "audience")
    for digest, audience in rows if digests else ():
        found.setdefault(digest, []).append(("audit_entry", audience))
    ids = [each for each in asked if len(each) != DIGEST]
    for model in _content() if ids else ():
        for pk, audience in model.objects.filter(pk__in=ids).values_list("pk", "audience"):
            found.setdefault(str(pk), []).append((model._meta.model_name, audience))  # noqa: SLF001  # a documented name
    return found


def _content() -> Iterator[Any]:
    """Yield every model whose rows carry an audience and an id of their own."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001  # a documented name
        has_id = model._meta.pk.get_internal_type() == "UUIDField"  # noqa: SLF001  # as above
        if "audience" in names and has_id and model is not OutboxMessage:
            yield model


def _record(message: OutboxMessage, asked: str, kind: str, audience: str) -> None:
    actor_kind, actor_id, actor_name = message.body["actor"]
    chain.append(
        subject_kind=KIND,
        subject_id=chain_of(audience),
        audience=audience,
        at=message.created_at,
        event="refused",
        actor_kind=actor_kind,
        actor_id=actor_id,
        actor_name=actor_name,
        facts={"kind": kind, "id": asked, "verb": message.body["verb"]},
    )
