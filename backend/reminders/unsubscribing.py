"""Stop a sort of mail from within the mail: with a signed token, without a login (RFC 8058)."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import preferring, rules
from backend.reminders.models import Channel, Preferences, Rhythm

PAGE = "afmelden"
SALT = "polderspoor.unsubscribe"


class Offer(NamedTuple):
    """What somebody can stop: their digest, or the mails of one rule."""

    person: Person
    rule: str
    label: Words


def token_for(person_id: UUID, rule: str) -> str:
    """Return the token with which somebody stops the mails of a rule; of "" the digest.

    It does not run out: a mail is opened years later too, and nothing else can be done with it.
    """
    return signing.dumps([str(person_id), rule], salt=SALT)


def offered(token: str) -> Offer | None:
    """Return what a token stops; None where it is not ours, or stops nothing (any more)."""
    try:
        person_id, rule = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    known = rules.every().get(rule) if rule else None
    if person is None or (rule and (known is None or known.fixed is not None)):
        return None
    return Offer(person, rule, known.label if known else DIGEST)


def stop(offer: Offer) -> None:
    """Stop it; what it was about stays in the inbox. Harmless to repeat."""

    def stopped(wanted: Preferences) -> None:
        if offer.rule:
            wanted.channels = {**wanted.channels, offer.rule: Channel.INBOX}
        else:
            wanted.digest_every = Rhythm.NEVER

    _change(offer.person, stopped)


def _change(person: Person, how: Callable[[Preferences], None]) -> None:
    with transaction.atomic(), acting_as(SYSTEM):
        preferring.change(person.pk, how, timezone.now())


DIGEST = Words("uw overzicht", "your digest")
