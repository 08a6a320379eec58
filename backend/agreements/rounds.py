"""The round at which a clause is put on the table: one that was planned, or only its date."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from backend.meetings.kinds import Form
from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import Meeting
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Step

_WHICH = Words(
    "Kies een geplande ronde, of geef de datum ervan.",
    "Choose a round that was planned, or give its date.",
)
_NOT_PLANNED = Words(
    "Aan deze tafel is geen ronde gepland die zo heet.",
    "No such round has been planned at this table.",
)
_OTHER_DAY = Words("Deze ronde is op {day}.", "This round is on {day}.")


def round_is_known(clause: Any, step: Step) -> Fault | None:
    """A round of this very table that lies ahead, or a date; both only where they are one."""
    given = day_of(step, "round_on")
    if not step.data.get("round"):
        return None if given else Fault("/round", "required", _WHICH)
    chosen = _planned(clause, step)
    if chosen is None:
        return Fault("/round", "unknown", _NOT_PLANNED)
    day = _day(chosen)
    if given not in (None, day):
        return Fault("/round_on", "other-day", _OTHER_DAY.with_(day=day.isoformat()))
    return None


def plan_round(clause: Any, step: Step) -> None:
    """Note the first round, and its date: that of the meeting where one was chosen."""
    chosen = _planned(clause, step)
    clause.round_id = chosen.pk if chosen else None
    clause.round_on = _day(chosen) if chosen else day_of(step, "round_on")


def rounds_of(clause: Any, actor: Actor) -> QuerySet[Any]:
    """Return the round at which it was put on the table, for who may read of that meeting."""
    rows: QuerySet[Any] = Meeting.objects.visible_to(actor).filter(pk=clause.round_id)
    return rows


def _planned(clause: Any, step: Step) -> Meeting | None:
    wanted = step.data.get("round")
    if not wanted:
        return None
    found: Meeting | None = (
        Meeting.objects.visible_to(step.actor)
        .filter(
            pk=UUID(wanted),
            bargaining_table=clause.bargaining_table_id,
            form=Form.NEGOTIATION_ROUND,
            state__in=AHEAD,
            starts_at__gte=_beginning_of(step),
        )
        .first()
    )
    return found


def _beginning_of(step: Step) -> Any:
    return timezone.localtime(step.now).replace(hour=0, minute=0, second=0, microsecond=0)


def _day(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)
