"""What an administrator does is written down for those it concerns, and told to them at once.

One change stands in several chains: in that of what was changed, which administrators read; in that
of each organisation concerned, which its own people read; and in that of a table, which everybody
who sits there reads. None of them can be written without the others, nor without the notices.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.parties.audiences import (
    ADMINISTRATION,
    Visibility,
    audience_of,
    audience_of_organisation,
)
from backend.parties.kinds import Function
from backend.parties.models import Affiliation, Organisation
from backend.reference.words import Words
from backend.reminders import inbox, letters
from backend.reminders.circles import Recipient
from backend.workflow import records
from backend.workflow.about import About
from backend.workflow.errors import NotAllowed
from backend.workflow.roles import Role

HEADLINE = Words("Wijziging door de beheerder", "Change by the administrator")
BY_KEEPER = Words("Wijziging in uw organisatie", "Change in your organisation")
LOOK = Words("Bekijk wie er bij uw organisatie horen", "See who belongs to your organisation")


def administrator(actor: Actor, name: str) -> None:
    """Raise NotAllowed for who is no administrator."""
    if not actor.is_administrator:
        raise NotAllowed(name, [Role.ADMINISTRATOR])


def record(  # noqa: PLR0913 (all by name)
    event: str,
    *,
    actor: Actor,
    of: About,
    facts: dict[str, Any],
    reason: str = "",
    organisations: Collection[UUID] = (),
    table: UUID | None = None,
    news: Words | None = None,
) -> None:
    """Write the entries of one change, and with `news` the notices to the organisations.

    `news` is one or two sentences; who did it stands before them. Runs in the caller's transaction.
    """
    about = [of]
    about += [
        About("organisation", each, audience_of_organisation(each))
        for each in sorted(set(organisations))
    ]
    if table is not None:
        about.append(About("bargaining_table", table, audience_of(Visibility.PARTIES, table)))
    with acting_as(SYSTEM):
        entries = [_entry(each, event, actor, facts, reason) for each in about]
        if news is not None:
            _tell(organisations, event, actor, news, matter=entries[0])


def of_administration(kind: str, row: Any) -> About:
    """Return what the administrators' chain of a row is about."""
    return About(kind, row.pk, ADMINISTRATION, row.name, row.version)


def colleagues_of(organisations: Iterable[UUID]) -> list[Affiliation]:
    """Return the places of who acts or keeps mandates for these organisations today."""
    here = Affiliation.objects.valid_on(timezone.localdate()).filter(
        Q(function=Function.NEGOTIATOR) | Q(keeps_mandates=True),
        organisation__in=list(organisations),
        person__is_active=True,
    )
    return list(here.select_related("person", "organisation").order_by("organisation_id", "id"))


def _entry(about: About, event: str, actor: Actor, facts: dict[str, Any], reason: str) -> str:
    entry = records.record(
        about,
        event,
        actor=actor,
        office=None,
        facts=facts,
        source="",
        reason=reason,
        audience=about.word,
    )
    return entry.digest


def record_of_organisation(  # noqa: PLR0913 (all by name)
    event: str,
    *,
    organisation: Organisation,
    facts: dict[str, Any],
    news: Words,
    headline: Words,
    action: Words,
    tells: bool = True,
) -> None:
    """Write down what happened to an organisation by itself, and tell its people at once."""
    with acting_as(SYSTEM):
        matter = _entry(_home(organisation), event, SYSTEM, facts, "")
    if tells:
        tell({organisation.pk}, event, news, matter=matter, headline=headline, action=action)


def tell(  # noqa: PLR0913 (all but the first three by name)
    organisations: Iterable[UUID],
    event: str,
    news: Words,
    *,
    matter: str,
    headline: Words,
    action: Words,
    but: UUID | None = None,
) -> None:
    """Put news into the inboxes of who acts or keeps mandates for these organisations.

    Once for each matter; not into that of who did it (`but`).
    """
    with acting_as(SYSTEM):
        found = [
            letters.addressed(
                letters.write(
                    _home(place.organisation), headline=headline, status=news, action=action
                ),
                Recipient(place.person, place.organisation.name),
            )
            for place in colleagues_of(organisations)
            if place.person_id != but
        ]
        inbox.put(found, event=event, matter=matter)


def _tell(
    organisations: Iterable[UUID], event: str, actor: Actor, news: Words, *, matter: str
) -> None:
    headline = HEADLINE if actor.is_administrator else BY_KEEPER
    who = Words(f"{actor.name}: {news.nl}", f"{actor.name}: {news.en}")
    tell(organisations, event, who, matter=matter, headline=headline, action=LOOK, but=actor.id)


def _home(organisation: Organisation) -> About:
    word = audience_of_organisation(organisation.pk)
    return About("organisation", organisation.pk, word, organisation.name, organisation.version)
