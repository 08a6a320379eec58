"""Around packages each wall holds by itself: raw SQL as the application, and the queries alone."""

import pytest
from django.db import DatabaseError, connection, transaction

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.packages.models import Member, Package
from backend.packages.queries import described
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from tests.packages.scene import Bargain

pytestmark = pytest.mark.django_db
TABLES = ("packages_package", "packages_member")
AT_THE_TABLE = ("wil", "vera", "bram", "sanne")


def sql(actor, statement):
    """What the database answers, or to how many rows it did it."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if statement.startswith("select") else cursor.rowcount


def test_the_database_shows_and_gives_each_only_what_is_theirs(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    bargain.propose("vera", bargain.clauses[0], title="Anders", alternativeTo=package["id"])
    seen = {
        name: [sql(circle.actor(name), f"select count(*) from {table}") for table in TABLES]
        for name in circle.people
    }
    assert {name for name, found in seen.items() if found == [2, 3]} == set(AT_THE_TABLE)
    assert all(found == [0, 0] for name, found in seen.items() if name not in AT_THE_TABLE)
    for name in ("otto", "nick"):
        for table in TABLES:
            assert sql(circle.actor(name), f"update {table} set id = id") == 0
            assert sql(circle.actor(name), f"delete from {table}") == 0
    with acting_as(SYSTEM):
        rows = [Package.objects.get(pk=package["id"]), Member.objects.order_by("pk")[0]]
    for row in rows:
        row.pk = new_id()
        refused = pytest.raises(DatabaseError, match="row-level security")
        with acting_as(circle.nick), refused, transaction.atomic():
            row.save(force_insert=True)


def test_the_queries_show_each_only_what_is_theirs_without_the_database(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    with acting_as(SYSTEM):
        for name in circle.people:
            actor, there = circle.actor(name), name in AT_THE_TABLE
            found = list(Package.objects.visible_to(actor))
            assert [str(each.pk) for each in found] == [package["id"]] * there
            assert Member.objects.visible_to(actor).count() == 2 * there
        # a clause that the reader cannot see is not named by the package that holds it
        hidden = bargain.clauses[0].pk
        Clause.objects.filter(pk=hidden).update(visibility="side_private", side="employer")
        for name, parts in (("wil", 2), ("vera", 1), ("sanne", 1)):
            actor = circle.actor(name)
            (shown,) = described(list(Package.objects.visible_to(actor)), actor)
            assert len(shown.seen) == parts
