"""The last days of the calendar are days like others: no step that names one breaks anything."""

import copy
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import DateField, DateTimeField
from django.utils import timezone

from backend.agreements.lifecycle import LIFECYCLE as CLAUSE
from backend.agreements.models import Clause
from backend.api.naming import camelize
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import dues
from backend.workflow.clock import run_due_transitions
from tests.api.clients import Api
from tests.lifecycles import matrix
from tests.lifecycles.clause_arrangement import ClauseArrangement, a_clause
from tests.lifecycles.commitment_arrangement import CommitmentArrangement, cao_table
from tests.lifecycles.initiative_arrangement import InitiativeArrangement, steering_group
from tests.meetings.scene import plan
from tests.people import a_circle, days
from tests.routines import scene as routines
from tests.routines.test_routine_matrix import RoutineArrangement

pytestmark = pytest.mark.django_db

LAST_DAYS = ("9999-12-31", "9999-12-30")
ARRANGED: dict[str, Any] = {
    "clause": lambda: ClauseArrangement(cao_table()),
    "commitment": lambda: CommitmentArrangement(cao_table()),
    "initiative": lambda: InitiativeArrangement(steering_group()),
    "routine": RoutineArrangement,
}
BELOW = ("", "/available-transitions")


@pytest.fixture
def circle():
    return a_circle()


def places(schema: Any, data: Any) -> list[list[Any]]:
    """Where a form asks for a day, also where the data leaves it out."""
    found: list[list[Any]] = []
    for name, field in schema.get("properties", {}).items():
        if field.get("format") == "date":
            found.append([name])
        rows = data.get(name) if field.get("type") == "array" else None
        for number, row in enumerate(rows or ()):
            if isinstance(row, dict):
                found += [[name, number, *path] for path in places(field["items"], row)]
    return found


def on(data: Any, paths: list[list[Any]], day: str) -> Any:
    """The data with this day in these places."""
    filled = copy.deepcopy(data)
    for path in paths:
        into = filled
        for key in path[:-1]:
            into = into[key]
        into[path[-1]] = day
    return filled


def cases(arrangement: Any, kind: str) -> Any:
    """Every step that asks for a day: a subject, who takes it, and the data with such a day."""
    for row in arrangement.lifecycle.transitions:
        for state in row.sources:
            subject = arrangement.subject(state)
            player = matrix.performer(arrangement, row, subject)
            data = arrangement.data(row, player)
            found = places(row.data, data)
            sets = [[path] for path in found] + ([found] if len(found) > 1 else [])
            for day in LAST_DAYS:
                for paths in sets:
                    yield row, subject, player, on(data, paths, day)


@pytest.mark.parametrize("kind", ARRANGED)
def test_are_answered_in_every_step(kind):
    arrangement, tried = ARRANGED[kind](), set()
    for row, subject, player, data in cases(arrangement, kind):
        person = arrangement.circle.people.get(player.name)
        if person is None:
            continue
        api, address = Api(person), f"/v1/{kind}s/{subject.pk}"
        with transaction.atomic():
            if row.needs_others:
                matrix.agree(subject, subject.applied(row), data)
            body = {"name": row.name, "data": camelize(data), "reason": matrix.REASON}
            answer = api.post(f"{address}/transitions", body, if_match=subject.version)
            assert answer.status_code < 500, (row.name, data)
            tried.add(row.name)
            if answer.status_code == 201:
                read = [api.get(address + below).status_code for below in BELOW]
                assert set(read) <= {200, 404}, (row.name, data)
                assert api.get("/v1/deadlines?scope=all").status_code == 200
                run_due_transitions(timezone.now())
            transaction.set_rollback(True)
    assert tried


def test_are_answered_where_a_dossier_begins(circle):
    """An agreement, a recurring duty and a meeting."""
    wil = Api(circle.people["wil"])
    for day in LAST_DAYS:
        cao = {
            "bargainingTable": str(circle.table.pk),
            "title": f"Cao tot {day}",
            "type": "sector",
            "startsOn": days(0).isoformat(),
            "endsOn": day,
        }
        made = Api(circle.people["sanne"]).post("/v1/agreements", cao)
        assert made.status_code == 201, made.content
        address = f"/v1/agreements/{made.json()['id']}"
        for below in ("", "/term-dates"):
            assert wil.get(address + below).status_code == 200
        assert routines.propose(circle, firstOn=day).status_code < 500
        late = plan(circle, startsAt=f"{day}T23:00:00+00:00", endsAt=f"{day}T23:30:00+00:00")
        assert Api(circle.people["sanne"]).post("/v1/meetings", late).status_code < 500
    assert wil.get("/v1/deadlines?scope=all").status_code == 200


@pytest.mark.parametrize("day", LAST_DAYS)
@pytest.mark.parametrize("state", CLAUSE.states)
def test_are_counted_with_in_every_state(circle, state, day):
    clause = a_clause(circle, state)
    with acting_as(SYSTEM):
        for column in Clause._meta.get_fields():
            if isinstance(column, DateField) and not isinstance(column, DateTimeField):
                setattr(clause, column.name, date.fromisoformat(day))
        dues.replan(clause)
        assert [each.anchor(clause) for each in CLAUSE.deadlines]
