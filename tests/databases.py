"""Databases for tests: migrated once into a template, then copied as often as needed.

Made and migrated by the owner; the tests themselves work as the application's role, so that what a
test may do is what the application may do.
"""

import io
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from psycopg import sql

from backend.config.addresses import database
from backend.config.roles import Roles

PLACE = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
ALIASES = ("default", "owner")
# Any number that nobody else locks: the first worker to get it makes the template.
TEMPLATE_LOCK = 7_065_727
PATIENCE = 20.0


def run_name() -> str:
    """What the names of all databases of this run begin with; the same in every xdist worker."""
    return f"test_{os.environ['POLDERSPOOR_TEST_RUN']}"


def template() -> str:
    """The name of the migrated database that is never used, only copied."""
    return _made_once(f"{run_name()}_template", _migrate)


def template_with_demo() -> str:
    """The name of the database with the demo in it, loaded once for all; only copied too."""
    return _made_once(f"{run_name()}_template_demo", _load_demo, like=template())


@contextmanager
def copied(name: str, *, demo: bool = False) -> Iterator[str]:
    """A fresh copy of the template, dropped afterwards even if it is still in use.

    It is empty, or holds the demo as `load_demo` loads it.
    """
    source = template_with_demo() if demo else template()
    with _maintenance() as server:
        _create(server, name, like=source)
    try:
        yield name
    finally:
        drop(name)


@contextmanager
def in_use(name: str) -> Iterator[None]:
    """Both of Django's connections go to this database inside."""
    before = {alias: connections.settings[alias]["NAME"] for alias in ALIASES}
    _point(dict.fromkeys(ALIASES, name))
    try:
        yield
    finally:
        _point(before)


@contextmanager
def elsewhere(url: str) -> Iterator[None]:
    """Django's connection goes to a server that is not of this run inside."""
    connection = connections["default"]
    before = {key: connection.settings_dict[key] for key in PLACE}
    _go(database(url))
    try:
        yield
    finally:
        _go(before)


def _go(place: Mapping[str, Any]) -> None:
    connections["default"].close()
    connections["default"].settings_dict |= {key: place.get(key, "") for key in PLACE}


def drop(name: str) -> None:
    """Drop a database, sessions and all.

    A worker of autovacuum that is busy there belongs to the superuser, and is awaited.
    """
    statement = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    end = time.monotonic() + PATIENCE
    with _maintenance() as server:
        while True:
            try:
                server.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return


def drop_all() -> None:
    """Drop every database of this run, the template too."""
    with _maintenance() as server:
        names = server.execute(
            "select datname from pg_database where starts_with(datname, %s)", [run_name()]
        ).fetchall()
    for (name,) in names:
        drop(name)


@dataclass(frozen=True)
class Database:
    """A database whose changes are really committed, for tests with threads and processes."""

    name: str

    def url(self, alias: str) -> str:
        """Its address for the application (`default`) or for the `owner`."""
        parts = settings.DATABASES[alias]
        secret = f":{quote(parts['PASSWORD'], safe='')}" if parts["PASSWORD"] else ""
        place = f"host={quote(parts['HOST'], safe='')}&port={parts['PORT'] or 5432}"
        return f"postgresql://{parts['USER']}{secret}@/{self.name}?{place}"

    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to work on this database, in demo mode."""
        return {
            **os.environ,
            "DATABASE_URL": self.url("default"),
            "DATABASE_OWNER_URL": self.url("owner"),
            "REDIS_URL": settings.REDIS_URL,
            "POLDERSPOOR_SECRET_KEY": settings.SECRET_KEY,
            "POLDERSPOOR_HOSTS": "127.0.0.1,localhost",
            "POLDERSPOOR_DEMO": "true",
        }


def _maintenance() -> psycopg.Connection[tuple[Any, ...]]:
    """A session of the owner that is in none of the databases of the tests."""
    return psycopg.connect(Database("postgres").url("owner"), autocommit=True)


def _made_once(name: str, fill: Callable[[str], None], like: str = "template1") -> str:
    """Make and fill this database, unless another worker has; return its name."""
    with _maintenance() as server:
        server.execute("select pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        if not server.execute("select from pg_database where datname = %s", [name]).rowcount:
            _create(server, name, like=like)
            fill(name)
    return name


def _create(server: psycopg.Connection[tuple[Any, ...]], name: str, *, like: str) -> None:
    names = (sql.Identifier(each) for each in (name, like))
    server.execute(sql.SQL("create database {} template {}").format(*names))


def _load_demo(name: str) -> None:
    with in_use(name), override_settings(DEMO=True):
        call_command("load_demo", verbosity=0, stdout=io.StringIO())
    for alias in ALIASES:
        connections[alias].close()  # nobody may be in a database that is copied


def _migrate(name: str) -> None:
    with psycopg.connect(Database(name).url("owner"), autocommit=True) as connection:
        users = {alias: settings.DATABASES[alias]["USER"] for alias in ALIASES}
        Roles(owner=users["owner"], app=users["default"]).grant(connection)
    with in_use(name):
        call_command("migrate", database="owner", verbosity=0, interactive=False)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        # One dictionary, shared by the connections of all threads.
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
