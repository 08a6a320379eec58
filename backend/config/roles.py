"""The two database roles: one that owns and migrates, one that the application works as.

The second owns nothing and cannot pass row security, so PostgreSQL itself refuses what a mistake in
our code would let through.
"""

from typing import LiteralString

from psycopg import Connection, sql

from backend.config.places import APP_ROLE, DATABASE, OWNER_ROLE

# Only the owner makes databases: the ones that tests use.
OWNER_MAY: LiteralString = "login nosuperuser nobypassrls createdb"
APP_MAY: LiteralString = "login nosuperuser nobypassrls nocreatedb nocreaterole"

OWNER_GIVES: LiteralString = "alter default privileges for role {owner} in schema public "
GRANTS: tuple[LiteralString, ...] = (
    "revoke create on schema public from public",
    "grant usage, create on schema public to {owner}",
    "grant usage on schema public to {app}",
    OWNER_GIVES + "grant select, insert, update, delete on tables to {app}",
    OWNER_GIVES + "grant usage, select on sequences to {app}",
)


def ensure(connection: Connection) -> None:
    """Both roles and the database exist; needs a superuser outside a transaction."""
    for role, may in ((OWNER_ROLE, OWNER_MAY), (APP_ROLE, APP_MAY)):
        if not connection.execute("select from pg_roles where rolname = %s", [role]).rowcount:
            connection.execute(sql.SQL("create role {} " + may).format(sql.Identifier(role)))
    found = connection.execute("select from pg_database where datname = %s", [DATABASE])
    if not found.rowcount:
        connection.execute(
            sql.SQL("create database {} owner {}").format(
                sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)
            )
        )


def grant(connection: Connection, owner: str = OWNER_ROLE, app: str = APP_ROLE) -> None:
    """In this database the application may work with the rows of what the owner makes."""
    for statement in GRANTS:
        connection.execute(
            sql.SQL(statement).format(owner=sql.Identifier(owner), app=sql.Identifier(app))
        )
