"""Recurring duties through the API, and days that go by."""

from datetime import date, timedelta

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.routines.models import Period, Routine
from tests.api.clients import Api

LIST = "/v1/routines"


def today() -> date:
    return timezone.localdate()


def later(number: int) -> date:
    """The day that many days from now."""
    return today() + timedelta(days=number)


def on(number: int) -> str:
    """The day that many days from now, as the API writes it."""
    return later(number).isoformat()


def body(circle, **more):
    return {
        "bargainingTable": str(circle.table.pk),
        "title": "Samen evalueren",
        "form": "joint_evaluation",
        "every": 1,
        "unit": "year",
        "firstOn": on(100),
    } | more


def propose(circle, who="wil", **more):
    return Api(circle.people[who]).post(LIST, body(circle, **more))


def send(circle, who, made, below, content):
    """Send something about a routine at its newest version."""
    api, address = Api(circle.people[who]), f"{LIST}/{made['id']}"
    version = api.get(address).json().get("version", 1)
    return api.post(f"{address}/{below}", content, if_match=version)


def consent(circle, who, made, name, **data):
    content = {"transition": name} | ({"data": data} if data else {})
    return send(circle, who, made, "consents", content)


def take(circle, who, made, name, **more):
    return send(circle, who, made, "transitions", {"name": name} | more)


def running(circle, **more):
    """One to which both sides have consented."""
    made = propose(circle, **more)
    assert made.status_code == 201, made.content
    for who in ("wil", "vera"):
        given = consent(circle, who, made.json(), "agree")
        assert given.status_code == 201, given.content
    return read(circle, made.json())


def read(circle, made, who="vera"):
    answer = Api(circle.people[who]).get(f"{LIST}/{made['id']}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def stored(made) -> Routine:
    with acting_as(SYSTEM):
        found: Routine = Routine.objects.get(pk=made["id"])
        return found


def periods(made):
    """Every period: its number, days from now, and what came of it."""
    with acting_as(SYSTEM):
        rows = Period.objects.filter(routine=made["id"]).order_by("number")
        return [(row.number, (row.due_on - today()).days, row.state) for row in rows]
