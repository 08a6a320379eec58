"""A clause under negotiation, on which everybody has something to say."""

from dataclasses import dataclass
from typing import Any

from backend.agreements import actions
from backend.agreements.models import Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from tests.agreements.scene import fresh, open_agreement, take
from tests.api.clients import Api
from tests.people import Circle, a_circle, days

TEXT = (
    "Teams maken zelf het rooster. De leidinggevende stelt de bezetting vast.\n\n"
    "Wie niet wil roosteren, houdt zijn vaste diensten. Teams maken zelf het verlof."
)
QUOTE = "De leidinggevende stelt de bezetting vast."


@dataclass
class Scene:
    """The circle, the clause, and what everybody says to the API."""

    circle: Circle
    clause: Clause

    def api(self, name: str) -> Api:
        return Api(self.circle.people[name])

    @property
    def subject(self) -> dict[str, Any]:
        return {"subjectKind": "clause", "subjectId": str(self.clause.pk)}

    @property
    def address(self) -> str:
        return f"/v1/clauses/{self.clause.pk}"

    def note(self, who: str, text: str = "Hier zit nog ruimte.", **more: Any) -> dict[str, Any]:
        return made(self.api(who).post("/v1/notes", {**self.subject, "text": text, **more}))

    def comment(self, who: str, text: str = "Wie is dat?", **more: Any) -> dict[str, Any]:
        return made(self.api(who).post("/v1/comments", {**self.subject, "text": text, **more}))

    def listed(self, what: str, who: str) -> list[dict[str, Any]]:
        answer = self.api(who).get(f"/v1/{what}?subjectKind=clause&subjectId={self.clause.pk}")
        assert answer.status_code == 200
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def revise(self, who: str, body: str) -> None:
        """Put another text on the table."""
        fresh(self.clause)
        take(self.circle, self.clause, who, "revise", data={"body": body, "rationale": "Beter."})

    def all_that_others_see(self, who: str) -> dict[str, Any]:
        """Everything of the clause that somebody can read, headers included."""
        api = self.api(who)
        below = ("", "/audit-entries", "/transitions", "/versions", "/consents")
        told: dict[str, Any] = {}
        for each in below:
            answer = api.get(self.address + each)
            told[each or "/"] = (answer.status_code, answer.headers.get("ETag"), answer.content)
        for each in ("/v1/reminders", "/v1/clauses", "/v1/comments", "/v1/notes"):
            told[each] = api.get(each).content
        with acting_as(self.circle.actor(who)):
            told["messages"] = OutboxMessage.objects.filter(subject_id=self.clause.pk).count()
            told["entries"] = AuditEntry.objects.filter(subject_id=self.clause.pk).count()
        return told


def a_scene() -> Scene:
    circle = a_circle()
    agreement = open_agreement(circle)
    clause = actions.create_clause(
        agreement,
        actor=circle.wil,
        body=TEXT,
        article_number="6.4",
        title="Zelfroosteren",
        clause_type="normative",
        theme="zelfroosteren",
        aims=["job_control"],
        scope="Alle ziekenhuizen",
    )
    take(circle, clause, "wil", "submit")
    take(circle, clause, "sanne", "open_negotiation", data={"round_on": days(3).isoformat()})
    return Scene(circle, clause)


def made(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def chains(scene: Scene) -> dict[str, list[str]]:
    """The events of the clause's chains that are about notes and comments, by who reads them."""
    found: dict[str, list[str]] = {}
    with acting_as(SYSTEM):
        rows = AuditEntry.objects.filter(subject_id=scene.clause.pk).order_by("id")
        for entry in rows.filter(event__regex="^(note|comment)_"):
            found.setdefault(entry.audience, []).append(entry.event)
    return found
