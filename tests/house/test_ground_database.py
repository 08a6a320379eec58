"""The two database roles, and the databases the tests work on."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, connections
from django.utils import timezone

from tests.databases import Database


@pytest.mark.django_db
def test_the_application_works_as_a_role_that_owns_nothing_and_passes_no_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " (select count(*) from pg_class where relowner = pg_roles.oid)"
            " from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == ("polderspoor_app", False, False, False, False, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "alter table django_session add column mine int",
        "drop table django_session",
        "truncate django_session",
        "create role another",
        "set role polderspoor_owner",
    ],
)
def test_the_application_cannot_change_the_structure(statement: str) -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(statement)


def test_committed_changes_are_seen_by_other_connections_and_roles(
    committed_database: Database,
) -> None:
    def add(number: int) -> None:
        Session.objects.create(session_key=str(number), expire_date=timezone.now())
        connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(8)))

    assert Session.objects.count() == 8
    assert Session.objects.using("owner").count() == 8
    with psycopg.connect(committed_database.url("default")) as other:
        assert other.execute("select count(*) from django_session").fetchone() == (8,)


def test_a_committed_database_starts_empty(committed_database: Database) -> None:
    assert Session.objects.count() == 0
    assert connections["default"].settings_dict["NAME"] == committed_database.name


@pytest.mark.django_db
def test_the_shared_database_is_in_use_again_afterwards() -> None:
    assert connection.settings_dict["NAME"].count("_") == 2
