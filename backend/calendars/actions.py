"""Make and revoke the secret addresses of calendars."""

import hashlib
import secrets
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from backend.api.problem_types import Fault, Invalid
from backend.audit import chain
from backend.calendars.models import CalendarFeed
from backend.parties.actors import Actor
from backend.parties.audiences import audience_of_person
from backend.parties.models import Person
from backend.reference.words import Words

# More programs than this nobody has; who loses one revokes its address.
MOST = 10
TOO_MANY = Words(
    f"U hebt al {MOST} agenda-adressen. Trek er eerst een in die u niet meer gebruikt.",
    f"You have {MOST} calendar addresses already. First revoke one that you no longer use.",
)


class Made(NamedTuple):
    """A new feed, with the address that is told this once."""

    feed: CalendarFeed
    address: str


def make(actor: Actor, name: str) -> Made:
    """Make a secret address for a person; raises Invalid where they have too many."""
    with transaction.atomic():
        people = Person.objects.select_for_update(no_key=True)
        person = people.get(pk=actor.id)  # type: ignore[misc]  # who has seen this address has one
        if CalendarFeed.objects.visible_to(actor).count() >= MOST:
            raise Invalid([Fault("", "too-many", TOO_MANY)])
        secret = secrets.token_urlsafe(32)
        feed = CalendarFeed.objects.create(
            person=person, name=name, digest=digest_of(secret), created_at=timezone.now()
        )
        _record("make_calendar_feed", actor, feed)
    return Made(feed, f"{settings.PUBLIC_URL}/calendars/{secret}.ics")


def revoke(actor: Actor, feed: CalendarFeed) -> None:
    """Let nobody fetch anything at this address any more, and forget what it was told."""
    with transaction.atomic():
        _record("revoke_calendar_feed", actor, feed)
        feed.delete()


def digest_of(secret: str) -> str:
    """Return what is kept of an address. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(event: str, actor: Actor, feed: CalendarFeed) -> None:
    chain.append(
        subject_kind="person",
        subject_id=feed.person_id,
        audience=audience_of_person(feed.person_id),
        event=event,
        actor_kind=actor.kind,
        actor_id=str(actor.id),
        actor_name=actor.name,
        facts={"feed": str(feed.pk)},
    )
