"""Every kind of page that the screens have, read from their own table of addresses.

What is not known here is an error: nobody looks at a page that cannot be filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from backend.workflow.registry import kinds, lifecycle_of
from tests.browser.scripts import ROOT
from tests.stories.ledger import Row

ROUTER = ROOT / "frontend" / "src" / "router"
# What stands below a word in an address: kinds of rows, as the ledger calls them.
NAMED = {
    "caos": "agreement",
    "avv": "bindingrequest",
    "afspraken": "clause",
    "initiatieven": "initiative",
    "toezeggingen": "commitment",
    "overleg": "meeting",
    "pakketten": "package",
    "vaste-momenten": "routine",
    "evaluaties": "evaluation",
    "geschillen": "dispute",
    "signalen": "signal",
    "opmerkingen": "comment",
    "aantekeningen": "note",
    "afschriften": "dossiercopy",
    "mandaten": "mandate",
    "knelpunten": "bottleneck",
    "subsidies": "subsidy",
    "punten": "agendaitem",
    "personen": "person",
    "plaatsen": "affiliation",
    "organisaties": "organisation",
    "tafels": "bargainingtable",
    "zetels": "membership",
}
# Where the words for the last part of an address are spelt out, and those that are nowhere.
SPELT = {
    "edit": ("edits.ts", "EDITS"),
    "record": ("routes.ts", "RECORDS"),
    "personStep": ("routes.ts", "PERSON_STEPS"),
    "bindingStep": ("binding.ts", "BINDING_STEPS"),
}
WORDS = {
    "notice": ("voornemen", "brief"),
    "askBinding": ("verzoek", "verlenging"),
    "password": ("geen-sleutel",),
}
# Pages that are there for whoever may read what they are about, whatever else holds.
SHOWN = {"agreement", "dossier", "meeting", "package", "comment", "copy", "subsidy", "routine"}


# Pages of what was published, which stays published whatever becomes of what it is of.
PUBLISHED = {"clauseText", "agreementTexts"}
FILLED_BY_A_NAME = (":id", ":bottleneck", ":item")


@dataclass(frozen=True)
class Screen:
    """A kind of page: its name, and the address with what is to be filled in."""

    page: str
    pattern: str

    @cached_property
    def parts(self) -> list[str]:
        """The address, word by word."""
        return self.pattern.strip("/").split("/")

    @cached_property
    def names(self) -> list[str]:
        """Which kinds of rows the address names."""
        above = zip(self.parts, self.parts[1:], strict=False)
        return [NAMED[before] for before, part in above if part in FILLED_BY_A_NAME]

    def address(self, names: Sequence[str], turn: int) -> str:
        """The address with these names; of other words one by turns."""
        left = list(names)
        return "/" + "/".join(self._filled(part, left, turn) for part in self.parts)

    def names_of(self, row: Row) -> tuple[str, ...]:
        """What the address is filled in with to lead to a row."""
        return (row.name,) if len(self.names) == 1 else (row.parents[0], row.name)

    def _filled(self, part: str, names: list[str], turn: int) -> str:
        if not part.startswith(":"):
            return part
        if part in FILLED_BY_A_NAME:
            return names.pop(0)
        words = self._words(part)
        return words[turn % len(words)]

    def _words(self, part: str) -> Sequence[str]:
        if part == ":transition":
            return _transitions(NAMED[self.parts[0]])
        if part == ":kind":
            return kinds()
        if self.page in SPELT:
            return _spelt(*SPELT[self.page])
        return WORDS[self.page]


def screens() -> dict[str, list[Screen]]:
    """Every kind of page by its name, at all the addresses that lead to it."""
    found: dict[str, list[Screen]] = {}
    taken = set()
    for pattern, page in re.findall(r'\["(/[^"]*)", "(\w+)"\]', _text("routes.ts")):
        for each in _by_kind(pattern):
            shape = re.sub(r":\w+", ":", each)
            if shape not in taken:  # the first that fits is the page
                found.setdefault(page, []).append(Screen(page, each))
            taken.add(shape)
    return found


def page_names() -> set[str]:
    """The names that the screens themselves give to their kinds of pages."""
    (names,) = re.findall(r"type PageName =([^;]*);", _text("routes.ts"))
    return set(re.findall(r'"(\w+)"', names))


def _by_kind(pattern: str) -> list[str]:
    return (
        [pattern.replace(":kindPath", word) for word in _kind_paths()]
        if ":kindPath" in pattern
        else [pattern]
    )


def _kind_paths() -> list[str]:
    return re.findall(r': "([\w-]+)"', _table("routes.ts", "KIND_PATHS"))


@cache
def _spelt(file: str, name: str) -> list[str]:
    """The words of a table in the sources of the screens."""
    return re.findall(r'([\w-]+)"?:', _table(file, name))


def _table(file: str, name: str) -> str:
    found = re.search(rf"\b{name}\b[^=]*= \{{([^}}]*)\}}", _text(file))
    assert found, f"{file} has no table {name}"
    return found[1]


@cache
def _text(file: str) -> str:
    return (ROUTER / file).read_text(encoding="utf-8")


@cache
def _transitions(kind: str) -> list[str]:
    """What a kind calls its transitions; an agreement takes those of its clauses."""
    of = kind if kind in kinds() else "clause"
    return [each.name for each in lifecycle_of(of).transitions]
