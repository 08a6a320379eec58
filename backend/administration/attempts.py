"""Who keeps the house asks for what is somebody else's: the answer is 404, and they get to know.

The request does the same whether what it asked for exists or not: it puts down that it asked, after
its own transaction was undone, and looks nothing up. A consumer of the outbox looks later whether
there was anything, and only then writes an entry, which is read by those whose content it was.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from backend.audit import chain
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM, Actor
from backend.parties.audiences import PUBLIC
from backend.parties.kinds import Capacity

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NOT_FOUND: Final = 404
KIND: Final = "access"
TOPIC: Final = "access.asked"
# A word that nobody carries.
NOBODY: Final = "system"


class Attempts:
    """Notes what administrators and secretariats ask for by its id and do not find."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note it if it is to be noted. By now the request's transaction has ended."""
        response = self.get_response(request)
        asker: Actor | None = getattr(response, "asker", None)
        if response.status_code == NOT_FOUND and asker is not None and keeps_house(asker):
            names = request.resolver_match.kwargs.values() if request.resolver_match else ()
            asked = [str(name) for name in names if _is_id(name)]
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
    for asked in body["asked"]:
        for kind, audience in _found(asked):
            if audience != PUBLIC and audience not in body["audiences"]:
                _record(message, asked, kind, audience)
                return


def chain_of(audience: str) -> UUID:
    """Return the id of the one chain of attempts at what an audience reads."""
    return uuid5(NAMESPACE_URL, f"polderspoor:access:{audience}")


def _is_id(name: Any) -> bool:
    return isinstance(name, UUID) or (isinstance(name, str) and len(name) == 64)  # noqa: PLR2004  # a digest


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


def _found(asked: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the audience of what goes by this id, if anything does."""
    if len(asked) == 64:  # noqa: PLR2004  # a digest
        words = AuditEntry.objects.filter(digest=asked).values_list("audience", flat=True)
        yield from (("audit_entry", word) for word in words)
        return
    for model in _content():
        words = model.objects.filter(pk=asked).values_list("audience", flat=True)
        yield from ((model._meta.model_name, word) for word in words)  # noqa: SLF001  # a documented name


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
