"""What stands on the agenda that is handed out: the same for everybody at the meeting.

It is read as the table reads, never as the person who asks: nothing that one side knows alone can
come into it, so both sides hold the identical list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from backend.commitments.kinds import OWNER_SIDE_WORDS, OwnerSide
from backend.confidentiality.context import acting_as
from backend.meetings import linking, queries
from backend.meetings.kinds import (
    FORM_WORDS,
    OUTCOME_WORDS,
    STANDING_WORDS,
    Form,
    Outcome,
    Standing,
)
from backend.meetings.models import Meeting
from backend.reference.words import Words

Say = Callable[[Words], str]

AGENDA = Words("Agenda", "Agenda")
NUMBER = Words("nummer", "number")
UNTIL = Words("tot", "to")
WHEN, PLACE = Words("Wanneer", "When"), Words("Plaats", "Place")
TABLE, STATE = Words("Tafel", "Table"), Words("Stand", "Status")
SUBJECT, OWNER = Words("Onderwerp", "Subject"), Words("Eigenaar", "Owner")
DUE, LATE = Words("Klaar op", "Due on"), Words("TE LAAT", "OVERDUE")
NOTHING = Words("Er staat nog niets op de agenda.", "There is nothing on the agenda yet.")
PAGE = Words("Bladzijde", "Page")
AS_AT = Words("Stand op", "As at")
_MONTHS = (
    Words("januari", "January"), Words("februari", "February"), Words("maart", "March"),
    Words("april", "April"), Words("mei", "May"), Words("juni", "June"),
    Words("juli", "July"), Words("augustus", "August"), Words("september", "September"),
    Words("oktober", "October"), Words("november", "November"), Words("december", "December"),
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """The words of an agenda in one language; how it looks is up to who prints it."""

    language: str
    title: str
    kicker: str
    facts: list[tuple[str, str]]
    heads: tuple[str, str, str, str]
    items: list[dict[str, Any]]
    nothing: str
    page: str
    as_at: str
    late: str


def paper_of(meeting: Meeting, *, say: Say, language: str) -> Paper:
    """Return the agenda as everybody at the meeting may read it, as things stand now."""
    everyone = linking.everyone_at(meeting)
    with acting_as(everyone):
        items = list(queries.items_of(meeting, everyone))
        linking.attach_seen(items, everyone)
        decisions = list(queries.decisions_of(meeting, everyone))
        lines = [_item(item, decisions, say) for item in items]
    form = say(FORM_WORDS[Form(meeting.form)])
    table = meeting.bargaining_table
    facts = [(say(WHEN), _when(meeting, say)), (say(TABLE), table.name if table else "")]
    if meeting.place:
        facts.append((say(PLACE), meeting.place))
    now = timezone.localtime()
    return Paper(
        language=language,
        title=meeting.title,
        kicker=f"{say(AGENDA)} · {form} {meeting.number}",
        facts=facts,
        heads=(say(SUBJECT), say(STATE), say(OWNER), say(DUE)),
        items=lines,
        nothing=say(NOTHING),
        page=say(PAGE),
        as_at=f"{say(AS_AT)} {_day(now.date(), say)}, {now:%H:%M}",
        late=say(LATE),
    )


def _item(item: Any, decisions: list[Any], say: Say) -> dict[str, Any]:
    return {
        "title": f"{item.position}. {item.title}",
        "note": item.note,
        "rows": [_row(subject, say) for subject in item.seen],
        "decisions": [_decision(each, say) for each in decisions if each.item_id == item.pk],
    }


def _row(subject: Any, say: Say) -> dict[str, Any]:
    owners = ", ".join(owner.name for owner in linking.owners_of(subject))
    side = getattr(subject, "owner_side", "")
    if side:
        owners = f"{owners} ({say(OWNER_SIDE_WORDS[OwnerSide(side)])})".strip()
    due = getattr(subject, "due_on", None)
    return {
        "title": subject.caption,
        "state": say(subject.lifecycle.states[subject.state].label),
        "owner": owners,
        "due": _day(due, say) if due else "",
        "late": bool(getattr(subject, "is_overdue", False)),
    }


def _decision(decision: Any, say: Say) -> str:
    parts = [f"{say(OUTCOME_WORDS[Outcome(decision.outcome)])}: {decision.text}"]
    if decision.outcome == Outcome.COMMITMENT:
        parts += [decision.owner.name if decision.owner else ""]
        parts += [_day(decision.due_on, say) if decision.due_on else ""]
        parts += [say(STANDING_WORDS[Standing(decision.standing)])]
    return " · ".join(filter(None, parts))


def _when(meeting: Meeting, say: Say) -> str:
    starts = timezone.localtime(meeting.starts_at)
    text = f"{_day(starts.date(), say)}, {starts:%H:%M}"
    if meeting.ends_at is None:
        return text
    ends = timezone.localtime(meeting.ends_at)
    same = ends.date() == starts.date()
    until = f"{ends:%H:%M}" if same else f"{_day(ends.date(), say)}, {ends:%H:%M}"
    return f"{text} {say(UNTIL)} {until}"


def _day(day: Any, say: Say) -> str:
    return f"{day.day} {say(_MONTHS[day.month - 1])} {day.year}"
