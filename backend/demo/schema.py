"""Reading the demo file: everything that is wrong with it at once, each with file and line."""

from pathlib import Path

from backend.demo import rules
from backend.demo.dataset import Demo
from backend.demo.located import read_nodes
from backend.demo.records.agreements import AGREEMENTS
from backend.demo.records.initiatives import GOVERNMENT_ASKS, INITIATIVES, SESSIONS
from backend.demo.records.parties import MANDATES, ORGANISATIONS, PEOPLE, TABLES
from backend.demo.records.values import LONG
from backend.demo.shapes import Flag, ListOf, Reading, Record, words
from backend.reference.faults import BrokenFile
from backend.reference.files import read_lists

DEMO_FILE = Path(__file__).resolve().parent / "data" / "demo.yaml"

META = Record(
    {"language": words("nl"), "sbi_version": words("2025"), "fictional": Flag(), "note": LONG}
)
DEMO = Record(
    {
        "meta": META,
        "organisations": ListOf(ORGANISATIONS, 1),
        "people": ListOf(PEOPLE, 1),
        "bargaining_tables": ListOf(TABLES, 1),
        "mandates": ListOf(MANDATES, 1),
        "agreements": ListOf(AGREEMENTS),
        "initiatives": ListOf(INITIATIVES),
        "sessions": ListOf(SESSIONS),
        "government_asks": ListOf(GOVERNMENT_ASKS),
    }
)


def read_demo(path: Path = DEMO_FILE) -> Demo:
    """Return the demo set of a file; raise `BrokenFile` with everything that is wrong with it.

    Checked are the shape of every record (unknown and missing keys, dates, codes of the reference
    lists), ids that are doubled or lead nowhere, and what `rules` says of records together. Reads
    nothing but files, so a broken set is refused before anything is written.
    """
    codes: dict[str, set[str]] = {}
    for entry in read_lists():
        codes.setdefault(entry.list, set()).add(entry.code)
    reading = Reading(path.name, {slug: frozenset(known) for slug, known in codes.items()})
    root = DEMO.read(read_nodes(path), reading)
    if root is None:
        raise BrokenFile(reading.faults)
    demo = Demo(root)
    reading.check_references()
    rules.check(demo, lambda record, key, message: reading.fault(record.line_of(key), message))
    if reading.faults:
        raise BrokenFile(reading.faults)
    return demo
