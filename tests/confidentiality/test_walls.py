"""The second wall alone keeps every table that carries content: raw SQL as the application."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
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
# A link is shown to who may read what it leads to as well (see tests/meetings/test_walls).
TIGHTER = {"meetings_itemlink"}


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
            return int(cursor.rowcount)
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
        public = kept(world, model, NOBODY).keys()
        assert every.keys() > public, "no row is kept from anybody"
        for name in PEOPLE:
            wanted = kept(world, model, name)
            hidden = [words for words in every if words not in wanted]
            where = " and ".join(f"{column} = %s" for column in columns)
            with acting_as(world.actor(name)):
                seen = audiences_in(model)
                assert seen == wanted or table in TIGHTER, name
                assert all(wanted.get(words, 0) >= count for words, count in seen.items()), name
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


@pytest.mark.django_db
def test_what_reads_past_the_wall_reads_no_table_that_somebody_put_before_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, proconfig from pg_proc"
            " where prosecdef and pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
        assert found
        assert set(map(tuple, found.values())) == {("search_path=public, pg_temp",)}
        cursor.execute(
            "create temporary table workflow_arrangement as"
            " select gen_random_uuid() as bargaining_table_id, 'x' as rule, now() as agreed_at,"
            " null::timestamptz as ended_at, '{1}'::int[] as offsets"
        )
        cursor.execute("grant select on pg_temp.workflow_arrangement to public")
        cursor.execute(
            "select polder_arranged_rules(bargaining_table_id) from pg_temp.workflow_arrangement"
        )
        assert cursor.fetchall() == []
