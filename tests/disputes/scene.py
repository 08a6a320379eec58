"""A clause in force and a dispute about it, through the API."""

from typing import Any

from backend.confidentiality.context import acting_as
from backend.disputes.models import Dispute
from backend.parties.actors import SYSTEM
from tests.agreements.scene import iso
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import Circle, days

CLAIM = {
    "kind": "interpretation",
    "quote": "maken zelf   het rooster",
    "facts": "Op drie afdelingen maakt de planner het rooster.",
    "requested": "Een gezamenlijke uitleg van “zelf”.",
    "answerDueOn": iso(14),
}
COMMITTEE = {"level": "joint_committee", "before": "Commissie Uitleg", "answerDueOn": iso(30)}


class Quarrel:
    """The people of a circle as callers of the API, around one clause in force."""

    def __init__(self, circle: Circle, state: str = "in_force") -> None:
        self.circle = circle
        self.apis: dict[str, Api] = {}
        later = {"ends_on": days(300), "next_review_on": days(90)}
        self.clause = a_clause(circle, state, **later)
        self.address = f"/v1/clauses/{self.clause.pk}"

    def __call__(self, name: str) -> Api:
        """Somebody who calls."""
        if name not in self.apis:
            self.apis[name] = Api(self.circle.people[name])
        return self.apis[name]

    def get(self, who: str, address: str = "", status: int = 200) -> Any:
        """What somebody reads, of the clause where nothing else is said."""
        answer = self(who).get(address or self.address)
        assert answer.status_code == status, answer.content
        return answer.json()

    def take(self, who: str, name: str, data: Any = None, status: int = 201) -> Any:
        """Take a step of the clause at its newest version."""
        return self._send(who, "transitions", {"name": name, "data": data or {}}, status)

    def consent(self, who: str, name: str, data: Any = None) -> Any:
        """Consent to a step of the clause."""
        body = {"transition": name} | ({"data": data} if data else {})
        return self._send(who, "consents", body, 201)

    def raised(self, who: str = "vera", **more: Any) -> str:
        """Raise a dispute; the address of it."""
        self.take(who, "raise_dispute", CLAIM | more)
        (found,) = self.disputes(who)
        return f"/v1/disputes/{found['id']}"

    def disputes(self, who: str) -> list[Any]:
        """The disputes about the clause that somebody finds."""
        found: list[Any] = self.get(who, f"/v1/disputes?subjectId={self.clause.pk}")["items"]
        return found

    def send(self, who: str, address: str, body: Any, status: int = 201) -> Any:
        """Add something to a dispute."""
        answer = self(who).post(address, body)
        assert answer.status_code == status, answer.content
        return answer.json()

    def option(self, who: str, name: str) -> Any:
        """What somebody is told about one step."""
        found = self.get(who, f"{self.address}/available-transitions")["items"]
        return next((each for each in found if each["name"] == name), None)

    def row(self) -> Dispute:
        """The newest dispute, whoever may read it."""
        with acting_as(SYSTEM):
            return Dispute.objects.latest("raised_on", "id")

    def _send(self, who: str, below: str, body: Any, status: int) -> Any:
        version = self(who).get(self.address).json().get("version", 1)
        answer = self(who).post(f"{self.address}/{below}", body, if_match=version)
        assert answer.status_code == status, answer.content
        return answer.json()


def codes(answer: Any) -> list[str]:
    """The codes of a refusal, in order."""
    return sorted(each["code"] for each in answer.get("refusals", answer.get("errors", [])))
