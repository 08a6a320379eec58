"""A round at the cao table of `tests.people`, with a clause to talk about."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from backend.agreements.models import Clause
from backend.meetings.models import Meeting
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import Circle, days


def at_ten(day: int) -> datetime:
    """Ten o'clock in the Netherlands, that many days from today."""
    return timezone.make_aware(datetime.combine(days(day), time(10)))


def plan(circle: Circle, **facts) -> dict[str, Any]:
    """The body with which a round is planned, tomorrow at ten."""
    starts = at_ten(facts.pop("day", 1))
    return {
        "bargainingTable": str(circle.table.pk),
        "form": "negotiation_round",
        "title": "Ronde over roosters",
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=2)).isoformat(),
        "place": "Utrecht, zaal 3",
    } | facts


class Table:
    """The people of a circle as callers of the API, around one meeting."""

    def __init__(self, circle: Circle, **facts) -> None:
        self.circle = circle
        self.apis: dict[str, Api] = {}
        made = self("sanne").post("/v1/meetings", plan(circle, **facts))
        assert made.status_code == 201, made.content
        self.id = made.json()["id"]
        self.address = f"/v1/meetings/{self.id}"

    def __call__(self, name: str) -> Api:
        """Somebody who calls."""
        if name not in self.apis:
            self.apis[name] = Api(self.circle.people[name])
        return self.apis[name]

    @property
    def version(self):
        return self("sanne").get(self.address).json()["version"]

    def get(self, name: str, below: str = ""):
        return self(name).get(self.address + below)

    def post(self, name: str, below: str, body, status: int = 201):
        """POST below the meeting; the answer's JSON."""
        answer = self(name).post(self.address + below, body, if_match=self.version)
        assert answer.status_code == status, answer.content
        return answer.json()

    def patch(self, name: str, below: str, body, status: int = 200):
        """PATCH the meeting or something below it; the answer's JSON."""
        answer = self(name).patch(self.address + below, body, if_match=self.version)
        assert answer.status_code == status, answer.content
        return answer.json()

    def take(self, name: str, transition: str, status: int = 201, **more):
        """Take a transition."""
        return self.post(name, "/transitions", {"name": transition, **more}, status)

    def items(self, name: str):
        """The agenda as somebody reads it."""
        return self.get(name, "/items").json()["items"]

    def row(self) -> Meeting:
        return Meeting.objects.get(pk=self.id)


def link(subject: Any) -> dict[str, str]:
    return {"kind": subject.kind, "id": str(subject.pk)}


def clause_of(circle: Circle, **facts) -> Clause:
    """A clause that is in force, so that a promise in it binds."""
    return a_clause(circle, facts.pop("state", "in_force"), judged=[], **facts)
