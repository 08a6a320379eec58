"""The two database roles."""

import threading

import pytest
from django.db import ProgrammingError, connection, connections

from tests.databases import Database


@pytest.mark.django_db
def test_application_role_owns_nothing_and_passes_no_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
            " from pg_roles where rolname = current_user"
        )
        assert cursor.fetchone() == ("polderspoor_app", False, False, False, False)
        cursor.execute("select count(*) from pg_class where relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
