"""Everybody opens pages in a browser after each step of a story.

Generated from the table of addresses of the screens and from the rows of the house; held against
the ledger of who may read what (`tests.stories.ledger`). For everybody, at every look:

- no page, nor anything that it fetches, holds or keeps, tells a name or a text of a row that they
  may not read;
- the address of what they may not read shows the very page that one of nothing shows;
- the page of what they may read is there;
- for as long as nothing that they may read has changed, no page has.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, count
from typing import Any
from uuid import uuid4

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from tests.browser.screens import PUBLISHED, SHOWN, Screen, screens
from tests.browser.scripts import Script
from tests.stories.ledger import NAME, NAMED_OPENLY, NOBODY, Ledger, Memory

NOT_THERE = "Pagina niet gevonden"
# How many kinds of pages are opened after every second step, besides the dossier that it is about.
SCREENS = os.environ.get("POLDERSPOOR_SCREENS", "1")
SECOND = 2
# In how many looks all who may read the dossier have opened it, and all who may not.
READERS, STRANGERS = 10, 10
# Of how many visits to it one loads the screens anew, the others coming from another page.
ANEW = 3
# What only tells the time.
TICKS = re.compile(r'("nextDigestAt":)"[^"]*"')
# What is fetched when the screens are loaded and not by each page; what is about the whole house.
APART = {"/v1/me", "/v1/status"}


@dataclass(frozen=True)
class Visit:
    """Somebody opens an address; whether they may read what it names, if it names anything."""

    who: str
    path: str
    may: bool | None = None
    page: str = ""
    anew: bool = False

    @property
    def names(self) -> list[str]:
        """What it names."""
        return NAME.findall(self.path)

    @property
    def kind(self) -> tuple[str, str]:
        """The same for all visits of this person to this kind of page."""
        return self.who, self.unnamed(self.path)

    def nowhere(self) -> "Visit":
        """The same, but of what is not there."""
        return replace(self, path=NAME.sub(lambda _: str(uuid4()), self.path))

    def unnamed(self, text: str) -> str:
        """A text without the names that were asked for."""
        for name in self.names:
            text = text.replace(name, "…")
        return text


@dataclass(frozen=True)
class Shown:
    """What somebody reads, and what the page was answered where it waited for that."""

    words: tuple[str, ...]
    answers: Mapping[str, tuple[int, str]]

    def differences(self, other: "Shown") -> list[str]:
        """What is in one and not in the other, in few words; nothing if they are the same."""
        found = [
            f"{sign} {each[:300]}"
            for sign, mine, others in (("-", self, other), ("+", other, self))
            for each in mine.words
            if each not in others.words
        ]
        both = self.answers.keys() & other.answers.keys()
        found += [
            f"{url}: {str(self.answers[url])[:300]} and {str(other.answers[url])[:300]}"
            for url in sorted(both)
            if self.answers[url] != other.answers[url]
        ]
        return found or ([] if self.words == other.words else ["the order of the words"])


@dataclass(frozen=True)
class Seen:
    """What a visit showed."""

    visit: Visit
    told: Mapping[str, Any]

    @cached_property
    def shown(self) -> Shown:
        """What can be compared with another visit, whatever names they were made to."""
        tidy = self.visit.unnamed
        return Shown(
            words=(self.told["title"], *tidy(self.told["text"]).split("\n")),
            answers={
                tidy(url): (code, TICKS.sub(r"\1", tidy(body)))
                for url, code, body in self.told["answers"]
                if url not in APART
            },
        )

    @property
    def everything(self) -> Iterator[str]:
        """All words that the page holds, also where nobody reads them, in parts."""
        told = self.told
        yield self.visit.unnamed(told["document"])
        for each in ("attributes", "fields", "kept"):
            yield self.visit.unnamed("\n".join(told[each]))
        for _url, _code, body in told["answers"]:
            yield self.visit.unnamed(body).replace('\\"', '"')


@dataclass
class Onlookers:
    """Those who look, and what they saw before."""

    eyes: Script
    people: Mapping[str, Person]
    cookies: Mapping[str, str]
    memory: Memory = field(default_factory=Memory)
    ledger: Ledger | None = None
    opened: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    before: dict[tuple[str, str], tuple[Ledger, Shown]] = field(default_factory=dict)
    absent: dict[tuple[str, str], Shown] = field(default_factory=dict)
    turn: int = 0

    def __post_init__(self) -> None:
        self.names = (*self.people, NOBODY)
        self.screens = screens()
        self.waiting = self._endlessly()
        self.old = set(self.memory.rows())
        with acting_as(SYSTEM):
            self.openly = {
                each._meta.model_name: [str(pk) for pk in each.objects.values_list("pk", flat=True)]
                for each in NAMED_OPENLY
            }

    def look(self, step: str, path: str) -> None:
        """Open the dossier at this path, and other pages by turns, as everybody."""
        self.turn += 1
        ledger = self._ledger()
        self._look(step, ledger, [*self._dossier(ledger, path), *self._others(ledger)])

    def look_at_the_rest(self, step: str) -> None:
        """Open every kind of page that nobody has opened yet."""
        ledger = self._ledger()
        rest = set(self.screens) - self.opened
        turns = [each for _, each in zip(self.screens, self.waiting, strict=False)]
        visits = (self._page(ledger, *turn) for turn in turns if turn[-1] in rest)
        self._look(step, ledger, list(chain.from_iterable(visits)))

    def _look(self, step: str, ledger: Ledger, visits: list[Visit]) -> None:
        seen = self._see(visits)
        for each in seen:
            self._judge(ledger, each)
        self._hidden_is_as_nothing([each for each in seen if each.visit.may is False])
        self._nothing_changed_unseen(ledger, seen)
        assert not self.wrong, f"after {step}:\n" + "\n".join(self.wrong[:40])

    def _ledger(self) -> Ledger:
        self.ledger = Ledger(self.people, self.ledger, self.memory.rows())
        return self.ledger

    def _see(self, visits: list[Visit]) -> list[Seen]:
        if not visits:
            return []
        asked = [
            {
                "who": each.who,
                "path": each.path,
                "anew": each.anew,
                "cookie": self.cookies.get(each.who, ""),
            }
            for each in visits
        ]
        told = self.eyes.asked(asked)
        return [Seen(visit, each) for visit, each in zip(visits, told, strict=True)]

    def _may(self, ledger: Ledger, who: str, names: list[str]) -> bool | None:
        """Whether they are shown; whoever is not known is asked to log in, whatever is there."""
        if who == NOBODY:
            return False if names else None
        return ledger.readable(names, who) if names else None

    def _dossier(self, ledger: Ledger, path: str) -> Iterator[Visit]:
        for number, who in enumerate(self.names, start=self.turn):
            visit = Visit(who, path, page="dossier")
            may = self._may(ledger, who, visit.names)
            round_of, left = divmod(number, STRANGERS if may is False else READERS)
            if left == 0:
                yield replace(visit, may=may, anew=round_of % ANEW == 0)

    def _others(self, ledger: Ledger) -> Iterator[Visit]:
        all_pages = len(self.screens) * len(self.names)
        pages = all_pages if SCREENS == "all" else int(SCREENS) * (self.turn % SECOND == 0)
        for _ in range(pages):
            yield from self._page(ledger, *next(self.waiting))

    def _page(self, ledger: Ledger, around: int, number: int, page: str) -> Iterator[Visit]:
        """Visits to one kind of page, every time around by somebody else and to another variant."""
        variants = self.screens[page]
        screen = variants[around % len(variants)]
        self.opened.add(page)
        people = [
            self.names[(around + number + each) % len(self.names)]
            for each in range(len(self.names))
        ]
        if screen.names:
            yield from self._of_rows(ledger, screen, people, around)
        else:
            yield Visit(people[0], screen.address((), around), page=page)

    def _of_rows(
        self, ledger: Ledger, screen: Screen, people: list[str], around: int
    ) -> Iterator[Visit]:
        """One that somebody may read, and one that somebody may not; of the story if there are."""
        if screen.names[-1] in self.openly:
            known = self.openly[screen.names[-1]]
            path = screen.address([known[around % len(known)]], around)
            yield Visit(people[0], path, page=screen.page)
            return
        rows = [row for row in ledger.rows.values() if row.kind == screen.names[-1] and row.name]
        new = [row for row in rows if row.name not in self.old]
        for may in (True, False):
            for who in people:
                open_to_all = _published(ledger, who) if screen.page in PUBLISHED else set()
                named = [
                    names
                    for row in [*reversed(new), *rows]
                    if self._may(ledger, who, list(names := screen.names_of(row))) is may
                    and (may or not open_to_all.intersection(names))
                ]
                if named:
                    path = screen.address(named[around % 3 % len(named)], around)
                    yield Visit(who, path, may, screen.page)
                    break

    def _endlessly(self) -> Iterator[tuple[int, int, str]]:
        for around in count():
            for number, page in enumerate(self.screens):
                yield around, number, page

    def _judge(self, ledger: Ledger, seen: Seen) -> None:
        visit = seen.visit
        if seen.told["errors"]:
            self._complain(visit, f"breaks down: {seen.told['errors']}")
        if said := ledger.told(visit.who, seen.everything):
            self._complain(visit, f"tells {said[:3]}")
        if visit.may and visit.page in SHOWN and NOT_THERE in seen.told["text"]:
            self._complain(visit, "is not there, though they may read it")

    def _hidden_is_as_nothing(self, seen: list[Seen]) -> None:
        """Each is the page of what is not there, as it is now if not as it was seen before."""
        unknown = [each.visit for each in seen if each.visit.kind not in self.absent]
        for nothing in self._see([visit.nowhere() for visit in unknown]):
            self.absent[nothing.visit.kind] = nothing.shown
        unsure = [
            each.visit for each in seen if self.absent[each.visit.kind].differences(each.shown)
        ]
        again = self._see([one for visit in unsure for one in (visit.nowhere(), visit)])
        for nothing, there in zip(again[::2], again[1::2], strict=True):
            self.absent[there.visit.kind] = nothing.shown
            if found := nothing.shown.differences(there.shown):
                self._complain(there.visit, f"is not the page of what is not there: {found[:6]}")

    def _nothing_changed_unseen(self, ledger: Ledger, seen: list[Seen]) -> None:
        """Compare with when a person opened the same page and could read the very same."""
        doubtful = []
        for each in seen:
            key = each.visit.who, each.visit.path
            before, shown = self.before.get(key, (ledger, each.shown))
            self.before[key] = ledger, each.shown
            if shown.differences(each.shown) and _read_alike(before, ledger, each.visit.who):
                doubtful.append((each.visit, before, shown))
        # what the worker of the house has written since the ledger was read counts too
        again = self._see([visit for visit, _before, _shown in doubtful])
        now = self._ledger() if doubtful else ledger
        for (visit, before, shown), each in zip(doubtful, again, strict=True):
            found = shown.differences(each.shown)
            if found and _read_alike(before, now, visit.who):
                self._complain(visit, f"changed unseen: {found[:6]}")

    def _complain(self, visit: Visit, what: str) -> None:
        self.wrong.append(f"{visit.who} at {visit.path}: the page {what}")


def _read_alike(one: Ledger, other: Ledger, who: str) -> bool:
    return one.fingerprint(who) == other.fingerprint(who)


def _published(ledger: Ledger, who: str) -> set[str]:
    """The names of what somebody may read a publication or a copy of, and perhaps nothing else."""
    rows = (row.names for row in ledger.rows.values() if row.names and ledger.may_read(row, who))
    return set[str]().union(*rows)
