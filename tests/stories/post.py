"""The post of a story: what the outbox has been handed on, by inbox and by mail."""

from typing import Any

from django.core import mail

from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reminders import envelopes, mails
from tests.api.clients import Api
from tests.people import Circle


def delivered() -> list[Any]:
    """Let the worker do what is due; return the mails that left."""
    before = len(mail.outbox)
    relay.deliver_due()
    envelopes.release()
    mails.send_due()
    return mail.outbox[before:]


def messages(topic: str) -> list[OutboxMessage]:
    """What the outbox holds of a topic, delivered or not."""
    with acting_as(SYSTEM):
        return list(OutboxMessage.objects.filter(topic=topic).order_by("created_at"))


def inboxes(circle: Circle, event: str) -> dict[str, list[Any]]:
    """Who has been told of an event, and what, over HTTP; who was not is not named."""
    told = {
        name: Api(somebody).get(f"/v1/reminders?event={event}").json()["items"]
        for name, somebody in circle.people.items()
    }
    return {name: items for name, items in told.items() if items}
