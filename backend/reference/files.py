"""Reads the files of the reference lists and says all that is wrong with them at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from backend.reference.faults import BrokenFile, Fault
from backend.reference.lists import LISTS, Column, Kind, ListSpec
from backend.reference.rows import DATA, Row, Table, read_table

_NAMES = ("code", "name_nl", "name_en")
_PERIOD = ("valid_from", "valid_to")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_LONGEST = {"code": 60, "name_nl": 300, "name_en": 300}


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One entry as a file states it."""

    list: str
    code: str
    name_nl: str
    name_en: str
    attributes: dict[str, Any]
    valid_from: date | None
    valid_to: date | None
    position: int

    @property
    def key(self) -> tuple[str, str, date | None]:
        """What makes an entry the same entry after it was reworded."""
        return (self.list, self.code, self.valid_from)


@dataclass(slots=True)
class _Reading:
    """What has been read so far: entries, faults, and references to check at the end."""

    entries: list[FileEntry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    references: list[tuple[Fault, str, str]] = field(default_factory=list)


def read_lists(folder: Path = DATA, specs: Iterable[ListSpec] = LISTS) -> list[FileEntry]:
    """Return every entry of every list; raise `BrokenFile` with all faults of all files."""
    reading = _Reading()
    for spec in specs:
        optional = [column.name for column in spec.columns]
        table = read_table(folder / spec.file, (*_NAMES, *optional))
        reading.faults.extend(table.faults)
        reading.faults.extend(_unknown_columns(table, {*_NAMES, *_PERIOD, *optional}))
        for position, row in enumerate(table.rows, start=1):
            _read_row(reading, spec, table, row, position)
        reading.faults.extend(_overlaps(table, reading.entries, spec))
        reading.faults.extend(_missing_codes(table, spec))
    known: dict[str, set[str]] = {}
    for entry in reading.entries:
        known.setdefault(entry.list, set()).add(entry.code)
    reading.faults.extend(
        fault for fault, slug, code in reading.references if code not in known.get(slug, ())
    )
    if reading.faults:
        raise BrokenFile(reading.faults)
    return reading.entries


def _unknown_columns(table: Table, known: set[str]) -> Iterator[Fault]:
    for name in table.columns:
        if name not in known:
            yield Fault(table.file, 1, f"unknown column '{name}'")


def _read_row(reading: _Reading, spec: ListSpec, table: Table, row: Row, position: int) -> None:
    for name in _NAMES:
        if not row[name]:
            reading.faults.append(Fault(table.file, row.line, f"'{name}' is empty"))
        elif len(row[name]) > _LONGEST[name]:
            message = f"'{name}' is longer than {_LONGEST[name]} characters"
            reading.faults.append(Fault(table.file, row.line, message))
    if spec.codes and row["code"] not in (*spec.codes, ""):
        message = f"'code' is '{row['code']}', not one of {', '.join(spec.codes)}"
        reading.faults.append(Fault(table.file, row.line, message))
    begins, ends = (_day(reading, table, row, name) for name in _PERIOD)
    if begins and ends and ends < begins:
        message = "'valid_to' lies before 'valid_from'"
        reading.faults.append(Fault(table.file, row.line, message))
    reading.entries.append(
        FileEntry(
            list=spec.slug,
            code=row["code"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            attributes={
                column.name: _attribute(reading, column, table, row) for column in spec.columns
            },
            valid_from=begins,
            valid_to=ends,
            position=position,
        )
    )


def _attribute(reading: _Reading, column: Column, table: Table, row: Row) -> Any:
    """Return a cell's value, after noting the codes in it that another list must have."""
    try:
        value = _value(column, row[column.name])
    except ValueError as error:
        reading.faults.append(Fault(table.file, row.line, f"'{column.name}' {error}"))
        return None
    if column.refers_to and value:
        for code in value if isinstance(value, list) else [value]:
            message = f"'{column.name}' names '{code}', which {column.refers_to} does not have"
            missing = Fault(table.file, row.line, message)
            reading.references.append((missing, column.refers_to, code))
    return value


def _day(reading: _Reading, table: Table, row: Row, name: str) -> date | None:
    text = row.cells.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"'{name}' is not a date like 2025-01-31: '{text}'"
        reading.faults.append(Fault(table.file, row.line, message))
        return None


def _value(column: Column, text: str) -> Any:
    """Return the value of a cell; an empty optional cell is None, or an empty list."""
    if not text:
        if column.required:
            raise ValueError("is empty")
        return [] if column.kind in (Kind.TEXTS, Kind.INTEGERS) else None
    if column.choices and text not in column.choices:
        raise ValueError(f"is '{text}', not one of {', '.join(column.choices)}")
    value = _READ[column.kind](text)
    if column.between is not None:
        least, most = column.between
        for number in value if isinstance(value, list) else [value]:
            if not least <= number <= most:
                raise ValueError(f"has {number}, which is not from {least} to {most}")
    return value


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"is '{text}', not yes or no")
    return text == "yes"


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _integer(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"is not a whole number: '{text}'")
    return int(text)


def _integers(text: str) -> list[int]:
    return [_integer(part) for part in _texts(text)]


_READ: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: _integer,
    Kind.YES_NO: _yes_no,
    Kind.TEXTS: _texts,
    Kind.INTEGERS: _integers,
}


def _missing_codes(table: Table, spec: ListSpec) -> Iterator[Fault]:
    """What the program goes by must be there; of a file that could not be read that is not said."""
    if table.faults:
        return
    have = {row["code"] for row in table.rows}
    for code in spec.codes:
        if code not in have:
            yield Fault(table.file, 1, f"'code' has no '{code}'")


def _overlaps(table: Table, entries: list[FileEntry], spec: ListSpec) -> Iterator[Fault]:
    """A code may come back only when its periods do not overlap."""
    seen: dict[str, list[FileEntry]] = {}
    for row, entry in zip(
        table.rows, (entry for entry in entries if entry.list == spec.slug), strict=True
    ):
        for other in seen.setdefault(entry.code, []):
            if _begins(entry) <= _ends(other) and _begins(other) <= _ends(entry):
                message = f"code '{entry.code}' appears twice for the same days"
                yield Fault(table.file, row.line, message)
        seen[entry.code].append(entry)


def _begins(entry: FileEntry) -> date:
    return entry.valid_from or date.min


def _ends(entry: FileEntry) -> date:
    return entry.valid_to or date.max
