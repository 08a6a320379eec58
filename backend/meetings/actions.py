"""Plan a meeting, change when and where it is, write its minutes.

Everything else that happens to a meeting is a transition (`lifecycle`); what each side says of its
date is in `answering`, its items are in `agenda`, what is decided about one in `deciding`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings import answering
from backend.meetings.checks import NOT_READ, faults_of
from backend.meetings.kinds import READ_AT, Form
from backend.meetings.models import Correction, Meeting
from backend.parties.actors import Actor, Office
from backend.parties.models import BargainingTable
from backend.workflow import authority, engine
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed

MINUTES = frozenset({"minutes", "present"})
# What was agreed when the sides said yes to it. The link is left out: it may follow later.
AGREED_UPON = ("starts_at", "ends_at", "place")


def plan_meeting(
    *,
    actor: Actor,
    bargaining_table: UUID,
    form: str,
    title: str,
    starts_at: datetime,
    **facts: Any,
) -> Meeting:
    """Plan a meeting of a table; it gets the next number of its form there.

    `facts` are `ends_at`, `place`, `link` and `now`. Raises NotAllowed for who does not sit there
    as a negotiator, InvalidData for all that is wrong.
    """
    now = facts.pop("now", None)
    office = _office(actor, bargaining_table)
    meeting = Meeting(
        bargaining_table_id=bargaining_table,
        visibility=READ_AT[Form(form)],
        author_side=office.side,
        author_organisation_id=office.organisation_id,
        form=form,
        title=title.strip(),
        starts_at=starts_at,
        **facts,
    )
    faults = faults_of(meeting)
    if meeting.word not in actor.audiences:
        faults.append(Fault("/form", "not-yours", NOT_READ))
    if faults:
        raise InvalidData(faults)
    with acting_as(actor), transaction.atomic():
        BargainingTable.objects.select_for_update().get(pk=bargaining_table)
        known = Meeting.objects.filter(bargaining_table=bargaining_table, form=form)
        meeting.number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
        made = engine.start(meeting, actor=actor, now=now, form=form, number=meeting.number)
        answering.agree_by_asking(made, office, now=now)
        return made


def may_plan(actor: Actor, bargaining_table: UUID) -> bool:
    """Return whether this actor may plan a meeting at a table."""
    return any(seat.office.negotiates for seat in actor.seats_at(bargaining_table))


def edit_meeting(
    meeting: Meeting,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Change when and where it is, or write its minutes: `minutes` and who was `present`.

    What belongs to the minutes is changed as such; both at once asks the rights to both. Another
    day, hour or place is another proposal: every side is asked again.
    """
    rest = {k: v for k, v in changes.items() if k not in MINUTES}
    moved = any(rest.get(k, getattr(meeting, k)) != getattr(meeting, k) for k in AGREED_UPON)
    groups = {
        "minutes": {k: v for k, v in changes.items() if k in MINUTES},
        "reschedule" if moved else "edit": rest,
    }

    def look(locked: Meeting) -> dict[str, Any]:
        if faults := faults_of(locked):
            raise InvalidData(faults)
        if moved and not changes.keys() <= MINUTES:
            locked.asked += 1
            office = authority.any_office(actor, locked)
            answering.agree_by_asking(locked, office, now=now)
        return {}

    with transaction.atomic():
        version = expected_version
        for event, wanted in groups.items():
            if wanted:
                engine.edit(
                    meeting,
                    wanted,
                    actor=actor,
                    expected_version=version,
                    event=event,
                    rows=look,
                    now=now,
                )
                version = None
    return meeting


def add_correction(
    meeting: Meeting, text: str, *, actor: Actor, now: datetime | None = None
) -> Correction:
    """Add what must be read beside the established minutes; they themselves stay as they are."""
    made: list[Correction] = []

    def add(locked: Meeting) -> dict[str, Any]:
        office = authority.any_office(actor, locked)
        correction = Correction.objects.create(
            meeting=locked,
            bargaining_table_id=locked.bargaining_table_id,
            visibility=locked.visibility,
            text=text.strip(),
            organisation_id=office.organisation_id if office else None,
            added_at=now or timezone.now(),
        )
        made.append(correction)
        return {"correction": str(correction.pk)}

    engine.edit(meeting, {}, actor=actor, event="correction", rows=add, now=now)
    return made[0]


def _office(actor: Actor, bargaining_table: UUID) -> Office:
    seats = (seat for seat in actor.seats_at(bargaining_table) if seat.office.negotiates)
    seat = next(seats, None)
    if seat is None:
        raise NotAllowed("create", ["steering_group"])
    return seat.office
