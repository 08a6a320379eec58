"""A server with the demo data, and a way to run a script that drives a browser.

The tests judge what the scripts print. Set POLDERSPOOR_SITE to use a server that runs already.
"""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from backend.config.places import APP_ROLE, Places
from backend.parties.models import Person
from tests import databases
from tests.browser.onlookers import Onlookers
from tests.browser.scripts import ROOT, running

# What `script/test` sets for its own services: this server starts others.
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "POLDERSPOOR_FORGETFUL")
DEMO = "@demo.example"

Drive = Callable[..., list[dict[str, Any]]]
Play = Callable[[str], dict[str, dict[str, Any]]]

# The demo's contact persons fill the tables and cannot log in; these have a part in the stories.
LET_IN = ("contact.v-schakel", "contact.b-zh")


@dataclass(frozen=True)
class House:
    """A server of these tests: its address, and the environment it was started with."""

    address: str
    env: dict[str, str]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Django works on the database of this server, and knows its secrets."""
        places = Places(Path(self.env["POLDERSPOOR_DATA"]))
        settings = override_settings(DEMO=True, SECRET_KEY=places.secret_key())
        with settings, databases.elsewhere(places.database_url(APP_ROLE)):
            yield


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
        env = os.environ | {name.upper(): value for name, value in options.items()}
        with running(script, env, site) as driving:
            return list(driving.lines())

    return run


class Stage:
    """Where the stories are played: a server whose clock may be turned, with people who look on."""

    def __init__(self, house: House, stack: ExitStack) -> None:
        self.house = house
        with house.inside():
            people = Person.objects.filter(email__endswith=DEMO)
            named = {each.email.removesuffix(DEMO): each for each in people}
            everybody = {
                name: each for name, each in named.items() if each.has_usable_password()
            } | {name: named[name] for name in LET_IN}
            self.cookies = {name: _session_of(each) for name, each in everybody.items()}
            eyes = stack.enter_context(running("eyes.mjs", house.env, house.address))
            self.onlookers = Onlookers(eyes, everybody, self.cookies)

    def play(self, script: str) -> dict[str, dict[str, Any]]:
        """Play a story, all looking on after each of its steps; return what it told, by name."""
        env = self.house.env | {"TZ": "Europe/Amsterdam", "COOKIES": json.dumps(self.cookies)}
        told: dict[str, dict[str, Any]] = {}
        with self.house.inside(), running(script, env, self.house.address) as story:
            for line in story.lines():
                if "asks" in line:
                    self.answer(**line)
                    story.tell("done")
                else:
                    told[line["name"]] = line
        return told

    def opened(self) -> set[str]:
        """The kinds of pages that were opened after the stories' steps; all that are left now."""
        with self.house.inside():
            self.onlookers.look_at_the_rest("the stories")
        return self.onlookers.opened

    def answer(self, asks: str, step: str = "", path: str = "", at: str | None = None) -> None:
        """Do what a story asks for: let the clock do what is due, or let everybody look."""
        if asks == "the clock":
            call_command("sweep", at=at, stdout=StringIO())
        else:
            self.onlookers.look(step, path)


@pytest.fixture(scope="session")
def stage(house: House, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The tests that only look at pages come before, by the names of their files."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        yield Stage(house, stack)


@pytest.fixture(scope="session")
def play(stage: Stage) -> Play:
    """Plays a story."""
    return stage.play


def _session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def _env_of(data: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return env | {
        "PORT": str(_free_port()),
        "POLDERSPOOR_DATA": str(data),
        "POLDERSPOOR_REQUESTS_PER_MINUTE": "0",
    }


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
