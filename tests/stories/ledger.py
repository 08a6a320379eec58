"""Who may read which row, and so which words and names, at one moment of a story.

Generated from the models: every table with an audience is in it, also one that is added tomorrow.
Who may read an audience is told by `tests.parity.model` from the dated ties alone; nothing is asked
of the code that decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, BargainingTable, Membership, Organisation, Person
from tests.parity import model

NOBODY = "nobody"
# Names of organisations, people and tables stand on all that they do.
NAMED_OPENLY: tuple[Any, ...] = (Organisation, Person, BargainingTable, Membership, Affiliation)
# What stands below what: hidden with it.
PARENTS = (
    *("agreement", "clause", "initiative", "commitment", "evaluation"),
    *("meeting", "package", "routine", "dispute", "comment", "subject"),
)
# Whoever may read a copy, or what was published, need not see what it is of: it is there to stay.
STANDS_ALONE = {"dossiercopy", "publishedtext"}
# Says nothing but what it is made of says, in other words.
DERIVED = {"reminder", *STANDS_ALONE}
# Columns with a further word that a reader must have.
ALSO = ("subject_audience", "circle")
NAME = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
# Codes, dates, numbers, paths: what many rows say alike.
CODE = re.compile(r"[\w.:/+-]*")
SHORTEST = 12


@dataclass
class Row:
    """A row: how it is named in an address, the words that one must have to read it, its text."""

    kind: str
    place: str
    name: str
    audiences: tuple[str, ...]
    parents: tuple[str, ...]
    texts: frozenset[str]
    names: frozenset[str]
    digest: str


def rows_of_the_house() -> dict[str, Row]:
    """Every row, by its name or by what else is its own."""
    with acting_as(SYSTEM):
        read = [row for table in _tables() for row in _read(table)]
    return {row.name or row.place: row for row in read}


class Memory:
    """Every row, over and over: only those that were written since are read again.

    For a house whose transactions are committed, one after the other.
    """

    def __init__(self) -> None:
        self._known: dict[Any, dict[str, tuple[str, Row]]] = {}

    def rows(self) -> dict[str, Row]:
        """What `rows_of_the_house` gives."""
        with acting_as(SYSTEM):
            marks = _marks()
            for table in _tables():
                now, before = marks.get(table._meta.label, {}), self._known.get(table, {})
                known = {place: each for place, each in before.items() if place in now}
                stale = [pk for at, (mark, pk) in now.items() if known.get(at, ("",))[0] != mark]
                if stale:
                    rows = _read(table, pk__in=stale)
                    known |= {row.place: (now[row.place][0], row) for row in rows}
                self._known[table] = known
        every = chain.from_iterable(known.values() for known in self._known.values())
        return {row.name or row.place: row for _mark, row in every}


@dataclass
class Ledger:
    """Who may read which rows now.

    An `earlier` ledger spares working out what each of them may read, if nobody has moved since.
    """

    people: Mapping[str, Person]
    earlier: "Ledger | None" = None
    rows: dict[str, Row] = field(default_factory=rows_of_the_house)
    readers: dict[str, set[str]] = field(default_factory=dict)
    _open: str = ""
    _secrets: dict[str, set[str]] = field(default_factory=dict)
    _found: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        today = timezone.localdate()
        with acting_as(SYSTEM):
            self._open = f"{today} {_said_openly()}"
            if self.earlier and self.earlier._open == self._open:
                self.readers = self.earlier.readers
            else:
                people = self.people.items()
                self.readers = {name: model.words(person, today) for name, person in people}
                self.readers[NOBODY] = {"public"}
        self.earlier = None

    def may_read(self, row: Row, name: str) -> bool:
        """Whether somebody may read a row: its own words, and whatever it stands below."""
        if not all(word in self.readers[name] for word in row.audiences):
            return False
        above = (self.rows[parent] for parent in row.parents if parent in self.rows)
        return all(self.may_read(parent, name) for parent in above)

    def of(self, name: str) -> list[Row]:
        """All that somebody may read."""
        return [row for row in self.rows.values() if self.may_read(row, name)]

    def readable(self, names: Iterable[str], name: str) -> bool | None:
        """Whether somebody may read all rows of these names; None if one is not in the ledger."""
        if any(each not in self.rows for each in names):
            return None
        return all(self.may_read(self.rows[each], name) for each in names)

    def told(self, name: str, parts: Iterable[str]) -> list[str]:
        """What of the names and texts in `secrets_of` somebody was told; quick for a few parts."""
        met = {
            said
            for part in parts
            for said, rows in self._said_in(part).items()
            if not any(self.may_read(row, name) for row in rows)
        }
        if met and name not in self._secrets:
            names, texts = self.secrets_of(name)
            self._secrets[name] = names.union(texts)
        return sorted(each for each in met if each in self._secrets[name])

    def _said_in(self, part: str) -> dict[str, list[Row]]:
        """The names and texts of rows that stand in a text, with the rows that say them."""
        if part not in self._found:
            starts = self._by_start
            at = (starts.get(part[here : here + SHORTEST], {}) for here in range(len(part)))
            begun = {said: rows for found in at for said, rows in found.items() if said in part}
            named = {each: [self.rows[each]] for each in NAME.findall(part) if each in self.rows}
            self._found[part] = begun | named
        return self._found[part]

    @cached_property
    def _by_start(self) -> dict[str, dict[str, list[Row]]]:
        """Every text, with who says it, by how it begins."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self.rows.values():
            for each in row.texts if row.kind not in DERIVED else ():
                found.setdefault(each[:SHORTEST], {}).setdefault(each, []).append(row)
        return found

    def fingerprint(self, name: str) -> str:
        """The same for as long as nothing that somebody may read has changed."""
        digest = sha256()
        for said in sorted(f"{row.kind} {row.digest}" for row in self.of(name)):
            digest.update(said.encode())
        digest.update(self._open.encode())
        return digest.hexdigest()

    def secrets_of(self, name: str) -> tuple[set[str], list[str]]:
        """The names of rows, and the texts, that somebody must meet nowhere."""
        mine = self.of(name)
        shown = {row.name for row in mine}.union(*(row.names for row in mine))
        readable = set(map(id, mine))
        hidden = [row for row in self.rows.values() if id(row) not in readable]
        names = {row.name for row in hidden if row.name and row.name not in shown}
        known = set[str]().union(*(row.texts for row in mine))
        said = "\n".join(known)
        texts = set[str]().union(*(row.texts for row in hidden if row.kind not in DERIVED))
        return names, [each for each in texts if each not in said and each not in self._open]


def _said_openly() -> str:
    """What is said in tables that anybody who logs in reads."""
    rows = [list(each.objects.values()) for each in NAMED_OPENLY]
    for row in rows[1]:
        row.pop("last_login", None)
    return repr(rows)


def _read(table: Any, **which: Any) -> list[Row]:
    return [_row(table, values) for values in table.objects.filter(**which).values()]


def _marks() -> dict[str, dict[str, tuple[str, str]]]:
    """By table, of each row where it lies and which transaction wrote it, and its key.

    That is what an update changes.
    """
    each = "select '{0.label}', {0.pk.column}::text, ctid || ' ' || xmin from {0.db_table}"
    found: dict[str, dict[str, tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(each.format(table._meta) for table in _tables()))
        for label, pk, mark in cursor.fetchall():
            found.setdefault(label, {})[f"{label} {pk}"] = mark, pk
    return found


def _tables() -> list[Any]:
    found: list[Any] = [*apps.get_models()]
    names = (({field.name for field in each._meta.concrete_fields}, each) for each in found)
    return [each for fields, each in names if "audience" in fields]


def _row(table: Any, values: dict[str, Any]) -> Row:
    kind = table._meta.model_name
    pk = values[table._meta.pk.attname]
    name = values["digest"] if kind == "auditentry" else str(pk)
    also = [values[each] for each in ALSO if values.get(each)]
    parents = () if kind in STANDS_ALONE else [values.get(f"{each}_id") for each in PARENTS]
    return Row(
        kind=kind,
        place=f"{table._meta.label} {pk}",
        name=name if NAME.fullmatch(name) else "",
        audiences=(values["audience"], *also),
        parents=tuple(str(each) for each in parents if each is not None),
        texts=frozenset(_texts(list(values.values()))),
        names=frozenset(NAME.findall(repr(values)) if kind in STANDS_ALONE else ()),
        digest=sha256(repr(sorted(values.items())).encode()).hexdigest(),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        for line in value.splitlines():
            said = line.strip()
            if len(said) >= SHORTEST and not CODE.fullmatch(said):
                yield said
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
