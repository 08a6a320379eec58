"""The states of every life cycle, read from the data files when the module is imported.

Needs no database, so that enums, transition tables and documents can be made from it at import.
"""

from functools import cache
from typing import NamedTuple

from backend.reference.faults import BrokenFile, Fault
from backend.reference.rows import DATA, Table, read_table
from backend.reference.words import Words

VISIBILITIES = ("side_private", "table", "constituency", "parties", "aggregate", "public")
UNCHANGED = "unchanged"
_COLUMNS = ("code", "name_nl", "name_en", "phase", "default_visibility", "meaning_nl", "meaning_en")


class StateSpec(NamedTuple):
    """One state as the data files describe it.

    `default_visibility` is None where entering the state changes nothing about who may read: a
    draft that is withdrawn stays with its own side, and archiving publishes nothing.
    """

    code: str
    label: Words
    phase: str
    default_visibility: str | None
    meaning: Words
    position: int

    @property
    def meaning_nl(self) -> str:
        """The Dutch sentence that says what the state means."""
        return self.meaning.nl


@cache
def load_phases() -> dict[str, Words]:
    """Return the phases in the order in which a subject passes them, with their labels."""
    table = _read("phases.csv", ("code", "name_nl", "name_en"))
    return {row["code"]: Words(row["name_nl"], row["name_en"]) for row in table.rows}


@cache
def load_states(name: str) -> dict[str, StateSpec]:
    """Return the states of 'clause', 'initiative' or 'commitment' in their order.

    Derived states (see `load_derived_states`) are left out: nothing is ever stored in one.
    Raises `BrokenFile` with file and line when the file is wrong.
    """
    return {code: spec for code, (spec, derived) in _load(name).items() if not derived}


@cache
def load_derived_states(name: str) -> dict[str, StateSpec]:
    """Return what is shown as a state but follows from dates, such as a late commitment."""
    return {code: spec for code, (spec, derived) in _load(name).items() if derived}


@cache
def _load(name: str) -> dict[str, tuple[StateSpec, bool]]:
    table = _read(f"states_{name}.csv", _COLUMNS)
    faults: list[Fault] = []
    states: dict[str, tuple[StateSpec, bool]] = {}
    for position, row in enumerate(table.rows, start=1):
        visibility = row["default_visibility"]
        if row["code"] in states:
            faults.append(Fault(table.file, row.line, f"state '{row['code']}' appears twice"))
        if row["phase"] not in load_phases():
            faults.append(Fault(table.file, row.line, f"unknown phase '{row['phase']}'"))
        if visibility not in (*VISIBILITIES, UNCHANGED):
            faults.append(Fault(table.file, row.line, f"unknown visibility '{visibility}'"))
        spec = StateSpec(
            code=row["code"],
            label=Words(row["name_nl"], row["name_en"]),
            phase=row["phase"],
            default_visibility=None if visibility == UNCHANGED else visibility,
            meaning=Words(row["meaning_nl"], row["meaning_en"]),
            position=position,
        )
        states[spec.code] = (spec, row.cells.get("derived") == "yes")
    if faults:
        raise BrokenFile(faults)
    return states


def _read(file: str, columns: tuple[str, ...]) -> Table:
    table = read_table(DATA / file, columns)
    faults = list(table.faults)
    faults += [
        Fault(table.file, row.line, f"'{column}' is empty")
        for row in table.rows
        for column in columns
        if not row[column]
    ]
    if faults:
        raise BrokenFile(faults)
    return table
