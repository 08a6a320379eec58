"""Each wall alone keeps agreements and all that hangs below them, with the other one gone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from backend.agreements.models import Agreement, Ballot, BindingRequest, Clause, ClauseVersion
from backend.agreements.publication_rows import PublicationText
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.notes.models import Comment, Outcome, Reply, Resolution
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.workflow.models import Consent, Due
from tests.api.clients import Api
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.world import NOBODY, PEOPLE, World

MODELS: tuple[Any, ...] = (
    Agreement,
    Clause,
    ClauseVersion,
    PublicationText,
    Ballot,
    BindingRequest,
    Consent,
    Due,
    AuditEntry,
    OutboxMessage,
    Comment,
    Reply,
    Resolution,
    Outcome,
)
TABLES = tuple(model._meta.db_table for model in MODELS)


def audiences_in(table: str) -> dict[str, int]:
    """The rows of a table by audience, asked of the database and of nothing of ours."""
    with connection.cursor() as cursor:
        cursor.execute(f"select audience, count(*) from {table} group by 1")
        return dict(cursor.fetchall())


def kept(world: World, table: str, name: str) -> dict[str, int]:
    """What somebody may read of it."""
    with acting_as(SYSTEM):
        rows = audiences_in(table)
    return {word: n for word, n in rows.items() if word in world.actor(name).audiences}


class TestTheSecondWallAlone:
    """Raw SQL as the application's role, past `visible_to`."""

    @pytest.fixture
    def world(self, db: None) -> World:
        return a_world()

    def test_shows_everybody_what_they_may_read_and_not_one_row_more(self, world):
        for name in PEOPLE:
            for table in TABLES:
                wanted = kept(world, table, name)
                with acting_as(world.actor(name)):
                    assert audiences_in(table) == wanted, (name, table)

    def test_without_anybody_shows_what_is_public(self, world):
        for table in TABLES:
            wanted = kept(world, table, NOBODY)
            with acting_as(world.actor(NOBODY)):
                assert audiences_in(table) == wanted

    def test_lets_nobody_change_or_take_away_what_they_may_not_read(self, world):
        with acting_as(SYSTEM):
            before = {table: audiences_in(table) for table in TABLES}
        changes = {
            "agreements_clause": "update agreements_clause set title = 'x'",
            "agreements_ballot": "update agreements_ballot set outcome = 'rejected'",
            "workflow_consent": "update workflow_consent set ended_because = 'voided'",
            "workflow_due": "delete from workflow_due",
            "notes_comment": "update notes_comment set resolved = true",
        }
        for table, change in changes.items():
            hidden = sum(before[table].values()) - sum(kept(world, table, "otto").values())
            assert hidden > 0, table
            with acting_as(world.circle.otto), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(change)
                    touched = cursor.rowcount
                transaction.set_rollback(True)
            assert touched == sum(before[table].values()) - hidden

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
        assert audiences_in("agreements_clause").keys() > {"public"}  # the wall is down
    for name in PEOPLE:
        for model in MODELS:
            found = model.objects.visible_to(open_house.actor(name)).values_list("audience")
            got = sorted(word for (word,) in found)
            table = model._meta.db_table
            with transaction.atomic():
                wanted = kept(open_house, table, name)
            assert got == sorted(w for word, n in wanted.items() for w in [word] * n), (name, table)
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
