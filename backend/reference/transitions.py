"""The transitions of every life cycle as the data files state them.

The engine's own tables are Python; these rows are what they are checked against, and what plans and
documents are made from. Needs no database.
"""

from functools import cache
from typing import NamedTuple

from backend.reference.faults import BrokenFile, Fault
from backend.reference.rows import DATA, read_table
from backend.reference.states import load_states

BACK = "back"
STAY = "stay"
TRIGGERS = ("manual", "time", "manual or time", "derived", "consent complete")
_COLUMNS = ("event", "from", "to", "who", "consent", "guards_nl", "trigger")


class TransitionRow(NamedTuple):
    """One event: from which states, and to a state, `BACK` (where it was before) or `STAY`."""

    event: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    consent: str
    guards_nl: str
    trigger: str


@cache
def load_transitions(name: str) -> dict[str, TransitionRow]:
    """Return the transitions of 'clause', 'initiative' or 'commitment' by event.

    Raises `BrokenFile` with file and line when the file is wrong or names an unknown state.
    """
    table = read_table(DATA / f"transitions_{name}.csv", _COLUMNS)
    states = load_states(name)
    faults = list(table.faults)
    found: dict[str, TransitionRow] = {}
    for row in table.rows:
        sources = tuple(row["from"].split(";"))
        messages = [f"unknown state '{state}'" for state in sources if state not in states]
        if row["to"] not in (*states, BACK, STAY):
            messages.append(f"unknown target '{row['to']}'")
        if row["trigger"] not in TRIGGERS:
            messages.append(f"unknown trigger '{row['trigger']}'")
        if row["event"] in found:
            messages.append(f"event '{row['event']}' appears twice")
        if not row["who"]:
            messages.append("nobody may take this transition")
        faults.extend(Fault(table.file, row.line, message) for message in messages)
        found[row["event"]] = TransitionRow(
            event=row["event"],
            sources=sources,
            target=row["to"],
            who=tuple(row["who"].split(";")),
            consent=row["consent"],
            guards_nl=row["guards_nl"],
            trigger=row["trigger"],
        )
    if faults:
        raise BrokenFile(faults)
    return found
