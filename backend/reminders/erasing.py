"""Erase somebody's account: what they did stays, under the name that was copied there."""

from django.db import transaction

from backend.audit import chain
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.audiences import audience_of_person
from backend.parties.models import Person


def erase(person: Person) -> None:
    """Delete an account with its address, inbox, tokens and places in organisations, for good.

    Chains, consents, judgements and mandates keep the name and on whose behalf it was, and nothing
    that leads to the account. That an account was erased is an entry, which does not say whose.
    """
    with transaction.atomic(), acting_as(SYSTEM):
        chain.append(
            subject_kind="person",
            subject_id=person.pk,
            audience=audience_of_person(person.pk),
            event="erase",
            actor_kind=SYSTEM.kind,
            actor_name=SYSTEM.name,
        )
        person.delete()
