"""A server with the demo data, and a way to run a script that drives a browser.

The scripts are JavaScript, because playwright-core and axe-core are; they print one JSON document a
line, and the tests judge those. Set POLDERSPOOR_SITE to use a server that runs already.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
# What `script/test` sets for its own services: this server starts others.
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "POLDERSPOOR_FORGETFUL")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
LONGEST_SCRIPT = 900  # seconds

Drive = Callable[..., list[dict[str, Any]]]
Play = Callable[[str], dict[str, dict[str, Any]]]

# The demo's contact persons fill the tables and cannot log in; these have a part in the stories.
LET_IN = ("contact.v-schakel", "contact.b-zh")


@dataclass(frozen=True)
class House:
    """A server of these tests: its address, and the environment it was started with."""

    address: str
    env: dict[str, str]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with the demo data, and nothing else in it before the stories are played."""
    env = _env_of(tmp_path_factory.mktemp("site"))
    with _server(env) as address:
        yield House(address, env)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> str:
    """The address of a server with the demo data: the one that runs already, or ours."""
    ours: Callable[[], House] = partial(request.getfixturevalue, "house")
    return os.environ.get("POLDERSPOOR_SITE") or ours().address


@pytest.fixture(scope="session")
def drive(site: str) -> Drive:
    """Runs a script of this folder against the site; returns what it printed."""

    def run(script: str, **options: str) -> list[dict[str, Any]]:
        return _run(
            script, os.environ | {name.upper(): value for name, value in options.items()}, site
        )

    return run


@pytest.fixture(scope="session")
def play(house: House) -> Play:
    """Plays a story on a server whose clock it may turn; returns what it told, by name.

    The tests that only look at pages come before, by the names of their files.
    """
    manage = str(ROOT / "script" / "manage")
    command = [manage, "shell", "-c", _letting_in()]
    subprocess.run(command, env=house.env, check=True, capture_output=True)

    def run(script: str) -> dict[str, dict[str, Any]]:
        env = house.env | {"MANAGE": manage, "TZ": "Europe/Amsterdam"}
        return {each["name"]: each for each in _run(script, env, house.address)}

    return run


def _env_of(data: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return env | {"PORT": str(_free_port()), "POLDERSPOOR_DATA": str(data)}


@contextmanager
def _server(env: dict[str, str]) -> Iterator[str]:
    with subprocess.Popen(
        [ROOT / "script" / "server"],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        assert server.stdout is not None
        try:
            yield _address(server.stdout)
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=60)


def _letting_in() -> str:
    emails = [f"{name}@demo.example" for name in LET_IN]
    return (
        "from backend.parties.models import Person\n"
        f"for person in Person.objects.filter(email__in={emails}):\n"
        "    person.set_password('polderspoor')\n"
        "    person.save()\n"
    )


def _run(script: str, env: Mapping[str, str], site: str) -> list[dict[str, Any]]:
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.fail("These tests need Chromium (Debian: apt-get install chromium).")
    done = subprocess.run(
        ["bash", "-c", _WITH_NODE, "bash", str(ROOT), str(Path(__file__).with_name(script))],
        env={**env, "SITE": site, "CHROMIUM": chromium},
        capture_output=True,
        text=True,
        timeout=LONGEST_SCRIPT,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return [json.loads(line) for line in done.stdout.splitlines()]


# The same Node that builds the screens.
_WITH_NODE = 'root="$1"; source "$root/script/node.sh"; exec node "$2"'


def _address(output: IO[str]) -> str:
    for line in output:
        word, _, address = line.strip().partition(" ")
        if word == "ready":
            return address
    raise AssertionError("The server stopped before it was ready.")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
