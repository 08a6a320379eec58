"""An initiative and all below it are behind both walls, each tried with the other one down."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.initiatives.models import ROWS, BusinessCase, Initiative
from backend.parties.actors import ANONYMOUS, SYSTEM, Actor
from tests.api.clients import Api
from tests.lifecycles.initiative_arrangement import (
    ROLES,
    InitiativeArrangement,
    steering_group,
)

pytestmark = pytest.mark.django_db

TABLES: tuple[Any, ...] = (Initiative, *ROWS)
ALL = [1, 1, 3, 1, 1, 1]  # how many of each the arrangement makes
# Who reads what, written down by hand: an idea of the employers' side, and a running initiative.
READERS = {
    "idea": {"wil", "emma"},
    "running": {"wil", "vera", "emma", "karel", "otto", "sanne", "cees", "mia"},
    "embedded": {"wil", "vera", "emma", "karel", "otto", "sanne", "cees", "mia"},
}


@pytest.fixture
def arrangement(db: None) -> InitiativeArrangement:
    return InitiativeArrangement(steering_group())


@pytest.fixture
def first_wall_down(monkeypatch):
    monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _actor: rows.all())


def counts(rows_of) -> list[int]:
    return [rows_of(model).count() for model in TABLES]


def actors(arrangement: InitiativeArrangement) -> dict[str, Actor]:
    return {"anonymous": ANONYMOUS} | {name: arrangement.actor(name) for name in ROLES}


def wanted(state: str) -> dict[str, list[int]]:
    nothing = [0] * len(TABLES)
    return {n: ALL if n in READERS[state] else nothing for n in ("anonymous", *ROLES)}


@pytest.mark.parametrize("state", READERS)
def test_the_first_wall_holds_alone(arrangement, state):
    arrangement.subject(state)

    with acting_as(SYSTEM):  # the second wall is down
        assert counts(lambda model: model.objects.all()) == ALL
        found = {
            name: counts(lambda model, actor=actor: model.objects.visible_to(actor))
            for name, actor in actors(arrangement).items()
        }

    assert found == wanted(state)


@pytest.mark.parametrize("state", READERS)
@pytest.mark.usefixtures("first_wall_down")
def test_the_second_wall_holds_alone(arrangement, state):
    arrangement.subject(state)
    found = {}

    for name, actor in actors(arrangement).items():
        with acting_as(actor):
            found[name] = counts(lambda model: model.objects.all())

    assert found == wanted(state)


@pytest.mark.usefixtures("first_wall_down")
@pytest.mark.parametrize("name", ["vera", "otto", "sanne", "lies", "ada", "nick"])
def test_over_http_an_idea_of_the_other_side_is_not_there_even_then(arrangement, name):
    idea = arrangement.subject("idea")
    api = Api(arrangement.circle.people[name])

    assert api.get("/v1/initiatives").json()["items"] == []
    for below in ("", "/bottlenecks", "/measurements", "/business-cases", "/transitions"):
        assert api.get(f"/v1/initiatives/{idea.pk}{below}").status_code == 404


@pytest.mark.parametrize("name", ["vera", "lies"])
def test_hidden_and_absent_are_the_same_for_every_verb(arrangement, name):
    idea = str(arrangement.subject("idea").pk)
    absent = f"{idea[:-1]}{'0' if idea[-1] != '0' else '1'}"
    api = Api(arrangement.circle.people[name])

    def answers(subject: str) -> list[tuple[int, bytes]]:
        address = f"/v1/initiatives/{subject}"
        made = [
            api.get(address),
            api.patch(address, {"title": "Mijn"}, if_match=1),
            api.patch(address, {"title": "Mijn"}),
            api.post(f"{address}/transitions", {"name": "submit"}, if_match=1),
            api.post(f"{address}/consents", {"transition": "approve"}, if_match=1),
            api.post(f"{address}/measurements", {}, if_match=1),
            api.post(f"{address}/bottlenecks", {}, if_match=1),
            api.get(f"{address}/available-transitions"),
            api.delete(address),
        ]
        return [(each.status_code, each.content.replace(subject.encode(), b"ID")) for each in made]

    assert answers(idea) == answers(absent)


def test_what_stands_below_opens_up_with_the_initiative(arrangement):
    idea = arrangement.subject("idea")
    emma, vera = Api(arrangement.circle.people["emma"]), arrangement.actor("vera")

    taken = emma.post(
        f"/v1/initiatives/{idea.pk}/transitions", {"name": "submit", "data": {}}, if_match=1
    )

    assert taken.status_code == 201, taken.json()
    with acting_as(vera):
        assert counts(lambda model: model.objects.visible_to(vera)) == ALL


def test_nobody_changes_or_adds_a_row_that_they_could_not_read(arrangement):
    idea = arrangement.subject("idea")

    with acting_as(arrangement.actor("vera")):
        assert [model.objects.update(visibility="parties", side="") for model in TABLES] == [
            0
        ] * len(ALL)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            BusinessCase.below(idea, cost=1, benefit=2)
