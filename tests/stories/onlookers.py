"""What people who take no part in a story see of its dossier, after each step, as one line each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.api.clients import Api
from tests.people import Circle

NOBODY = "nobody"
BELOW = ("/transitions", "/audit-entries", "/consents", "/available-transitions")
UNSEEN = "-"


@dataclass
class Onlookers:
    """Those who look at one dossier: whether it is there for them, and what is new of it.

    `word` finds it in a search; `says` puts what stands in it into a few words.
    """

    circle: Circle
    names: tuple[str, ...]
    collection: str
    word: str
    says: Callable[[Any], str]
    seen: dict[str, set[str]] = field(default_factory=dict)

    def look(self, address: str) -> dict[str, str]:
        """What each of them sees now: state, content, and after a colon what is new in the trail.

        `-` is nothing at all: no dossier, nothing below it, no line on a list, no hit, no deadline.
        """
        return {name: self._line(name, address) for name in self.names}

    def _line(self, name: str, address: str) -> str:
        api = Api(None if name == NOBODY else self.circle.people[name])
        answer = api.get(address)
        found = self._found(api)
        if name == NOBODY:
            assert answer.status_code == 401
            assert found == [401] * len(found)
            return UNSEEN
        below = [api.get(f"{address}{each}") for each in BELOW]
        if answer.status_code != 200:
            assert {each.status_code for each in (answer, *below)} == {404}
            assert found == [[], [], []]
            return UNSEEN
        shown = answer.json()
        assert {each.status_code for each in below} == {200}
        assert found[:2] == [[shown["id"]], [shown["id"]]]
        entries = below[1].json()["items"]
        events = {f"{entry['chain']} {entry['number']}": entry["event"] for entry in entries}
        before = self.seen.setdefault(name, set())
        new = [event for key, event in events.items() if key not in before]
        before.update(events)
        return f"{shown['state']} ({self.says(shown)})" + (f": {' '.join(new)}" if new else "")

    def _found(self, api: Api) -> list[Any]:
        """What the list, the search and the deadlines say: ids, or a status where it is no list."""
        answers = [
            api.get(self.collection),
            api.get(f"{self.collection}?q={self.word}"),
            api.get("/v1/deadlines?scope=all"),
        ]
        return [
            [item["id"] for item in answer.json()["items"]]
            if answer.status_code == 200
            else answer.status_code
            for answer in answers
        ]
