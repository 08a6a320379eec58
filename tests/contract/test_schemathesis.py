"""The API keeps to its own document, for every role and for nobody.

Schemathesis makes right and wrong requests from the document, follows its links from what a POST
creates, and holds every answer against it. The server is the one that runs in production.
"""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from pytest_django import DjangoDbBlocker

from backend.api.documents import openapi_text
from backend.api.models import ApiToken
from backend.parties.models import Person
from tests import databases
from tests.people import a_circle

CONFIG = Path(__file__).with_name("schemathesis.toml")
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
ROOT = Path(__file__).parents[2]
NOBODY = ""
PATIENCE = 30


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


@pytest.fixture(scope="module")
def served(worker_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server in a process of its own, with people and dossiers in it."""
    name = f"{databases.run_name()}_{worker_name}_contract"
    with django_db_blocker.unblock(), databases.copied(name), databases.in_use(name):
        a_circle()
        environment = databases.Database(name).environment()
        with serving(environment | {"POLDERSPOOR_REQUESTS_PER_MINUTE": "0"}) as address:
            yield address


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """Serve with the program that serves in production, on a free port."""
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "backend.config.wsgi", "--threads", "2"]
    with subprocess.Popen(
        [*gunicorn, "--bind", f"127.0.0.1:{port}"], cwd=ROOT, env=environment
    ) as server:
        address = f"http://127.0.0.1:{port}/v1"
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()


def run(served: str, document: Path, token: str) -> subprocess.CompletedProcess[str]:
    """Let schemathesis loose on the server, with this token or none."""
    command = [str(SCHEMATHESIS), "--config-file", str(CONFIG), "run", str(document)]
    command += ["--url", served, "--max-examples", "10"]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, cwd=document.parent
    )


@pytest.mark.parametrize("name", [NOBODY, "wil", "vera", "otto", "sanne", "lies", "ada", "nick"])
def test_the_api_keeps_to_its_document(served, tmp_path, name):
    document = tmp_path / "openapi.json"
    document.write_bytes(openapi_text("en"))
    token = ApiToken.issue(Person.objects.get(email=f"{name}@example.org"), days=1) if name else ""
    found = run(served, document, token)
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
