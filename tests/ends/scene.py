"""A clause whose last day was yesterday, what was promised in it, and callers of the API.

Emma's firm made the promises, Vera's and Bram's unions are the other side, Sanne keeps the table.
"""

from typing import Any

from backend.agreements.models import Clause
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.workflow import dues, engine
from tests.agreements.scene import iso
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import NOTICE, a_clause
from tests.lifecycles.commitment_arrangement import a_commitment
from tests.people import Circle


class Ending:
    """The people of a circle as callers of the API, around one clause at its end."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.apis: dict[str, Api] = {}
        self.clause: Clause = a_clause(circle, "in_force", ended_on=None, **NOTICE)
        self.agreement = self.clause.agreement

    def __call__(self, name: str) -> Api:
        """Somebody who calls; "" is nobody."""
        if name not in self.apis:
            self.apis[name] = Api(self.circle.people.get(name))
        return self.apis[name]

    def promise(self, text: str, state: str = "in_progress", **facts: Any) -> Commitment:
        """Something that was promised in the clause."""
        made = a_commitment(self.circle, state, text=text, subject_id=self.clause.pk, **facts)
        with acting_as(SYSTEM):
            dues.replan(made)
        return made

    def expire(self) -> None:
        """Let the clock end the clause."""
        engine.perform(self.clause, "expire_with_aftereffect", actor=CLOCK)

    def successor(self, **facts: Any) -> Clause:
        """Another clause of the same table, agreed and not yet in force."""
        wanted = {"article_number": "7.1", "in_force_since": None, "ended_on": None}
        terms = {"effective_on": iso(5), "ends_on": iso(400), "next_review_on": iso(90)}
        return a_clause(self.circle, **({"state": "ratified"} | wanted | terms | facts))

    def get(self, subject: Any, below: str = "", who: str = "vera", status: int = 200) -> Any:
        """What somebody reads of a subject."""
        answer = self(who).get(self.address(subject) + below)
        assert answer.status_code == status, answer.content
        return answer.json()

    def send(
        self, who: str, subject: Any, below: str, body: Any, status: int = 201, verb: str = "POST"
    ) -> Any:
        """Send something about a subject, at its newest version."""
        version = self.get(subject, who=who)["version"]
        media = "application/merge-patch+json" if verb == "PATCH" else "application/json"
        answer = self(who).call(verb, self.address(subject) + below, body, media, if_match=version)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None

    def take(self, who: str, subject: Any, name: str, status: int = 201, **more: Any) -> Any:
        """Take a transition."""
        return self.send(who, subject, "/transitions", {"name": name, **more}, status)

    def consent(self, who: str, subject: Any, name: str, status: int = 201, **more: Any) -> Any:
        """Consent to a transition."""
        return self.send(who, subject, "/consents", {"transition": name, **more}, status)

    def option(self, who: str, subject: Any, name: str) -> Any:
        """What somebody is told about one step."""
        found = self.get(subject, "/available-transitions", who)["items"]
        return next((each for each in found if each["name"] == name), None)

    def waits_for(self, who: str) -> list[tuple[str, str]]:
        """What waits for somebody: of what, and what."""
        items = self(who).get("/v1/me/actions").json()["items"]
        return [(each["subject"]["title"], each["label"]) for each in items]

    def address(self, subject: Any) -> str:
        """Where a subject is."""
        return f"/v1/{subject.kind}s/{subject.pk}"


def codes(answer: Any) -> list[str]:
    """The codes of a refusal."""
    return [each["code"] for each in answer.get("refusals", answer.get("errors", []))]
