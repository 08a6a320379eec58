"""The first wall alone: with row security off, the queries show everybody what is theirs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from backend.agreements.models import Clause
from tests.api.clients import Api
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.test_walls import MODELS, TIGHTER, audiences_in, kept, words_of
from tests.confidentiality.world import PEOPLE, World

# Nobody asks for these by what they may read: mandates by their organisation (see
# tests/api/test_mandates), and where a chain ends not at all.
NOT_ASKED_FOR = {"parties_mandate", "audit_audithead"}


@pytest.fixture
def open_house(committed_database: Any) -> Iterator[World]:
    """A world in which the owner has taken row security off every table."""
    with transaction.atomic():
        world = a_world()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select polrelid::regclass::text from pg_policy")
        for (table,) in cursor.fetchall():
            cursor.execute(f"alter table {table} disable row level security")
    yield world
    connections["owner"].close()


def test_the_first_wall_alone_shows_everybody_what_they_may_read(open_house, settings):
    settings.API_RATES = {"person": None, "anonymous": None}
    with transaction.atomic():
        assert audiences_in(Clause).keys() > {("public",)}  # the wall is down
    for model in MODELS:
        if not hasattr(model.objects.all(), "visible_to"):
            assert model._meta.db_table in NOT_ASKED_FOR
            continue
        for name in PEOPLE:
            visible = model.objects.visible_to(open_house.actor(name))
            got = Counter(visible.values_list(*words_of(model)))
            with transaction.atomic():
                wanted = kept(open_house, model, name)
            assert got == Counter(wanted) or model._meta.db_table in TIGHTER, (name, model)
            assert got <= Counter(wanted), (name, model)
    for name in ("vera", "otto", "nick"):
        api = Api(open_house.circle.people[name])
        words = [canary.word for canary in open_house.kept_from(name)]
        told = [api.get("/v1/agreements"), api.get("/v1/clauses?pageSize=100")]
        for clause in open_house.rows["clause"]:
            address = f"/v1/clauses/{clause.pk}"
            seen = clause.audience in open_house.actor(name).audiences
            assert api.get(address).status_code == (200 if seen else 404)
            step = api.post(f"{address}/transitions", {"name": "no_such"}, if_match=1)
            assert step.status_code == (409 if seen else 404)
            below = ("versions", "ballots", "consents", "audit-entries", "transitions")
            told += [api.get(f"{address}/{each}") for each in below] if seen else []
        for answer in told:
            assert answer.status_code == 200
            assert [word for word in words if word in answer.content.decode()] == []
