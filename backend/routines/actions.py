"""Propose a recurring duty at a table or in one of its dossiers, and change the proposal.

Everything else that happens to it is a transition (`lifecycle`).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility
from backend.parties.kinds import Side
from backend.parties.models import Membership, Organisation
from backend.reference.words import Words
from backend.routines.kinds import ABOUT, CAN_PROPOSE, Form
from backend.routines.lifecycle import RUNNING
from backend.routines.models import Routine
from backend.workflow import belonging, dues, engine, registry
from backend.workflow.data import Fault
from backend.workflow.engine import Change
from backend.workflow.errors import InvalidData, NotAllowed

OWNERS = {
    "employer_owner_id": frozenset({Side.EMPLOYER}),
    "worker_owner_id": frozenset({Side.UNION, Side.WORKERS}),
}
# What is read by the parties at least can have something that all of them keep coming back to.
READ_BY_PARTIES = frozenset({Visibility.PARTIES, Visibility.AGGREGATE, Visibility.PUBLIC})
_BLANK = Words("Geef het vaste moment een naam.", "Give the recurring duty a name.")
_UNKNOWN = Words(
    "Dit dossier is er niet, of hoort niet bij deze tafel.",
    "There is no such dossier, or it does not belong to this table.",
)
_NOT_AGREED = Words(
    "Dit kan pas als alle partijen het dossier kunnen lezen.",
    "This can only be once all parties can read the dossier.",
)
_OVER = Words("Dit dossier is afgelopen.", "This dossier is over.")
_NOT_SEATED = Words(
    "Deze organisatie zit in deze rol niet aan deze tafel.",
    "This organisation does not sit at this table in this role.",
)
_BOTH_OWNERS = Words(
    "Een lokale evaluatie heeft een werkgever en een medezeggenschap of bond.",
    "A local review has an employer, and a works council or union.",
)
_PAST = Words("Kies een dag na vandaag.", "Choose a day after today.")


def propose(
    *,
    actor: Actor,
    bargaining_table: UUID,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
    **facts: Any,
) -> Routine:
    """Lay a recurring duty before the parties at a table; it runs once both sides consent.

    `about_kind` and `about_id` name one of the table's dossiers, if it belongs to one. Raises
    NotAllowed for who does not sit there, InvalidData for all that is wrong.
    """
    office = _office(actor, bargaining_table, organisation_id)
    routine = Routine(
        bargaining_table_id=bargaining_table,
        visibility=Visibility.PARTIES,
        author_side=office.side,
        author_organisation_id=office.organisation_id,
        **facts,
    )
    routine.title = routine.title.strip()
    with acting_as(actor), transaction.atomic():
        _require_sound(routine, actor)
        return engine.start(routine, actor=actor, organisation_id=office.organisation_id, now=now)


def edit(
    routine: Routine,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Routine:
    """Change a proposal; every consent to it ends. Raises Stale, NotAllowed or InvalidData."""

    def look(locked: Routine) -> dict[str, Any]:
        locked.title = locked.title.strip()
        _require_sound(locked, actor)
        return {}

    engine.edit(
        routine, changes, actor=actor, expected_version=expected_version, rows=look, now=now
    )
    return routine


def may_propose(actor: Actor, bargaining_table: UUID) -> bool:
    """Return whether this actor may propose one at a table."""
    return bool(_offices(actor, bargaining_table))


def offered(subject: Any, *, actor: Actor) -> list[Change]:
    """Return that the actor may propose one in this dossier, where it may."""
    if subject.kind not in ABOUT or subject.visibility not in READ_BY_PARTIES:
        return []
    return [Change(Routine.kind)] if _offices(actor, subject.bargaining_table_id) else []


def plan_with(dossier: Any, today: date) -> None:
    """Plan anew what comes back in a dossier, or in the agreement of which it is a part.

    Once it has ended nobody is reminded; should it go on after all, they are again.
    """
    if dossier.kind not in ABOUT:
        return
    about = [dossier.pk, *belonging.agreements_of([dossier]).values()]
    rows = Routine.objects.filter(about_id__in=about, state=RUNNING).order_by("pk")
    for routine in rows.select_for_update(of=("self",)):
        dues.replan(routine, today)


def _offices(actor: Actor, bargaining_table: UUID | None) -> list[Office]:
    seats = actor.seats_at(bargaining_table)
    own = (s for s in seats if s.capacity in CAN_PROPOSE and s.office.negotiates)
    return [seat.office for seat in own]


def _office(actor: Actor, bargaining_table: UUID, organisation_id: UUID | None) -> Office:
    for office in _offices(actor, bargaining_table):
        if organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed("create", ["employer", "secretariat", "union", "works_council"])


def _require_sound(routine: Routine, actor: Actor) -> None:
    found = [*_faults(routine), *_faults_of_dossier(routine, actor), *_faults_of_owners(routine)]
    if found:
        raise InvalidData(sorted(found, key=lambda fault: fault.pointer))


def _faults(routine: Routine) -> Iterator[Fault]:
    if not routine.title:
        yield Fault("/title", "required", _BLANK)
    if routine.first_on <= timezone.localdate():
        yield Fault("/first_on", "past", _PAST)


def _faults_of_dossier(routine: Routine, actor: Actor) -> Iterator[Fault]:
    if routine.about_id is None:
        return
    rows = registry.model_of(routine.about_kind).objects.visible_to(actor)
    found = rows.filter(pk=routine.about_id, bargaining_table=routine.bargaining_table_id).first()
    if found is None:
        yield Fault("/about_id", "unknown", _UNKNOWN)
    elif found.visibility not in READ_BY_PARTIES:
        yield Fault("/about_id", "not_agreed", _NOT_AGREED)
    elif routine.dossier_is_over(None):
        yield Fault("/about_id", "over", _OVER)


def _faults_of_owners(routine: Routine) -> Iterator[Fault]:
    if routine.form == Form.LOCAL_REVIEW and len(routine.owners()) < len(OWNERS):
        yield Fault("/form", "needs_owners", _BOTH_OWNERS)
    seats = Membership.objects.valid_on(timezone.localdate()).filter(
        bargaining_table=routine.bargaining_table_id
    )
    seated = set(seats.values_list("organisation_id", flat=True))
    sides = dict(Organisation.objects.filter(pk__in=routine.owners()).values_list("pk", "side"))
    for column, wanted in OWNERS.items():
        pk = getattr(routine, column)
        if pk is not None and (pk not in seated or sides.get(pk) not in wanted):
            yield Fault(f"/{column.removesuffix('_id')}", "not_seated", _NOT_SEATED)
