"""What stands between a request and its services: quick, and it notices when they are gone."""

import time
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from backend.config.caches import QuickRedisCache


@pytest.fixture
def counts():
    cache = QuickRedisCache(settings.REDIS_URL, {"KEY_PREFIX": "test-counts"})
    yield cache
    cache.delete_many(["a", "b"])


def test_a_number_in_the_cache_is_added_to_where_there_is_one(counts):
    with pytest.raises(ValueError, match="not found"):
        counts.incr("a")
    assert counts.get("a") is None
    assert counts.add("a", 1, timeout=60)
    assert counts.incr("a") == 2
    assert counts.incr("a", 3) == 5
    assert 0 < counts._cache.get_client().ttl(counts.make_key("a")) <= 60


def test_a_session_that_the_server_ended_is_not_usable(committed_database):
    connection.ensure_connection()
    assert connection.is_usable()
    assert connection.is_usable()
    ours = connection.connection.info
    with psycopg.connect(ours.dsn, password=ours.password) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", [ours.backend_pid])
    assert not connection.is_usable()
    connection.close()
    connection.ensure_connection()
    assert connection.is_usable()


def test_after_an_error_the_server_is_asked(committed_database, monkeypatch):
    connection.ensure_connection()
    assert connection.is_usable()
    asked = []

    def ask(_: Any) -> bool:
        asked.append("asked")
        return True

    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", ask)
    assert connection.is_usable()
    assert not asked
    connection.errors_occurred = True
    assert connection.is_usable()
    assert asked == ["asked"]
    connection.errors_occurred = False
    monkeypatch.setattr(connection, "_asked", time.monotonic() - 60)
    assert connection.is_usable()
    assert asked == ["asked", "asked"]
