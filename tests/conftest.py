"""What every test stands on: its database, as the application's role.

`script/test` starts a PostgreSQL and a Redis of its own for a run (or uses those in the
environment). A test marked `django_db` works in a transaction that is rolled back, which is fast;
one that needs real commits, threads or processes asks for `committed_database` instead.
"""

import itertools
import os
import signal
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.sharing import Sharing

_numbers = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run its name before xdist's workers, which inherit it, exist."""
    os.environ.setdefault("POLDERSPOOR_TEST_RUN", uuid4().hex[:8])
    # Each process counts for itself: workers must not use up each other's rate limits.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    # The real hash is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not hasattr(config, "workerinput"):
        # To be told to stop is no reason to leave servers running.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _require_database()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Say which tests go to which process: first those that share something, for they last."""
    return Sharing(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind in a PostgreSQL that is not ours."""
    if not hasattr(config, "workerinput"):
        databases.drop_all()


def _require_database() -> None:
    try:
        psycopg.connect(databases.Database("postgres").url("owner")).close()
    except psycopg.OperationalError as error:
        message = f"There is no database to test with: run the tests with script/test. ({error})"
        raise pytest.UsageError(message) from error


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """Which of xdist's workers this is."""
    workerinput: dict[str, str] = getattr(request.config, "workerinput", {})
    return workerinput.get("workerid", "main")


@pytest.fixture(scope="session")
def django_db_setup(worker_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of this worker, a copy of the migrated template."""
    with (
        django_db_blocker.unblock(),
        databases.copied(f"{databases.run_name()}_{worker_name}") as name,
        databases.in_use(name),
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test meets what another one left in the cache."""
    cache.clear()


@pytest.fixture
def committed_database(
    worker_name: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[databases.Database]:
    """A database of its own for one test, in use by Django, in which commits are real."""
    name = f"{databases.run_name()}_{worker_name}_{next(_numbers)}"
    with (
        django_db_blocker.unblock(),
        databases.copied(name),
        databases.in_use(name),
    ):
        yield databases.Database(name)
