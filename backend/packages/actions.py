"""Propose a package, and change one that lies on the table.

Everything else that happens to it is a transition (`lifecycle`). To lay another one beside it is to
propose an alternative: of a choice one at most is agreed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.agreements import holding
from backend.agreements.actions import proposing_office
from backend.agreements.models import Agreement
from backend.confidentiality.context import acting_as
from backend.packages import composing
from backend.packages.composing import Wanted
from backend.packages.kinds import OPEN
from backend.packages.models import Package
from backend.parties.actors import Actor
from backend.parties.audiences import Visibility
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine
from backend.workflow.data import Fault
from backend.workflow.engine import Change
from backend.workflow.errors import InvalidData, NotAllowed, Refused

_BLANK = Words("Geef het pakket een naam.", "Give the package a name.")
_NO_RIVAL = Words(
    "Er ligt geen open pakket met dit kenmerk bij deze cao.",
    "There is no open package with this identifier in this agreement.",
)


def propose(  # noqa: PLR0913 (all but the first by name)
    agreement: Agreement,
    *,
    actor: Actor,
    title: str,
    members: Sequence[Wanted],
    explanation: str = "",
    alternative_to: UUID | None = None,
    is_alternative: bool = False,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> Package:
    """Lay a package on the table, for a party that may propose there.

    With `alternative_to` it excludes that package, and all that exclude that one. A package of one
    clause must be an alternative, or be meant to get one. From now on its clauses are agreed only
    with it: consents to one of them alone have ended. Raises NotAllowed, InvalidData or Refused.
    """
    moment = now or moments.now()
    office = proposing_office(actor, agreement, organisation_id, now)
    package = Package(
        agreement=agreement,
        bargaining_table_id=agreement.bargaining_table_id,
        visibility=Visibility.TABLE,
        author_side=office.side,
        author_organisation_id=office.organisation_id,
        title=title.strip(),
        explanation=explanation.strip(),
        is_alternative=is_alternative or alternative_to is not None,
    )
    if not package.title:
        raise InvalidData([Fault("/title", "required", _BLANK)])
    with moments.happening(now), acting_as(actor), transaction.atomic():
        holding.alone([agreement.pk])
        if alternative_to is not None:
            package.choice = _choice_of(alternative_to, agreement)
        made = composing.hold(package, members, actor)
        engine.start(
            package,
            actor=actor,
            organisation_id=office.organisation_id,
            now=now,
            clauses=made.titles,
        )
        composing.write(package, made, actor, moment)
    return package


def edit(
    package: Package,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Package:
    """Change its `title`, `explanation` or `members`: other terms, another order, more clauses.

    Every consent to it ends, and who gave them are told. Raises Stale, NotAllowed or InvalidData.
    """
    wanted = dict(changes)
    members = wanted.pop("members", None)
    if "title" in wanted and not wanted["title"].strip():
        raise InvalidData([Fault("/title", "required", _BLANK)])

    def compose(locked: Package) -> dict[str, Any]:
        if members is None:
            return {}
        made = composing.hold(locked, members, actor)
        composing.write(locked, made, actor, now or moments.now())
        return {"fields": sorted(changes), "clauses": made.titles}

    engine.edit(
        package,
        {name: text.strip() for name, text in wanted.items()},
        actor=actor,
        expected_version=expected_version,
        rows=compose,
        now=now,
    )
    return package


def offered(subject: Any, *, actor: Actor) -> list[Change]:
    """Return whether this actor may propose a package in an agreement, or beside another one."""
    if isinstance(subject, Agreement):
        name, agreement = "package", subject
    elif isinstance(subject, Package) and subject.state == OPEN:
        name, agreement = "alternative", subject.agreement
    else:
        return []
    try:
        proposing_office(actor, agreement, None, None)
    except Refused as refused:
        return [Change(name, tuple(refused.refusals))]
    except NotAllowed:
        return []
    return [Change(name)]


def _choice_of(other: UUID, agreement: Agreement) -> UUID:
    """Return the choice of which this open package is one, with all of it under lock."""
    Package.hold_first([other])
    found = Package.objects.filter(pk=other, agreement=agreement, state=OPEN).first()
    if found is None:
        raise InvalidData([Fault("/alternative_to", "unknown", _NO_RIVAL)])
    choice: UUID = found.choice
    return choice
