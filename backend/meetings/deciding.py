"""Decide about an item while people are present; a promise counts once its owner confirms it.

The secretariat writes down what it hears and binds nobody by that: a promise becomes a commitment
with the yes of the organisation that makes it, or of a party of each side where it is joint.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.commitments import actions as commitments
from backend.commitments.kinds import OwnerSide
from backend.commitments.models import Commitment
from backend.commitments.promising import require_sound
from backend.confidentiality.context import acting_as
from backend.meetings import agenda, dividing, linking, queries
from backend.meetings.kinds import Outcome, Standing
from backend.meetings.models import AgendaItem, Decision, Meeting
from backend.parties.actors import Actor, Office
from backend.reference.words import Words
from backend.workflow import authority, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock

_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_NO_DOSSIER = Words(
    "Koppel het punt aan een clausule of initiatief dat iedereen hier kan zien.",
    "Link the item to a clause or an initiative that everybody here can see.",
)
_WHICH = Words("Kies bij welk dossier dit hoort.", "Choose to which dossier this belongs.")
_NOT_AT_MEETING = Words(
    "Deze organisatie neemt niet deel aan dit overleg.",
    "This organisation takes no part in this meeting.",
)
NO_NEXT = Refusal(
    "no-next-meeting",
    Words(
        "Er is nog geen volgend overleg gepland om dit naar door te schuiven.",
        "No next meeting has been planned yet to adjourn this to.",
    ),
)
SUGGESTION = Refusal(
    "not-on-agenda",
    Words("Zet dit punt eerst op de agenda.", "Put this item on the agenda first."),
)
SETTLED = Refusal(
    "settled",
    Words("Op dit besluit wordt niet (meer) gewacht.", "This decision awaits nobody (any more)."),
)
MOVED = Refusal(
    "dossier-moved",
    Words(
        "Dit dossier ligt nu aan een eigen tafel. Leg de toezegging in het dossier zelf vast.",
        "This dossier lies at a table of its own now. Write the commitment down in the dossier.",
    ),
)


def decide(  # noqa: PLR0913 (all but the first by name)
    item: AgendaItem,
    *,
    actor: Actor,
    outcome: str,
    text: str,
    owner_side: str = "",
    owner_id: UUID | None = None,
    due_on: date | None = None,
    subject_id: UUID | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Decision:
    """Write down what was decided about an item.

    A promise (`commitment`) names its owner, side and date, and the dossier where the item is about
    several. Who promises for its own organisation confirms it by that. `adjourned` carries the item
    over to the next meeting. Raises Stale, NotAllowed, InvalidData or Refused.
    """
    moment = now or timezone.now()
    made: list[Decision] = []

    def write(locked: Meeting) -> dict[str, Any]:
        row: AgendaItem = AgendaItem.objects.select_for_update().get(pk=item.pk)
        row.meeting = locked
        if row.is_suggestion:
            raise Refused([SUGGESTION])
        office = authority.any_office(actor, locked)
        decision = Decision(
            item=row,
            bargaining_table_id=locked.bargaining_table_id,
            visibility=locked.visibility,
            outcome=outcome,
            text=text.strip(),
            organisation_id=office.organisation_id if office else None,
            recorded_at=moment,
        )
        if not decision.text:
            raise InvalidData([Fault("/text", "required", _REQUIRED)])
        if outcome == Outcome.COMMITMENT:
            decision.owner_side, decision.owner_id, decision.due_on = owner_side, owner_id, due_on
            _promise(decision, subject_id, actor, moment)
        decision.save(force_insert=True)
        if outcome == Outcome.ADJOURNED:
            _carry_over(row, locked, actor, moment)
        made.append(decision)
        return {"item": str(row.pk), "decision": str(decision.pk)} | decision.content()

    with acting_as(actor), transaction.atomic():
        engine.edit(
            item.meeting,
            {},
            actor=actor,
            expected_version=expected_version,
            event="decision",
            rows=write,
            now=now,
        )
        decision = made[0]
        if _own_voices(decision, actor):
            return answer(decision, actor=actor, yes=True, now=now)
    return decision


def answer(
    decision: Decision,
    *,
    actor: Actor,
    yes: bool,
    reason: str = "",
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Decision:
    """Confirm a promise for one's own organisation, or say that it was not made.

    The last yes writes the commitment, in the same transaction. Changes nothing of the minutes: who
    consented to them goes on consenting. Raises Stale, NotAllowed, InvalidData or Refused.
    """
    moment = now or timezone.now()
    with acting_as(actor), transaction.atomic():
        meeting = lock(decision.item.meeting, expected_version)
        row: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
        row.item.meeting = meeting
        if row.standing != Standing.AWAITED:
            raise Refused([SETTLED])
        if dividing.has_moved(row.subject_kind, row.subject_id, meeting):
            raise Refused([MOVED])
        offices = _own_voices(row, actor)
        if not offices:
            raise NotAllowed("confirm", ["owner"])
        if yes:
            _confirm(row, offices, actor, moment)
        else:
            row.standing, row.declined_because = Standing.DECLINED, reason.strip()
        row.save(update_fields=["standing", "confirmed_by", "declined_because", "commitment_id"])
        records.record(
            meeting,
            "decision_confirmed" if yes else "decision_declined",
            actor=actor,
            office=offices[0],
            reason=reason.strip(),
            facts={"decision": str(row.pk), "commitment": str(row.commitment_id or "")},
            at=now,
        )
    decision.refresh_from_db()
    return decision


def _promise(decision: Decision, subject_id: UUID | None, actor: Actor, now: datetime) -> None:
    """Fill in where it is promised, and find everything that would not do as a commitment."""
    meeting = decision.item.meeting
    required: dict[str, Any] = {
        "owner_side": decision.owner_side,
        "owner": decision.owner_id,
        "due_on": decision.due_on,
    }
    faults = [Fault(f"/{name}", "required", _REQUIRED) for name, at in required.items() if not at]
    seats = {seat.organisation_id for seat in queries.seats_of(meeting)}
    if decision.owner_id and decision.owner_id not in seats:
        faults.append(Fault("/owner", "not-at-meeting", _NOT_AT_MEETING))
    with acting_as(linking.everyone_at(meeting)):
        dossiers = linking.dossiers_of(decision.item, linking.everyone_at(meeting))
    chosen = [each for each in dossiers if subject_id in (None, each.pk)]
    if len(chosen) != 1:
        words = _WHICH if chosen else _NO_DOSSIER
        faults.append(Fault("/subject", "which" if chosen else "no-dossier", words))
    if faults:
        raise InvalidData(faults)
    dossier = chosen[0]
    decision.subject_kind, decision.subject_id = dossier.kind, dossier.pk
    decision.standing = Standing.AWAITED
    terms: dict[str, Any] = {
        "text": decision.text,
        "owner_side": decision.owner_side,
        "owner_id": decision.owner_id,
        "due_on": decision.due_on,
    }
    table = dossier.bargaining_table_id
    promise = Commitment(bargaining_table_id=table, visibility=dossier.visibility, **terms)
    require_sound(promise, timezone.localdate(now))


def _own_voices(decision: Decision, actor: Actor) -> list[Office]:
    """Return the offices in which the actor can say yes; none for who said it for a side before."""
    if any(actor.office_in(organisation) for organisation in decision.confirmed_by):
        return []
    found = (queries.confirming_office(actor, voice) for voice in queries.awaited(decision))
    return [office for office in found if office is not None]


def _confirm(decision: Decision, offices: list[Office], actor: Actor, now: datetime) -> None:
    """Note the yes of one side; with the last one, write the commitment."""
    decision.confirmed_by = [*decision.confirmed_by, offices[0].organisation_id]
    if decision.owner_side == OwnerSide.JOINT and queries.awaited(decision):
        return
    named = linking.Named(decision.subject_kind, decision.subject_id or decision.pk)
    dossier = linking.subjects_seen([named], actor).get(named.id)
    if dossier is None or decision.due_on is None:
        raise InvalidData([Fault("/subject", "no-dossier", _NO_DOSSIER)])
    commitment = commitments.create_commitment(
        dossier,
        actor=actor,
        text=decision.text,
        owner_side=decision.owner_side,
        owner_id=decision.owner_id,
        due_on=decision.due_on,
        confirmed=True,
        now=now,
    )
    decision.standing, decision.commitment_id = Standing.PROMISED, commitment.pk


def _carry_over(item: AgendaItem, meeting: Meeting, actor: Actor, now: datetime) -> None:
    """Put the item on the agenda of the next meeting, with what the actor may see of its links."""
    following = queries.next_meeting(meeting)
    if following is None:
        raise Refused([NO_NEXT])
    linking.attach_seen([item], actor)
    carried = agenda.add_item(
        following,
        actor=actor,
        title=item.title,
        note=item.note,
        links=[linking.Named(each.kind, each.pk) for each in item.seen],
        now=now,
    )
    AgendaItem.objects.filter(pk=carried.pk).update(carried_from=item)
