"""Who may see what of a house full of rows, each with a word that stands nowhere else.

Whoever meets that word has read the row, or something made of it. Who may is decided by the
audiences that the database has on the row, and by nothing that the tested code computes.
"""

from dataclasses import dataclass, field
from typing import Any

from backend.audit.models import AuditEntry
from backend.evaluations.models import Addendum
from backend.meetings.models import Decision
from backend.parties.actors import ANONYMOUS, Actor
from backend.parties.models import (
    Affiliation,
    BargainingTable,
    Membership,
    Organisation,
    Person,
)
from tests.people import Circle

NOBODY = "nobody"
ADMINISTRATION = "administration"
# What administrators find, whoever else does.
KEPT = (Affiliation, BargainingTable, Membership, Organisation, Person)
# What each of them may read at their table, told by hand: the code's own idea of it is what is
# tested. `own` is what only their organisation's negotiators read.
LEVELS: dict[str, str] = {
    "wil": "public parties constituency table side:employer own",
    "vera": "public parties constituency table side:union own",
    "bram": "public parties constituency table side:union own",
    "emma": "public parties side:employer own",
    "otto": "public parties side:workers own",
    "sanne": "public parties constituency table own",
    "mia": "public parties constituency",
    "lies": "public own",
    "roos": "public own",
    "elders": "public parties constituency table side:employer own",
    "nick": "public",
    "ada": "public administration",
    NOBODY: "public",
}
PEOPLE = tuple(LEVELS)
SUBJECTS = (
    "agreement",
    "clause",
    "initiative",
    "commitment",
    "evaluation",
    "meeting",
    "package",
    "routine",
    "dispute",
    "comment",
    "note",
)
OFFICES = {
    "wil": "werkgevers",
    "vera": "bond-een",
    "bram": "bond-twee",
    "emma": "bedrijf",
    "otto": "raad",
    "sanne": "secretariaat",
    "lies": "ministerie",
    "roos": "ser",
    "elders": "elders-werkgevers",
}


def name_of(row: Any) -> str:
    """How a row is named in an address."""
    return str(row.digest if isinstance(row, AuditEntry) else row.pk)


@dataclass
class Canary:
    """A word and the row it is in."""

    word: str
    kind: str
    row: Any


@dataclass
class World:
    """Rows with canaries, by kind, around one table."""

    circle: Circle
    elsewhere: Circle
    canaries: list[Canary] = field(default_factory=list)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    parents: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    readers: dict[str, frozenset[str]] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody as they are today."""
        if name not in self.actors:
            self.actors[name] = ANONYMOUS if name == NOBODY else self.circle.actor(name)
        return self.actors[name]

    def note(self, kind: str, row: Any) -> None:
        """Remember a row without a word in it."""
        self.rows.setdefault(kind, []).append(row)
        self.parents[name_of(row)] = self.parent_of(row)

    def parent_of(self, row: Any) -> Any:
        """The row below which a row stands, if any."""
        about = row.judgement if isinstance(row, Addendum) else row
        about = row.item if isinstance(row, Decision) else about
        names = (
            "agreement",
            "clause",
            "initiative",
            "commitment",
            "evaluation",
            "meeting",
            "package",
            "routine",
            "dispute",
            "comment",
            "subject",
        )
        ids = {getattr(about, f"{name}_id", None) for name in names}
        known = (each for kind in SUBJECTS for each in self.rows.get(kind, ()))
        return next((each for each in known if each.pk in ids), None)

    def may_read(self, name: str) -> frozenset[str]:
        """The audiences of the rows that somebody may read, by `LEVELS`."""
        if name not in self.readers:
            at = self.elsewhere if name == "elders" else self.circle
            table, found = at.table.pk, set()
            for level in LEVELS[name].split():
                kind, _colon, side = level.partition(":")
                if level == "own":
                    own = self.circle.organisations[OFFICES[name]].pk
                    found |= {f"organisation:{own}", f"negotiators:{own}"}
                elif level in ("public", ADMINISTRATION):
                    found.add(level)
                else:
                    found.add(f"{kind}:{table}" + (f":{side}" if side else ""))
            if name != NOBODY:
                found.add(f"person:{self.circle.people[name].pk}")
            self.readers[name] = frozenset(found)
        return self.readers[name]

    def word(self) -> str:
        """A word that nobody has written yet."""
        self._number = getattr(self, "_number", 0) + 1
        return f"kanarie{self._number:04d}"

    def keep(self, kind: str, row: Any, word: str) -> Any:
        """Remember a row and the word in it; its audience is what the database says."""
        row.refresh_from_db()
        self.note(kind, row)
        self.canaries.append(Canary(word, kind, row))
        return row

    def is_visible(self, row: Any, name: str) -> bool:
        """Whether somebody may see a row: it, and all that it stands below."""
        parent = self.parents[name_of(row)]
        above = parent is None or self.is_visible(parent, name)
        kept = isinstance(row, KEPT) and ADMINISTRATION in self.may_read(name)
        return above and (kept or row.audience in self.may_read(name))

    def visible(self, kind: str, name: str) -> list[Any]:
        """The rows of a kind that somebody may see."""
        return [row for row in self.rows[kind] if self.is_visible(row, name)]

    def hidden(self, kind: str, name: str) -> list[Any]:
        """The rows of a kind that somebody may not see, one of each audience."""
        unseen = [row for row in self.rows[kind] if not self.is_visible(row, name)]
        return list({row.audience: row for row in unseen}.values())

    def kept_from(self, name: str) -> list[Canary]:
        """What somebody may never read."""
        return [canary for canary in self.canaries if not self.is_visible(canary.row, name)]

    def below(self, kind: str, parent: Any) -> list[Any]:
        """The rows of a kind that stand below a row."""
        return [row for row in self.rows[kind] if self.parents[name_of(row)] is parent]
