"""Reading comma-separated files so that every row knows its line."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.reference.faults import Fault

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the line it begins on and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """What could be read of a file, and what was wrong with its form.

    A row with too many or too few cells is a fault and is left out of `rows`.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_table(path: Path, required: Sequence[str]) -> Table:
    """Read a UTF-8 file with a header that names at least the `required` columns."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _unreadable(path, 1, "the file is missing")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return _unreadable(path, line, "the file is not UTF-8")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _unreadable(path, line, "the file holds a NUL character")
    return _parse(path, text, required)


def _unreadable(path: Path, line: int, message: str) -> Table:
    return Table(path.name, (), (), (Fault(path.name, line, message),))


def _parse(path: Path, text: str, required: Sequence[str]) -> Table:
    records = _records(text)
    try:
        _, header = next(records)
    except StopIteration:
        return _unreadable(path, 1, "the file is empty")
    except csv.Error as error:
        return _unreadable(path, 1, f"the header cannot be read: {error}")
    faults = [Fault(path.name, 1, f"column '{c}' is missing") for c in required if c not in header]
    faults += [
        Fault(path.name, 1, f"column '{name}' appears twice")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    if faults:
        return Table(path.name, tuple(header), (), tuple(faults))
    rows: list[Row] = []
    try:
        for line, record in records:
            if len(record) == len(header):
                rows.append(Row(line, dict(zip(header, map(str.strip, record), strict=True))))
            else:
                message = f"{len(record)} cells where the header has {len(header)}"
                faults.append(Fault(path.name, line, message))
    except csv.Error as error:
        line = text.count("\n") + 1 if not rows else rows[-1].line + 1
        faults.append(Fault(path.name, line, f"the row cannot be read: {error}"))
    return Table(path.name, tuple(header), tuple(rows), tuple(faults))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each non-empty record with the line it begins on (a quoted cell may hold newlines)."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for record in reader:
        if record:
            yield begins, record
        begins = reader.line_num + 1
