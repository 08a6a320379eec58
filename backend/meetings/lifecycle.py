"""★ Read this first: the whole life of a meeting.

The secretariat convenes and keeps the minutes; at a table without one, whoever called the meeting.
What each side says of the day and place is no transition (`answering`): one side cannot keep the
other from meeting by its silence, and a no stands in the way of convening until another day is
asked. The agenda is fixed by the secretariat, or by the consent of both sides to exactly that one.
Minutes are established by the consent of both sides to exactly that text, and then change no more.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from backend.meetings import effects, guards
from backend.reference.spoken import naming
from backend.reference.states import load_states
from backend.reference.words import Words
from backend.workflow.lifecycle import (
    STAY,
    ConsentRule,
    Deadline,
    Edit,
    Lifecycle,
    Transition,
    Trigger,
)
from backend.workflow.roles import PARTY, SECRETARIAT, Role
from backend.workflow.rules import by_rule

# `Meeting.roles_of` makes whoever called it its owner where the table has no secretariat.
KEEPER = SECRETARIAT | {Role.OWNER}
AT_TABLE = frozenset({Role.STEERING_GROUP})
STATES = load_states("meeting")
AHEAD = frozenset({"draft", "convened"})
IN_SESSION = frozenset({"convened", "held"})
OPEN = AHEAD | IN_SESSION
ESTABLISHED = "established"  # from then on the minutes are what they are

TRANSITIONS = (
    Transition(
        name="convene",
        sources=("draft",),
        to="convened",
        by=KEEPER,
        label=Words("Bijeenroepen", "Convene"),
        guards=(guards.lies_ahead, guards.not_declined),
    ),
    Transition(
        name="fix_agenda",
        sources=("draft", "convened"),
        to=STAY,
        by=SECRETARIAT,
        label=Words("Agenda vaststellen", "Fix the agenda"),
        guards=(guards.has_items, guards.agenda_is_open),
        effect=effects.fix_agenda,
    ),
    Transition(
        name="agree_agenda",
        sources=("draft", "convened"),
        to=STAY,
        by=PARTY,
        label=Words("Agenda vaststellen met beide zijden", "Fix the agenda with both sides"),
        guards=(guards.has_items, guards.agenda_is_open),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
        effect=effects.fix_agenda,
    ),
    Transition(
        name="reopen_agenda",
        sources=("draft", "convened"),
        to=STAY,
        by=KEEPER,
        label=Words("Agenda heropenen", "Open the agenda again"),
        guards=(guards.agenda_is_fixed,),
        needs_reason=True,
        effect=effects.reopen_agenda,
    ),
    Transition(
        name="hold",
        sources=("convened",),
        to="held",
        by=KEEPER,
        label=Words("Overleg sluiten", "Close the meeting"),
        guards=(guards.day_has_come,),
    ),
    Transition(
        name="resume",
        sources=("held",),
        to="convened",
        by=KEEPER,
        label=Words("Overleg hervatten", "Resume the meeting"),
        needs_reason=True,
        voids_consents=True,
    ),
    Transition(
        name="establish",
        sources=("held",),
        to="established",
        by=PARTY,
        label=Words("Verslag vaststellen", "Establish the minutes"),
        guards=(guards.has_minutes,),
        consent=ConsentRule.BOTH_SIDES,
        trigger=Trigger.CONSENT,
    ),
    Transition(
        name="cancel",
        sources=("draft", "convened"),
        to="cancelled",
        by=KEEPER,
        label=Words("Afgelasten", "Cancel"),
        needs_reason=True,
    ),
    Transition(
        name="plan_again",
        sources=("cancelled",),
        to="draft",
        by=KEEPER,
        label=Words("Opnieuw plannen", "Plan again"),
        effect=effects.ask_again,
    ),
)


def _day(meeting: Any) -> date:
    return timezone.localdate(meeting.starts_at)


DEADLINES = (
    by_rule(
        "negotiation_round",
        name="meeting_planned",
        label=Words("Overleg gepland", "Meeting planned"),
        counted_from=_day,
        computed=naming("het overleg is op {day}", "the meeting is on {day}"),
        rule=Words("Uitnodiging voor het overleg", "Invitation to the meeting"),
        while_in=frozenset({"convened"}),
        whom=("coming", "secretariat"),
        informs=frozenset({"coming", "secretariat"}),
        passes=True,
    ),
    # Whoever keeps it says that it was held; of nobody else is anything asked once its day is over.
    Deadline(
        name="meeting_unclosed",
        label=Words("Overleg nog niet gesloten", "Meeting not closed yet"),
        offsets=(1, 7),
        counted_from=_day,
        computed=naming("het overleg was op {day}", "the meeting was on {day}"),
        rule=Words(
            "Na het overleg sluit het secretariaat het, of wie het zonder secretariaat belegde",
            "After the meeting the secretariat closes it, or who planned it without one",
        ),
        while_in=frozenset({"convened"}),
        whom=("keeper",),
        only_late=True,
        step="hold",
    ),
)

EDITS = (
    Edit(frozenset({"draft"}), KEEPER | {Role.AUTHOR}),
    Edit(frozenset({"convened"}), KEEPER),
    Edit(frozenset({"draft"}), KEEPER | {Role.AUTHOR}, "reschedule"),
    Edit(frozenset({"convened"}), KEEPER, "reschedule"),
    Edit(AHEAD, AT_TABLE, "item"),
    Edit(frozenset({"held"}), KEEPER, "item"),
    Edit(OPEN, KEEPER, "order"),
    Edit(IN_SESSION, AT_TABLE, "decision"),
    Edit(IN_SESSION, KEEPER, "minutes"),
    Edit(frozenset({"established"}), AT_TABLE, "correction"),
)

LIFECYCLE = Lifecycle("meeting", STATES, "draft", TRANSITIONS, DEADLINES, EDITS)
