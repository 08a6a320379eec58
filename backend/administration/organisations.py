"""Organisations: added and renamed by an administrator. Its kind, and so its side, stays."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.administration import rules, telling
from backend.parties.actors import Actor
from backend.parties.kinds import SIDE_OF_KIND, OrganisationKind
from backend.parties.models import Organisation
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Refusal

_TAKEN = Refusal(
    "name-taken",
    Words("Er is al een organisatie met deze naam.", "An organisation has this name already."),
)
_NO_EMPLOYER = Words(
    "Kies de werkgever waar deze raad bij hoort.", "Choose the employer to which this body belongs."
)
_NO_BODY = Words(
    "Alleen een ondernemingsraad hoort bij een werkgever.",
    "Only a works council belongs to an employer.",
)
NEW_NAME = Words("{former} heet nu {organisation}.", "{former} is now called {organisation}.")


def add(*, actor: Actor, name: str, kind: str, parent: UUID | None = None) -> Organisation:
    """Add an organisation, on the side of its kind; a works council with its employer.

    Raises NotAllowed, InvalidData, or Refused.
    """
    telling.administrator(actor, "add")
    rules.complain(_faults_of_parent(kind, parent))
    with transaction.atomic():
        _only_one(name)
        made = Organisation.objects.create(
            key=rules.new_key(name),
            name=name,
            kind=kind,
            side=SIDE_OF_KIND[kind],
            parent_id=parent,
        )
        _record(made, "add", actor, {"kind": kind})
    return made


def correct(
    pk: UUID, changes: dict[str, Any], *, actor: Actor, expected_version: int | None = None
) -> Organisation:
    """Give an organisation another name; what was written under the former one keeps it."""
    telling.administrator(actor, "correct")
    with transaction.atomic():
        found = rules.locked(Organisation, pk, expected_version)
        former, name = found.name, changes["name"]
        if name != former:
            _only_one(name)
            found.name = name
            rules.save(found, "name")
            news = NEW_NAME.with_(former=former, organisation=name)
            _record(found, "correct", actor, {"former": former}, news)
    return found


def _only_one(name: str) -> None:
    """Refuse a name that is in use: people tell organisations apart by their names."""
    rules.alone("organisation", name)
    if Organisation.objects.filter(name__iexact=name).exists():
        rules.refuse(_TAKEN)


def _faults_of_parent(kind: str, parent: UUID | None) -> list[Fault]:
    if kind != OrganisationKind.WORKS_COUNCIL:
        return [Fault("/parent", "no-body", _NO_BODY)] if parent is not None else []
    employers = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER)
    if parent is None or not employers.filter(pk=parent).exists():
        return [Fault("/parent", "no-employer", _NO_EMPLOYER)]
    return []


def _record(
    organisation: Organisation,
    event: str,
    actor: Actor,
    facts: dict[str, Any],
    news: Words | None = None,
) -> None:
    telling.record(
        event,
        actor=actor,
        of=telling.of_administration("organisation", organisation),
        facts={"organisation": organisation.name, **facts},
        organisations=[organisation.pk],
        news=news,
    )
