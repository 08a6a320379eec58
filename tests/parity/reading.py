"""Who must be able to read what is said, noted, signed and decided: told by hand, from the rules.

Nothing is asked of the code that is tested, nor of the columns from which it makes the word.

- A note is read by its organisation, or by the negotiators of its side at the table (ADR 116).
- What is said of a clause, an agreement or its amendments is read at the table; of a promise that
  was agreed, by the parties (ADR 118). Answers are read by who reads the comment.
- A round or a joint meeting lies on the table, a steering group's or committee's is for all who sit
  there, whatever its state (ADR 121). What a side prepares, only that side reads (ADR 123).
- A recurring duty and its periods are read by the parties, whatever it belongs to (ADR 408).
- A dispute is read by the parties, however the clause is read (ADR 131).
- A consent and a paper are read by those of the parties who read the subject (ADR 107, 109).
"""

from collections.abc import Callable, Mapping
from typing import Any

from backend.audit.models import AuditEntry
from backend.meetings.models import AgendaItem, Meeting
from backend.notes.models import Note
from backend.workflow.models import Consent, Paper
from tests.parity.rows import Place, Row, tables

AT_TABLE = ("negotiation_round", "joint_meeting")
Where = Mapping[str, Place]


def check(row: Row, where: Where) -> None:
    """Hold the words of a row that was just written against the rules."""
    if row.table in RULES:
        made = tables()[row.table].objects.get(pk=row.pk)
        assert row.audience in RULES[row.table](made, where), (row, made.__dict__)
    if row.table == "note":
        assert row.also in _circle(made, where), (row, made.__dict__)


def _note(note: Note, where: Where) -> set[str]:
    if note.reading == "organisation":
        return {f"organisation:{note.organisation_id}"}
    return {f"side:{_table(note, where)}:{note.organisation.side}"}


def _circle(note: Note, where: Where) -> set[str]:
    """Who of a side reads along: who reads what the note is about."""
    if note.reading == "organisation":
        return {f"organisation:{note.organisation_id}"}
    return _spoken(note, where)


def _spoken(about: Any, where: Where) -> set[str]:
    """At the table; of a promise that was agreed, so that all parties read it, by all of them."""
    place = where[str(about.subject_id)]
    agreed = place.kind == "commitment" and place.audience.startswith("parties:")
    return {f"{'parties' if agreed else 'table'}:{place.table}"}


def _below_comment(said: Any, where: Where) -> set[str]:
    return {said.comment.audience}


def _meeting(meeting: Meeting, where: Where) -> set[str]:
    level = "table" if meeting.form in AT_TABLE else "parties"
    return {f"{level}:{meeting.bargaining_table_id}"}


def _below_meeting(said: Any, where: Where) -> set[str]:
    return _meeting(said.meeting, where)


def _item(item: AgendaItem, where: Where) -> set[str]:
    """One with a place on the agenda is for all; without one, for the side that prepared it."""
    if item.position:
        return _meeting(item.meeting, where)
    assert item.organisation is not None
    return {f"side:{item.meeting.bargaining_table_id}:{item.organisation.side}"}


def _below_item(said: Any, where: Where) -> set[str]:
    return _item(said.item, where)


def _routine(routine: Any, where: Where) -> set[str]:
    return {f"parties:{routine.bargaining_table_id}"}


def _below_routine(period: Any, where: Where) -> set[str]:
    return _routine(period.routine, where)


def _dispute(dispute: Any, where: Where) -> set[str]:
    return {f"parties:{_table(dispute, where)}"}


def _below_dispute(said: Any, where: Where) -> set[str]:
    return _dispute(said.dispute, where)


def _paper(paper: Paper, where: Where) -> set[str]:
    """As widely as the subject was read when it was recorded, at most by the parties."""
    place = where[str(paper.subject_id)]
    levels = {place.audience.partition(":")[0]}
    if paper.state == "confirmed":
        levels.add("table")  # that consent may have been the last one, and let others read along
    return {f"{'parties' if level == 'public' else level}:{place.table}" for level in levels}


def _consent(consent: Consent, where: Where) -> set[str]:
    """As its entry, which tells what was read by whom then; what one side keeps, by that side."""
    entries = AuditEntry.objects.filter(event="consent_given", mandate=consent.mandate)
    words = [entry.audience.split(":") for entry in entries]
    return {":".join([word[0], _table(consent, where), *word[2:]]) for word in words}


def _table(about: Any, where: Where) -> str:
    return where[str(about.subject_id)].table


RULES: dict[str, Callable[[Any, Where], set[str]]] = {
    "note": _note,
    "comment": _spoken,
    **dict.fromkeys(("reply", "resolution", "outcome"), _below_comment),
    "meeting": _meeting,
    **dict.fromkeys(("meetinganswer", "correction"), _below_meeting),
    "agendaitem": _item,
    **dict.fromkeys(("decision", "itemlink"), _below_item),
    "routine": _routine,
    "period": _below_routine,
    "dispute": _dispute,
    **dict.fromkeys(("statement", "piece", "rung"), _below_dispute),
    "paper": _paper,
    "consent": _consent,
}
