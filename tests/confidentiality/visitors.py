"""Somebody who calls the API, and whose answers are searched for what they may not know."""

import re
from typing import Any

from tests.api.clients import Api
from tests.confidentiality.world import NOBODY, World, name_of

# Different in every answer, whatever was asked.
RESTLESS = {"Request-Id", "RateLimit", "RateLimit-Policy"}
# Their ids stand on what others may read.
NAMED_OPENLY = {"table", "organisation", "person"}
# The words of the world, digests and ids.
NAMED = re.compile(r"kanarie\d{4}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Told = tuple[int, dict[str, str], bytes]


class Visitor:
    """One of the people of the world, or nobody; `wrong` and `found` grow with every answer."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.api = Api(None if name == NOBODY else world.circle.people[name])
        hidden = [row for kind in world.rows.keys() - NAMED_OPENLY for row in world.rows[kind]]
        hidden = [row for row in hidden if not world.is_visible(row, name)]
        self.secrets = {canary.word for canary in world.kept_from(name)} | set(map(name_of, hidden))
        self.found: set[str] = set()
        self.wrong: list[str] = []

    def told(self, verb: str, address: str, body: Any = None, **headers: Any) -> Told:
        """All that is learned from an answer; what leaked is in `wrong`, the rest in `found`."""
        if verb == "PATCH" and not isinstance(body, bytes):
            answer = self.api.patch(address, body, **headers)
        else:
            answer = self.api.call(verb, address, body, **headers)
        shown = {name: value for name, value in answer.headers.items() if name not in RESTLESS}
        said = set(NAMED.findall(f"{shown} {answer.content.decode(errors='replace')}"))
        self.found |= said
        self.wrong += [f"{verb} {address} tells {word}" for word in said & self.secrets]
        return answer.status_code, shown, answer.content

    @property
    def complaint(self) -> str:
        """All that is wrong, for whoever has to mend it."""
        return "\n".join(self.wrong)

    def differs(self, what: str, one: Told, other: Told) -> None:
        """Note it where two answers are not the same."""
        if one != other:
            self.wrong.append(f"{what}: {one}, and {other}")
