"""Each side says whether the day and place of a meeting suit it; who asks for them has said yes.

A yes or no is read by everybody at the meeting, as is the reason that goes with a no. What a party
weighed for itself it keeps to itself: nothing here asks for it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.meetings.agreeing import sides_of
from backend.meetings.kinds import Answer
from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import LONGEST_REASON, Meeting, MeetingAnswer
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import records
from backend.workflow.data import Fault
from backend.workflow.engine import Change
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock
from backend.workflow.roles import PARTY

ANSWER = "answer"
ANSWERED = "date_answered"
NOT_AHEAD = Refusal(
    "not-ahead",
    Words("Over deze datum wordt niets meer gevraagd.", "This date is no longer asked about."),
)
_WHY = Words(
    "Geef een reden of stel een andere datum voor.", "Give a reason or propose another date."
)
_ONLY_NO = Words(
    "Een andere datum hoort bij een afwijzing.", "Another date goes with declining this one."
)
_PAST = Words("Kies een moment dat nog komt.", "Choose a moment that is still to come.")
_TOO_LONG = Words(
    f"Dit is te lang (hoogstens {LONGEST_REASON} tekens).",
    f"This is too long (at most {LONGEST_REASON}).",
)


def answer(  # noqa: PLR0913 (all but the first by name)
    meeting: Meeting,
    *,
    actor: Actor,
    yes: bool,
    reason: str = "",
    other_starts_at: datetime | None = None,
    organisation_id: UUID | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> MeetingAnswer:
    """Confirm or decline the day and place as they are asked now, for one's own organisation.

    Somebody who changes their mind answers again: the newest counts. A no gives a reason, or
    another moment that would do, or both; all who meet read them. Raises Stale where something has
    changed meanwhile, NotAllowed, Refused or InvalidData.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor, savepoint=False):
        locked = lock(meeting, expected_version)
        office = _office(locked, actor, organisation_id)
        if office is None:
            raise NotAllowed(ANSWER, sorted(PARTY))
        if not _is_asked(locked):
            raise Refused([NOT_AHEAD])
        if faults := _faults(yes=yes, reason=reason, other=other_starts_at):
            raise InvalidData(faults)
        said = _say(
            locked,
            office,
            Answer.YES if yes else Answer.NO,
            reason="" if yes else reason.strip(),
            other_starts_at=other_starts_at,
        )
        before = locked.columns()
        locked.version += 1
        records.record(
            locked,
            ANSWERED,
            actor=actor,
            office=office,
            facts={"answer": said.answer, "asked": said.asked},
            at=now,
            changed=locked.changed_since(before),
        )
    meeting.catch_up_with(locked)
    return said


def agree_by_asking(meeting: Meeting, office: Office | None, *, now: datetime | None) -> None:
    """Write down the yes of the party that proposed the day and place; others have to say so."""
    speaks = {said.id for side in sides_of(meeting, ()) for said in side.organisations}
    if office is not None and office.organisation_id in speaks:
        with moments.happening(now):
            _say(meeting, office, Answer.YES)


def offered(subject: Any, *, actor: Actor) -> list[Change]:
    """Return whether this actor may say something of the day and place of a meeting."""
    if not isinstance(subject, Meeting) or not _is_asked(subject):
        return []
    return [Change(ANSWER)] if _office(subject, actor, None) else []


def _is_asked(meeting: Meeting) -> bool:
    today = timezone.localdate(moments.now())
    return meeting.state in AHEAD and timezone.localdate(meeting.starts_at) >= today


def _office(meeting: Meeting, actor: Actor, organisation_id: UUID | None) -> Office | None:
    """Return for whom of its own side the actor speaks here, with a seat at this table."""
    speaks = {said.id for side in sides_of(meeting, ()) for said in side.organisations}
    for seat in actor.seats_at(meeting.bargaining_table_id):
        wanted = organisation_id in (None, seat.office.organisation_id)
        if wanted and seat.office.negotiates and seat.office.organisation_id in speaks:
            return seat.office
    return None


def _faults(*, yes: bool, reason: str, other: datetime | None) -> list[Fault]:
    found = []
    if yes and other is not None:
        found.append(Fault("/other_starts_at", "only-with-no", _ONLY_NO))
    if not yes and not reason.strip() and other is None:
        found.append(Fault("/reason", "required", _WHY))
    if not yes and other is not None and other <= moments.now():
        found.append(Fault("/other_starts_at", "past", _PAST))
    if len(reason) > LONGEST_REASON:
        found.append(Fault("/reason", "too-long", _TOO_LONG))
    return found


def _say(meeting: Meeting, office: Office, said: Answer, **more: Any) -> MeetingAnswer:
    row: MeetingAnswer = MeetingAnswer.objects.create(
        meeting=meeting,
        bargaining_table_id=meeting.bargaining_table_id,
        visibility=meeting.visibility,
        asked=meeting.asked,
        answer=said,
        organisation_id=office.organisation_id,
        answered_at=moments.now(),
        **more,
    )
    return row
