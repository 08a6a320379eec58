"""A cao table with clauses under negotiation, and packages of them through the API."""

from typing import Any

from backend.agreements.models import Agreement, Clause
from backend.confidentiality.context import acting_as
from backend.packages.models import Package
from backend.parties.actors import SYSTEM
from backend.workflow.models import Consent
from tests.agreements.scene import fresh, iso, negotiated, open_agreement
from tests.api.clients import Api
from tests.people import Circle

TERMS = {"effectiveOn": iso(10), "endsOn": iso(400), "indicators": ["autonomy"]}
ADDRESS = "/v1/packages"


def member(clause: Clause, **terms: Any) -> dict[str, Any]:
    """A clause in the body of a package."""
    return {"clause": str(clause.pk), "terms": TERMS | terms}


class Bargain:
    """The people of a circle as callers of the API, around the packages of one agreement."""

    def __init__(self, circle: Circle, clauses: int = 2) -> None:
        self.circle = circle
        self.apis: dict[str, Api] = {}
        self.agreement: Agreement = open_agreement(circle)
        self.clauses = [negotiated(circle, self.agreement, f"6.{n}") for n in range(clauses)]

    def __call__(self, name: str) -> Api:
        """Somebody who calls."""
        if name not in self.apis:
            self.apis[name] = Api(self.circle.people[name])
        return self.apis[name]

    def propose(self, who: str, *clauses: Any, status: int = 201, **fields: Any) -> Any:
        """Lay a package on the table; the answer's JSON."""
        members = [each if isinstance(each, dict) else member(each) for each in clauses]
        body = {"agreement": str(self.agreement.pk), "title": "Ruil", "members": members} | fields
        answer = self(who).post(ADDRESS, body)
        assert answer.status_code == status, answer.content
        return answer.json()

    def get(self, package: Any, below: str = "", who: str = "vera") -> Any:
        """What somebody reads of a package."""
        answer = self(who).get(f"{ADDRESS}/{package['id']}{below}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(
        self, who: str, subject: Any, below: str, body: Any, status: int = 201, verb: str = "POST"
    ) -> Any:
        """Send something about a package (by its JSON) or a clause, at its newest version."""
        address = self.address(subject)
        version = self(who).get(address).json().get("version", 1)
        answer = self(who).call(verb, address + below, body, if_match=version)
        assert answer.status_code == status, answer.content
        return answer.json() if answer.content else None

    def consent(self, who: str, subject: Any, status: int = 201, **more: Any) -> Any:
        """Consent to a package, or to a clause by itself."""
        return self.send(who, subject, "/consents", {"transition": "agree", **more}, status)

    def take(self, who: str, subject: Any, name: str, status: Any = 201, **more: Any) -> Any:
        """Take a transition of a package or a clause."""
        return self.send(who, subject, "/transitions", {"name": name, **more}, status)

    def option(self, who: str, subject: Any, name: str = "agree") -> Any:
        """What somebody is told about one step."""
        found = self(who).get(f"{self.address(subject)}/available-transitions").json()["items"]
        return next((each for each in found if each["name"] == name), None)

    def address(self, subject: Any) -> str:
        """Where a package or a clause is."""
        return (
            f"/v1/clauses/{subject.pk}"
            if isinstance(subject, Clause)
            else f"{ADDRESS}/{subject['id']}"
        )

    def states(self, *packages: Any) -> list[str]:
        """The states of all clauses, and of these packages."""
        with acting_as(SYSTEM):
            rows = [Package.objects.get(pk=each["id"]) for each in packages]
        return [fresh(clause).state for clause in self.clauses] + [row.state for row in rows]


def live() -> list[tuple[str, str]]:
    """The consents that count: to what kind of subject, by whom."""
    with acting_as(SYSTEM):
        rows = Consent.objects.filter(ended_at__isnull=True)
        return sorted(rows.values_list("subject_kind", "person_name"))


def codes(answer: Any) -> list[str]:
    """The codes of a refusal."""
    return [each["code"] for each in answer.get("refusals", answer.get("errors", []))]
