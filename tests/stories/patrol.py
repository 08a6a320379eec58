"""Everybody visits every address of the API after each step of a story.

Generated from the OpenAPI document and from what the lists themselves show to whoever may see it;
held against `ledger`. For everybody, at every look:

- no answer, no mail and no calendar holds a name or a text of a row that they may not read;
- what they may not read is answered as what does not exist, by every verb: status, headers, body;
- what they may read is there, and on its list;
- as long as nothing that they may read has changed, no answer has either: not a count, an order, an
  ETag or the reasons of a refusal. Whatever happens elsewhere leaves no trace.
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from backend.reminders import mails, sweep
from tests.api.clients import Api
from tests.confidentiality.operations import NAMES, NARROW, WIDE, Operation, operations
from tests.people import Circle
from tests.stories.ledger import NAME, NOBODY, Ledger

PARTIES = ("wil", "vera")
RESTLESS = {"Request-Id", "RateLimit", "RateLimit-Policy"}
DIGESTS = ("transitionId",)
# What only tells the time; of a calendar, when an entry was written.
TICKS = re.compile(rb'("(?:nextDigestAt|lastAt)":)"[^"]*"|((?:DTSTAMP|LAST-MODIFIED):)\w+')
# How much waits in the house, which administrators are told whatever it is about (ADR 405).
WORK = re.compile(rb'"work":\{[^}]*\}')
# How iCalendar writes the marks that mean something to it.
ESCAPED = re.compile(rb"\\([,;\\])")
Told = tuple[int, tuple[tuple[str, str], ...], bytes]
# Names that lead somewhere, by the path of the list that showed them.
Found = defaultdict[str, dict[tuple[str, ...], None]]
OPERATIONS = operations()
PLACES = {str(each): place for place, each in enumerate(OPERATIONS)}
READING = [each for each in OPERATIONS if each.verb == "GET"]
WRITING = [each for each in OPERATIONS if each.verb != "GET" and each.has_rows]
# In how many looks everybody has been everywhere; each address comes back after as many.
TURNS = int(os.environ.get("POLDERSPOOR_TURNS", "12"))
A_WEEK = timedelta(days=8)


@dataclass
class Patrol:
    """Those who look, and what they were told before."""

    circle: Circle
    turn: int = 0
    wrong: list[str] = field(default_factory=list)
    before: dict[tuple[str, str], dict[str, Told]] = field(default_factory=dict)
    missing: dict[tuple[str, bool], Told] = field(default_factory=dict)
    delivered: set[Any] = field(default_factory=set)
    found: Found = field(default_factory=lambda: defaultdict(dict))

    def look(self, step: str) -> None:
        """Visit everything as everybody; whatever this leaves is undone."""
        self.turn += 1
        sent = len(mail.outbox)
        with transaction.atomic():
            self._deliver()
            ledger = Ledger(self.circle.people)
            visits = [Visit(self, ledger, name) for name in (*self.circle.people, NOBODY)]
            for part in (Visit.lists, Visit.rows, Visit.rows_below):
                for visit in visits:
                    part(visit)
            for visit in visits:
                visit.calendar()
                visit.nothing_else_has_changed()
            self._mails(ledger, sent)
            transaction.set_rollback(True)
        del mail.outbox[sent:]
        assert not self.wrong, f"after {step}:\n" + "\n".join(self.wrong[:40])

    def absent(self, operation: Operation, visit: "Visit") -> Told:
        """What is answered where nothing is."""
        key = str(operation), visit.name != NOBODY
        if key not in self.missing:
            names = [_nothing(each) for each in operation.names]
            self.missing[key] = told = visit.ask(operation, operation.address(*names))
            assert told[0] == (401 if visit.name == NOBODY else 404), (operation, told)
        return self.missing[key]

    def _deliver(self) -> None:
        """Let mails leave about what happened since the last look."""
        with acting_as(SYSTEM):
            waiting = OutboxMessage.objects.filter(delivered_at=None)
            waiting.filter(pk__in=self.delivered).update(delivered_at=timezone.now())
            self.delivered |= set(waiting.values_list("pk", flat=True))
        relay.deliver_due()
        sweep.remind(timezone.now())
        mails.send_due(timezone.now() + A_WEEK)  # so that every digest leaves as well

    def _mails(self, ledger: Ledger, sent: int) -> None:
        people = {person.email: name for name, person in self.circle.people.items()}
        for letter in mail.outbox[sent:]:
            for address in letter.to:
                name = people.get(address, NOBODY)
                text = letter.message().as_string() + letter.subject + letter.body
                self.wrong += [
                    f"a mail to {name} tells {each}" for each in leaks(ledger, name, text)
                ]


class Visit:
    """One person at one look."""

    def __init__(self, patrol: Patrol, ledger: Ledger, name: str) -> None:
        self.patrol, self.ledger, self.name = patrol, ledger, name
        self.api = Api(None if name == NOBODY else patrol.circle.people[name])
        self.names, self.texts = ledger.secrets_of(name)
        self.told: dict[str, Told] = {}
        self.number = (*patrol.circle.people, NOBODY).index(name)
        self.clean: set[bytes] = set()

    def ask(self, operation: Operation, address: str) -> Told:
        """All that is learned from an answer, searched for what may not be in it."""
        given: dict[str, Any] = {}
        if operation.verb != "GET":
            given = {"body": operation.body, "if_match": 1}
        if operation.verb == "PATCH":
            answer = self.api.patch(address, given["body"], if_match=1)
        else:
            answer = self.api.call(operation.verb, address, **given)
        told = _told(answer)
        if operation.verb == "GET":
            self.told[address] = told
        self._search(f"{operation.verb} {address}", told)
        return told

    def calendar(self) -> None:
        """What a program of this person's fetches, at an address that was just made."""
        if self.name == NOBODY or (self.number + self.patrol.turn) % TURNS:
            return
        made = self.api.post("/v1/calendar-feeds", {"name": "Telefoon"}).json()
        status, headers, body = _told(Client().get(f"/{made['address'].split('/', 3)[3]}"))
        assert status == HTTPStatus.OK, (self.name, body)
        told = status, headers, ESCAPED.sub(rb"\1", body.replace(b"\r\n ", b""))
        self.told["the calendar"] = told
        self._search("the calendar", told)

    def is_due(self, operation: Operation) -> bool:
        """Whether it is this address's turn, for this person."""
        return (PLACES[str(operation)] + self.number + self.patrol.turn) % TURNS == 0

    def lists(self) -> None:
        """Every list as a whole, with the widest filters, and with one more filter by turns.

        The parties go by all of them each time, so that everybody is led to what is new.
        """
        for operation in READING:
            if operation.has_rows or not (self.is_due(operation) or self.name in PARTIES):
                continue
            if operation.names:
                for name in NAMES[operation.path] if self.is_due(operation) else ():
                    self.ask(operation, operation.address(name))
                continue
            first, *others = _queries(operation, self)
            told = self.ask(operation, operation.address(**first))
            self._remember(operation.path, (), told)
            for query in others if self.is_due(operation) else ():
                self.ask(operation, operation.address(**query))

    def rows(self) -> None:
        """Every address with one name in it."""
        for operation in READING:
            if operation.has_rows and len(operation.names) == 1 and self.is_due(operation):
                self._visit(operation)

    def rows_below(self) -> None:
        """Every address with more names; then the verbs that would change something."""
        for operation in READING:
            if operation.has_rows and len(operation.names) > 1 and self.is_due(operation):
                self._visit(operation)
        for operation in filter(self.is_due, WRITING):
            for names in _filled(operation, self.patrol.found):
                if self._may(names) is False:
                    self._as_absent(operation, names)
                    break

    def nothing_else_has_changed(self) -> None:
        """Compare with when this person could read the very same."""
        key = self.name, self.ledger.fingerprint(self.name)
        before = self.patrol.before.setdefault(key, {})
        for address, told in self.told.items():
            was = before.setdefault(address, told)
            if was != told:
                self._complain(f"{address} changed unseen: {was} to {told}")

    def _visit(self, operation: Operation) -> None:
        """What may be read is there; of what may not, one by turns is answered as nothing."""
        self.patrol.absent(operation, self)
        named = list(_filled(operation, self.patrol.found))
        allowed = [(names, self._may(names)) for names in named]
        hidden = [names for names, may in allowed if may is False]
        seen = [names for names, may in allowed if may]
        for names in hidden[self.patrol.turn % max(len(hidden), 1) :][:1]:
            self._as_absent(operation, names)
        for names in [*seen[:1], *seen[1:][-1:]]:
            told = self.ask(operation, operation.address(*names))
            if told[0] != HTTPStatus.OK:
                self._complain(f"{operation} at {names}: {told[0]} {told[2][:200]!r}")
                continue
            self._remember(operation.path, names, told)

    def _may(self, names: tuple[str, ...]) -> bool | None:
        """Whether they are shown; whoever is not known is asked to log in, whatever is there."""
        return self.name != NOBODY and self.ledger.readable(names, self.name)

    def _as_absent(self, operation: Operation, names: tuple[str, ...]) -> None:
        told = self.ask(operation, operation.address(*names))
        nothing = self.patrol.absent(operation, self)
        if told != nothing:
            self._complain(f"{operation} at {names}: {told}, but where nothing is {nothing}")

    def _remember(self, path: str, above: tuple[str, ...], told: Told) -> None:
        """The names of what a list shows."""
        if told[0] == HTTPStatus.OK and told[2].startswith(b"{"):
            for name in _items(told[2]):
                self.patrol.found[path][*above, name] = None

    def _search(self, where: str, told: Told) -> None:
        if told[2] in self.clean:
            return
        text = f"{told[1]} {_readable(told)}"
        said = [name for name in NAME.findall(text) if name in self.names]
        said += [each for each in self.texts if each in text]
        if said:
            self._complain(f"{where} tells {said[:3]}")
        self.clean.add(told[2])

    def _complain(self, what: str) -> None:
        self.patrol.wrong.append(f"{self.name}: {what}")


def leaks(ledger: Ledger, name: str, text: str) -> list[str]:
    """What a text holds that somebody may not read."""
    names, texts = ledger.secrets_of(name)
    said = [each for each in NAME.findall(text) if each in names]
    return said + [each for each in texts if each in text]


def _told(answer: Any) -> Told:
    body, has_work = WORK.subn(b'"work":{}', answer.content)
    restless = {*RESTLESS, "Content-Length"} if has_work else RESTLESS
    shown = sorted((k, v) for k, v in answer.headers.items() if k not in restless)
    return answer.status_code, tuple(shown), TICKS.sub(rb"\1\2null", body)


def _items(body: bytes) -> list[str]:
    items = json.loads(body).get("items", [])
    return [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]


def _readable(told: Told) -> str:
    """The text of an answer, whatever it is wrapped in."""
    _status, headers, body = told
    kind = dict(headers).get("Content-Type", "")
    if kind == "application/pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    if "wordprocessingml" in kind:
        with ZipFile(BytesIO(body)) as parts:
            return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return body.decode(errors="replace")


def _filled(operation: Operation, found: Found) -> dict[tuple[str, ...], None]:
    """The names with which an address leads to something that somebody was shown."""
    parts = operation.path.split("/")
    named = [at for at, part in enumerate(parts) if part.startswith("{")][: 1 + 1]
    names = found["/".join(parts[: named[-1]])]
    more = len(operation.names) - len(named)
    return {(*each, *each[-1:] * more): None for each in names}


def _nothing(name: str) -> str:
    return "0" * 64 if name in DIGESTS else str(new_id())


def _queries(operation: Operation, visit: Visit) -> Iterator[dict[str, str]]:
    """The whole list; the widest filters and an order; one narrow filter or a hidden word."""
    asked = operation.query
    yield {"pageSize": "200"} if "pageSize" in asked else {}
    wide = {key: value for key, value in WIDE.items() if key in asked}
    turn = visit.patrol.turn
    if "ordering" in asked:
        orderings = asked["ordering"]["enum"]
        wide["ordering"] = orderings[(turn // 2 + visit.number) % len(orderings)]
    if "fields" in asked:
        wide["fields"] = ",".join(asked["fields"]["items"]["enum"])
    narrow = [(key, NARROW[key]) for key in sorted(NARROW.keys() & asked.keys())]
    if "q" in asked:
        narrow += [("q", " ".join(text.split()[:3])) for text in sorted(visit.texts)[:3]]
    if wide and turn % 2:
        yield wide
    if narrow and not turn % 2:
        key, value = narrow[turn // 2 % len(narrow)]
        enum = asked[key].get("enum", ())
        yield {key: enum[0] if enum and value not in enum else value}
