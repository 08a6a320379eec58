"""Ada administers; Bond Een has Vera who keeps its mandates, and Kees who negotiates."""

from typing import Any

import pytest

from backend.parties.models import Affiliation
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import cao_table
from tests.people import Circle, person


@pytest.fixture
def house(db: None) -> Circle:
    circle = cao_table()
    Affiliation.objects.filter(person=circle.people["vera"]).update(keeps_mandates=True)
    circle.people["kees"] = person("kees", circle.organisations["bond-een"])
    return circle


@pytest.fixture
def ada(house: Circle) -> Api:
    return Api(house.people["ada"])


def told(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def codes(answer: Any, status: int) -> set[str]:
    return {fault["code"] for fault in told(answer, status)["errors"]}
