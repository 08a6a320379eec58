"""The server as it runs in production, in a process of its own, on a database of its own."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest
from pytest_django import DjangoDbBlocker

from backend.api.models import ApiToken
from backend.parties.models import Person
from tests import databases

ROOT = Path(__file__).parents[2]
PATIENCE = 30
QUIET = {"POLDERSPOOR_REQUESTS_PER_MINUTE": "0", "POLDERSPOOR_LOG_LEVEL": "ERROR"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(f"{address}/status", timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


@dataclass(frozen=True)
class Served:
    """A server with the demo in it: where it is, and a token for each of the demo's people."""

    address: str
    tokens: dict[str, str]


@pytest.fixture(scope="session")
def served(worker_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Served]:
    """One server for all tests of this folder."""
    name = f"{databases.run_name()}_{worker_name}_contract"
    with django_db_blocker.unblock(), databases.copied(name, demo=True):
        with databases.in_use(name):
            tokens = {
                person.email.removesuffix("@demo.example"): ApiToken.issue(person, days=1)
                for person in Person.objects.filter(email__endswith="@demo.example")
            }
        environment = databases.Database(name).environment()
        with serving(environment | QUIET) as address:
            yield Served(address, tokens)


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """Serve with the program that serves in production, on a free port."""
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:backend.config.web"]
    command = [*gunicorn, "--log-level", "critical", "backend.config.wsgi"]
    environment |= {"PORT": str(port), "WEB_CONCURRENCY": "1", "POLDERSPOOR_THREADS": "2"}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        address = f"http://127.0.0.1:{port}/v1"
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()
