"""The secretariat asks an organisation once more for what is awaited of it.

At most once a day per person and subject: the rows of their inboxes say so, and the database's
constraint on those (one row a subject, event, matter and person; the matter is the day) sees to it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office
from backend.reference import moments
from backend.reference.words import Words
from backend.reminders import awaited, circles, inbox, letters, wording
from backend.reminders.awaited import Asked
from backend.reminders.models import Reminder
from backend.reminders.wording import NUDGE
from backend.workflow import records
from backend.workflow.errors import NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock
from backend.workflow.roles import SECRETARIAT, Role, seat_roles

STATUS = Words(
    "{secretariat} vraagt {organisation} om: {what}. Stand: {state}.",
    "{secretariat} asks {organisation} for: {what}. State: {state}.",
)
RESPOND = Words("Bekijk en reageer", "View and respond")
NOT_AWAITED = Words(
    "Van {organisation} wordt hier nu niets verwacht.",
    "Nothing is awaited of {organisation} here now.",
)
NOBODY = Words(
    "Bij {organisation} is nu niemand die dit bericht kan krijgen.",
    "Nobody at {organisation} can get this message now.",
)
ALREADY = Words(
    "{organisation} is hierover vandaag al herinnerd. Dat kan één keer per dag; morgen kan het"
    " weer.",
    "{organisation} was reminded of this today already. That can be done once a day; tomorrow you"
    " can do so again.",
)
THIS = Words("deze organisatie", "this organisation")


@dataclass(frozen=True, slots=True)
class Nudged:
    """An organisation of which something is awaited, and when it was last asked for that."""

    organisation: Any
    label: Words
    nudged_at: datetime | None
    may_nudge: bool


def may(actor: Actor, subject: Any) -> bool:
    """Whether the actor keeps the table of this subject."""
    return _office(actor, subject) is not None


def listed(subject: Any, *, actor: Actor) -> list[Nudged]:
    """Return of whom something is awaited, to who keeps the table; nothing to anybody else."""
    if not may(actor, subject):
        return []
    today = timezone.localdate(moments.now())
    asked = awaited.of(subject, today)
    newest: dict[str, datetime] = {}
    rows = AuditEntry.objects.visible_to(actor).filter(subject_id=subject.pk, event=NUDGE)
    for entry in rows.order_by("id"):
        newest[entry.facts["organisation"]] = entry.at
    return [
        Nudged(
            organisation=each.organisation,
            label=each.label,
            nudged_at=(last := newest.get(str(each.organisation.pk))),
            may_nudge=last is None or timezone.localdate(last) < today,
        )
        for each in asked
    ]


def nudge(
    subject: Any, organisation_id: UUID, *, actor: Actor, now: datetime | None = None
) -> Nudged:
    """Ask everybody who acts for an organisation for what is awaited of it; recorded in the chain.

    Raises NotAllowed for who does not keep the table; Refused where nothing is awaited of it, or
    all of its people were asked on this day.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor, savepoint=False):
        locked = lock(subject)
        office = _office(actor, locked)
        if office is None:
            raise NotAllowed(NUDGE, sorted(SECRETARIAT))
        at = moments.now()
        asked = _asked(locked, organisation_id, at)
        if not _tell(locked, asked, office, at):
            raise Refused([_refusal("nudged-today", ALREADY, asked.organisation.name)])
        facts = {"organisation": str(organisation_id), "name": asked.organisation.name}
        records.record(
            locked,
            NUDGE,
            actor=actor,
            office=office,
            facts=facts | {"what": asked.label.nl},
            at=at,
        )
    return Nudged(asked.organisation, asked.label, at, may_nudge=False)


def _asked(subject: Any, organisation_id: UUID, at: datetime) -> Asked:
    """Return what the organisation is asked for; of others the answer is that it is nothing."""
    for each in awaited.of(subject, timezone.localdate(at)):
        if each.organisation.pk == organisation_id:
            return each
    raise Refused([_refusal("nothing-awaited", NOT_AWAITED, THIS)])


def _tell(subject: Any, asked: Asked, office: Office, at: datetime) -> int:
    """Write to everybody who acts for it and was not asked today; return how many there were."""
    day = timezone.localdate(at)
    status = STATUS.with_(
        secretariat=office.organisation_name,
        organisation=asked.organisation.name,
        what=asked.label,
        state=letters.state_of(subject),
    )
    with acting_as(SYSTEM, savepoint=False):
        people = circles.negotiators_of([asked.organisation.pk], day)
        matter = day.isoformat()
        told = set(
            Reminder.objects.filter(
                subject_id=subject.pk,
                event=NUDGE,
                matter=matter,
                recipient__in=[to.person.pk for to in people],
            ).values_list("recipient_id", flat=True)
        )
        found = inbox.compose(
            subject.kind,
            subject.pk,
            [to for to in people if to.person.pk not in told],
            day,
            lambda seen: letters.write(
                seen,
                headline=wording.NUDGED,
                status=status,
                transition=asked.transition,
                action=RESPOND,
            ),
        )
        if not found and not told:
            raise Refused([_refusal("nobody-there", NOBODY, asked.organisation.name)])
        return inbox.put(found, at=at, event=NUDGE, matter=matter)


def _refusal(code: str, words: Words, organisation: str | Words) -> Refusal:
    return Refusal(code, words.with_(organisation=organisation))


def _office(actor: Actor, subject: Any) -> Office | None:
    """Return the actor's place in the secretariat of the subject's table, if any."""
    for seat in actor.seats_at(subject.bargaining_table_id):
        if Role.SECRETARIAT in seat_roles(seat, ""):
            return seat.office
    return None
