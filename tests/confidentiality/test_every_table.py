"""Every table either carries an audience and row security, or stands in the list of open tables."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

pytestmark = pytest.mark.django_db

# Why these may be read by everybody who is logged in to the database as the application.
OPEN_TABLES = {
    "parties_person": "to log in; no address lists persons",
    "parties_organisation": "names of organisations are public",
    "parties_bargainingtable": "its name and rule; no address lists tables",
    "parties_membership": "from which the audiences are made",
    "parties_affiliation": "from which the audiences are made",
    "audit_auditseal": "digests only",
    "api_apitoken": "hashes, to log in",
    "reference_entry": "public lists",
    "workflow_planning": "up to which subject dates were planned, by which rules; nothing of it",
    "reminders_sweep": "when the clock looked and how many; no subject",
}


def tables():
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("backend.")
    )


def protected():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid"
            " where c.relrowsecurity and c.relname || '_audience' = p.polname"
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_table_with_content_is_behind_the_second_wall():
    assert set(tables()) - protected() == set(OPEN_TABLES)


def test_every_protected_table_has_one_policy_for_reading_and_writing():
    with connection.cursor() as cursor:
        cursor.execute(
            "select polrelid::regclass::text, count(*), min(polcmd::text)"
            " from pg_policy group by 1 having count(*) <> 1 or min(polcmd::text) <> '*'"
        )
        assert cursor.fetchall() == []


def test_the_application_owns_nothing_and_cannot_pass_row_security():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles"
            " where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "select count(*) from pg_class where relowner = current_user::regrole"
            " and relkind in ('r', 'p', 'v', 'm')"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select bool_or(pg_has_role(current_user, oid, 'member')) from pg_roles"
            " where rolname = %s",
            [settings.DATABASES["owner"]["USER"]],
        )
        assert cursor.fetchone() == (False,)


def test_both_connections_go_to_the_same_database_as_different_roles():
    names = {alias: connections[alias].settings_dict for alias in ("default", "owner")}
    assert names["default"]["NAME"] == names["owner"]["NAME"]
    assert names["default"]["USER"] != names["owner"]["USER"]
