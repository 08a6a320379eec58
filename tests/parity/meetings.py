"""People meet: they agree on a day and an agenda, decide, and establish what was said.

A meeting is a subject like the others, so that its steps are also taken, consented to and broken
off at random; what is here is what one does to it besides.
"""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.meetings import actions, agenda, answering, deciding
from backend.meetings.linking import LINKABLE, Named
from backend.meetings.models import AgendaItem, Decision, Meeting
from backend.parties.actors import SYSTEM
from backend.parties.models import Organisation
from tests.parity.bargaining import MOST
from tests.parity.stage import REASON, Stage
from tests.people import days

MOST_MEETINGS = 3
FORMS = ("negotiation_round", "steering_group", "joint_meeting", "committee")
OVER = ("established", "cancelled")
OUTCOMES = ("commitment", "agreed", "commitment", "adjourned", "noted")
PARTIES = {"wil": "werkgevers", "vera": "bond-een", "bram": "bond-twee"}


def meet(stage: Stage, subject: Any, who: str) -> str:
    """Plan a meeting, tomorrow at ten."""
    rows = _meetings(stage)
    if sum(each.state not in OVER for each in rows) >= MOST_MEETINGS or len(rows) > MOST_MEETINGS:
        return "nothing"
    form, made = FORMS[stage.turn() % len(FORMS)], list[Any]()

    def deed() -> None:
        made.append(
            actions.plan_meeting(
                actor=stage.actor(who),
                bargaining_table=subject.bargaining_table_id,
                form=form,
                title=f"Overleg van {who}",
                starts_at=_at_ten(1),
            )
        )

    came = stage.attempt(deed)
    stage.subjects += made
    return came


def move(stage: Stage, subject: Any, who: str) -> str:
    """Ask another day for a meeting, of everybody anew."""
    meeting, turn = _ahead(stage), stage.turn()
    if meeting is None:
        return "nothing"
    changes: dict[str, Any] = {"starts_at": _at_ten(1 + turn % 3)}
    actor = stage.actor(stage.who_may(meeting, "convene", who))
    return stage.attempt(lambda: actions.edit_meeting(meeting, changes, actor=actor))


def say(stage: Stage, subject: Any, who: str) -> str:
    """Confirm the day of a meeting, or decline it."""
    meeting, turn, actor = _ahead(stage), stage.turn(), stage.actor(who)
    if meeting is None:
        return "nothing"
    yes = turn % 4 != 0
    came = stage.attempt(
        lambda: answering.answer(meeting, actor=actor, yes=yes, reason="" if yes else REASON)
    )
    return came if came != "done" else ("declined", "confirmed")[yes]


def put(stage: Stage, subject: Any, who: str) -> str:
    """Put an item on an agenda, or prepare it with one's own side, by turns."""
    meeting, turn, actor = _ahead(stage), stage.turn(), stage.actor(who)
    if meeting is None:
        return "nothing"
    known = [each for each in stage.subjects if each.kind in LINKABLE]
    about = subject if subject.kind in LINKABLE else known[turn % len(known)]
    suggested = turn % 3 == 0
    came = stage.attempt(
        lambda: agenda.add_item(
            meeting,
            actor=actor,
            title=f"Punt van {who}",
            links=[Named(about.kind, about.pk)],
            suggested=suggested,
        )
    )
    return came if came != "done" else ("done", "suggested")[suggested]


def rearrange(stage: Stage, subject: Any, who: str) -> str:
    """Put what a side prepared on the agenda, change an item, or take it off, by turns."""
    turn, rows = stage.turn(), AgendaItem.objects.select_related("meeting", "organisation")
    rows = rows.exclude(meeting__state__in=OVER).order_by("created_at", "id")
    prepared = rows.filter(side__gt="").first()
    found = prepared or rows.first()
    if found is None:
        return "nothing"
    actor = stage.actor(who if turn % 3 == 0 else _speaker(found.organisation, "sanne"))
    if turn % 4 == 0:
        return stage.attempt(lambda: agenda.remove_item(found, actor=actor))
    changes = {"suggested": False} if prepared else {"note": f"Volgens {who}"}
    return stage.attempt(lambda: agenda.edit_item(found, changes, actor=actor))


def gather(stage: Stage, subject: Any, who: str) -> str:
    """Have everybody do what a meeting asks next: convene, hold, write, establish, or correct."""
    rows = [each for each in _meetings(stage) if each.state != "cancelled"]
    open_ones = [each for each in rows if each.state != "established"]
    meeting = next(iter(open_ones or rows), None)
    if meeting is None:
        return meet(stage, subject, who)
    before = meeting.version
    if meeting.state == "draft":
        _convene(stage, meeting, who)
    elif meeting.state == "convened":
        stage.wait(max(0, (timezone.localdate(meeting.starts_at) - days(0)).days))
        decide(stage, meeting, who)
        stage.push(meeting, "hold", who)
    elif meeting.state == "held":
        minutes = {"minutes": f"Er is gesproken, schrijft {who}."}
        keeper = stage.actor(stage.who_may(meeting, "resume", who))
        stage.attempt(lambda: actions.edit_meeting(meeting, minutes, actor=keeper))
        stage.push(meeting, "establish", who)
    else:
        actor, text = stage.actor(who), f"{who} zei iets anders."
        came = stage.attempt(lambda: actions.add_correction(meeting, text, actor=actor))
        return "corrected" if came == "done" else came
    state = stage.state(meeting)
    return state if meeting.version > before else "stays"


def _convene(stage: Stage, meeting: Meeting, who: str) -> None:
    """Ask all parties whether they come, on another day where this one has gone by."""
    if timezone.localdate(meeting.starts_at) <= days(0):
        move(stage, meeting, who)
    for actor in map(stage.actor, PARTIES):
        stage.attempt(partial(answering.answer, meeting, actor=actor, yes=True))
    put(stage, stage.subjects[0], "sanne")
    stage.push(meeting, "convene", who)


def decide(stage: Stage, subject: Any, who: str) -> str:
    """Decide about the first item of a meeting that goes on; a promise is one's own to make."""
    meeting = next((e for e in _meetings(stage) if e.state in ("convened", "held")), None)
    with acting_as(SYSTEM):
        rows = AgendaItem.objects.filter(meeting=meeting, side="").select_related("meeting")
        item = rows.order_by("position", "id").first() if meeting else None
    if item is None:
        return "nothing"
    turn = stage.turn()
    outcome, actor = OUTCOMES[turn % len(OUTCOMES)], stage.actor(who)
    owner = stage.circle.organisations[list(PARTIES.values())[turn % len(PARTIES)]]
    promised: dict[str, Any] = {
        "owner_side": "joint" if turn % 2 else owner.side,
        "owner_id": owner.pk,
        "due_on": days(40),
    }
    came = stage.attempt(
        lambda: deciding.decide(
            item,
            actor=actor,
            outcome=outcome,
            text=f"Besloten met {who}",
            **(promised if outcome == "commitment" else {}),
        )
    )
    return came if came != "done" else outcome


def confirm(stage: Stage, subject: Any, who: str) -> str:
    """Confirm the oldest promise that waits for its owner, or say that it was not made."""
    with acting_as(SYSTEM):
        rows = Decision.objects.filter(standing="awaited").select_related("item__meeting", "owner")
        found = rows.order_by("recorded_at", "id").first()
    if found is None:
        return "nothing"
    turn = stage.turn()
    actor = stage.actor(who if turn % 3 == 0 else _speaker(found.owner, "wil"))
    yes = turn % 5 != 0
    came = stage.attempt(lambda: deciding.answer(found, actor=actor, yes=yes, reason=REASON))
    with acting_as(SYSTEM):
        found.refresh_from_db()
        made = Commitment.objects.filter(pk=found.commitment_id).first()
    if made is not None and len(stage.subjects) <= MOST:
        stage.subjects.append(made)
    return came if came != "done" else str(found.standing)


def _speaker(of: Organisation | None, otherwise: str) -> str:
    return next((name for name, at in PARTIES.items() if of and of.key == at), otherwise)


def _meetings(stage: Stage) -> list[Meeting]:
    """Return all meetings as they are now, the newest first."""
    found = [each for each in reversed(stage.subjects) if isinstance(each, Meeting)]
    for each in found:
        stage.state(each)
    return found


def _ahead(stage: Stage) -> Meeting | None:
    return next((each for each in _meetings(stage) if each.state in ("draft", "convened")), None)


def _at_ten(day: int) -> datetime:
    return timezone.make_aware(datetime.combine(days(0), time(10))) + timedelta(days=day)
