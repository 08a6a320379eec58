"""Each wall alone keeps every table that carries content, with the other one gone."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from pytest_django import DjangoDbBlocker

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from tests.api.clients import Api
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.world import NOBODY, PEOPLE, World

# Generated: a table with content that is added tomorrow is in here, and fails until the world has
# a row of it.
MODELS: tuple[Any, ...] = tuple(
    model
    for model in apps.get_models()
    if any(field.name == "audience" for field in model._meta.concrete_fields)
)
TABLES = tuple(model._meta.db_table for model in MODELS)
# Rows that say something of another one are read by who may read both.
ALSO = {"reminders_reminder": ("subject_audience",), "notes_note": ("circle",)}
# Nobody asks for these by what they may read: mandates by their organisation (see
# tests/api/test_mandates), and where a chain ends not at all.
NOT_ASKED_FOR = {"parties_mandate", "audit_audithead"}


def words_of(model: Any) -> list[str]:
    """The columns with a word that a reader must have: all of them."""
    return ["audience", *ALSO.get(model._meta.db_table, ())]


def audiences_in(model: Any) -> dict[tuple[str, ...], int]:
    """The rows of a table by their words, asked of the database and of nothing of ours."""
    columns = ", ".join(words_of(model))
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*), {columns} from {model._meta.db_table} group by {columns}")
        return {tuple(words): count for count, *words in cursor.fetchall()}


def kept(world: World, model: Any, name: str) -> dict[tuple[str, ...], int]:
    """What somebody may read of it, by the levels that were told by hand."""
    with acting_as(SYSTEM):
        rows = audiences_in(model)
    return {words: n for words, n in rows.items() if world.may_read(name).issuperset(words)}


def touched(statement: str, words: tuple[str, ...]) -> int:
    """To how many rows a statement of the application did anything; 0 where it is refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, words)
            return cursor.rowcount
    except DatabaseError:  # nobody changes such rows at all
        return 0


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One for all of these tests: nothing that is tried here may do anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


class TestTheSecondWallAlone:
    """Raw SQL as the application's role, past `visible_to`."""

    @pytest.mark.parametrize("model", MODELS, ids=TABLES)
    def test_keeps_every_table(self, world, model):
        """Nobody reads, changes or takes away one row more than what is theirs."""
        table, pk, columns = model._meta.db_table, model._meta.pk.column, words_of(model)
        with acting_as(SYSTEM):
            every = audiences_in(model)
        assert every.keys() > kept(world, model, NOBODY).keys(), "no row of it is kept from anybody"
        for name in PEOPLE:
            wanted = kept(world, model, name)
            hidden = [words for words in every if words not in wanted]
            where = " and ".join(f"{column} = %s" for column in columns)
            with acting_as(world.actor(name)):
                assert audiences_in(model) == wanted, name
                for words in hidden:
                    assert touched(f"update {table} set {pk} = {pk} where {where}", words) == 0
                    assert touched(f"delete from {table} where {where}", words) == 0

    def test_lets_nobody_write_a_row_for_others(self, world):
        theirs = next(row for row in world.hidden("clause", "vera") if row.side == "employer")
        with (
            pytest.raises(DatabaseError),
            acting_as(world.circle.vera),
            transaction.atomic(),
        ):
            Clause.objects.create(
                agreement_id=theirs.agreement_id,
                bargaining_table=world.circle.table,
                visibility="side_private",
                side="employer",
                author_side="employer",
                article_number="1",
                title="Ondergeschoven",
            )


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
            assert got == Counter(wanted), (name, model)
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
