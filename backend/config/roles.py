"""The two database roles: one that owns and migrates, one that the application works as.

The second owns nothing and cannot pass row security, so PostgreSQL itself refuses what a mistake in
our code would let through.

    python -m backend.config.roles

makes both, and the database, on a server of your own. It takes names and passwords from
DATABASE_URL and DATABASE_OWNER_URL, and works as the superuser of DATABASE_SUPERUSER_URL. Doing it
twice does nothing the second time, but for setting the passwords.
"""

import sys
from dataclasses import dataclass
from typing import LiteralString, Self

from psycopg import Connection, connect, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backend.config import env
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


@dataclass(frozen=True)
class Roles:
    """What the two roles and their database are called, and their passwords where they have one."""

    owner: str = OWNER_ROLE
    app: str = APP_ROLE
    database: str = DATABASE
    owner_password: str = ""
    app_password: str = ""

    @classmethod
    def of(cls, app_url: str, owner_url: str) -> Self:
        """As in the two addresses that the settings get."""
        app, owner = conninfo_to_dict(app_url), conninfo_to_dict(owner_url)
        if app["user"] == owner["user"] or app["dbname"] != owner["dbname"]:
            message = "DATABASE_URL and DATABASE_OWNER_URL must be one database and two roles."
            raise ValueError(message)
        return cls(
            owner=str(owner["user"]),
            app=str(app["user"]),
            database=str(app["dbname"]),
            owner_password=str(owner.get("password", "")),
            app_password=str(app.get("password", "")),
        )

    def ensure(self, connection: Connection) -> None:
        """Both roles and the database exist; needs a superuser outside a transaction."""
        _ensure_role(connection, self.owner, self.owner_password, OWNER_MAY)
        _ensure_role(connection, self.app, self.app_password, APP_MAY)
        found = connection.execute("select from pg_database where datname = %s", [self.database])
        if not found.rowcount:
            connection.execute(
                sql.SQL("create database {} owner {}").format(
                    sql.Identifier(self.database), sql.Identifier(self.owner)
                )
            )

    def grant(self, connection: Connection) -> None:
        """In the connected database, the application may work with rows of the owner's tables."""
        names = {"owner": sql.Identifier(self.owner), "app": sql.Identifier(self.app)}
        for statement in GRANTS:
            connection.execute(sql.SQL(statement).format(**names))


def _ensure_role(connection: Connection, role: str, password: str, may: LiteralString) -> None:
    name = sql.Identifier(role)
    if not connection.execute("select from pg_roles where rolname = %s", [role]).rowcount:
        connection.execute(sql.SQL("create role {} " + may).format(name))
    if password:
        connection.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(password)))


def main() -> int:
    """Make the roles on somebody's own server; returns the exit code."""
    superuser = env.text("DATABASE_SUPERUSER_URL")
    app_url, owner_url = env.text("DATABASE_URL"), env.text("DATABASE_OWNER_URL")
    if not (superuser and app_url and owner_url):
        print(__doc__, file=sys.stderr)  # noqa: T201  # this is what people see
        return 64
    roles = Roles.of(app_url, owner_url)
    with connect(superuser, autocommit=True) as connection:
        roles.ensure(connection)
    with connect(make_conninfo(superuser, dbname=roles.database), autocommit=True) as connection:
        roles.grant(connection)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
