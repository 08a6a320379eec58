"""`docker-compose.yml`: a valid file, whose own commands and health checks work.

No container engine is needed: the commands that the file names for our image are run here, with the
environment that it gives them, against databases and a Redis of our own.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
import yaml
from django.conf import settings

from backend.config.places import ROOT
from tests.databases import Database

FILLED_IN = {
    "POSTGRES_PASSWORD": "p" * 20,
    "OWNER_PASSWORD": "o" * 20,
    "APP_PASSWORD": "a" * 20,
    "POLDERSPOOR_SECRET_KEY": "s" * 64,
}
ONE_SHOT = {"roles", "migrate"}


def filled_in(text: str) -> str:
    """Replace variables the way compose does."""

    def value(match: re.Match[str]) -> str:
        name, default = match["name"], match["default"] or ""
        return FILLED_IN.get(name, default)

    return re.sub(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}", value, text)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(filled_in(text))
    assert isinstance(loaded, dict)
    return loaded


def test_the_file_is_what_the_compose_specification_asks(compose: dict[str, Any]) -> None:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    validator = jsonschema.Draft202012Validator(yaml.safe_load(schema.read_text()))
    assert [error.message for error in validator.iter_errors(compose)] == []


def test_every_part_has_a_health_check(compose: dict[str, Any]) -> None:
    services = compose["services"]
    wanted = {"web", "worker", "beat", "postgres", "redis", "mail", "proxy"}
    assert set(services) == wanted | ONE_SHOT
    for name in wanted:
        assert services[name]["healthcheck"]["test"][0] == "CMD"


def test_only_what_migrates_knows_the_owner(compose: dict[str, Any]) -> None:
    knowing = {
        name
        for name, service in compose["services"].items()
        if "DATABASE_OWNER_URL" in (service.get("environment") or {})
    }
    assert knowing == ONE_SHOT


def test_every_variable_without_a_default_is_in_the_example() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    required = set(re.findall(r"\$\{(\w+):\?", text))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert required == set(re.findall(r"^(\w+)=$", example, re.MULTILINE)) == set(FILLED_IN)


class Containers:
    """Runs the commands of the file's services as plain processes."""

    def __init__(self, compose: dict[str, Any], database: Database, data: Path) -> None:
        self.services = compose["services"]
        self.data = data
        data.joinpath("run").mkdir(parents=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = str(probe.getsockname()[1])
        self.here = {
            "DATABASE_URL": database.url("default"),
            "DATABASE_OWNER_URL": database.url("owner"),
            "REDIS_URL": settings.REDIS_URL,
        }

    def environment(self, name: str) -> dict[str, str]:
        given = {key: str(value) for key, value in self.services[name]["environment"].items()}
        # The same names, but the addresses of this machine.
        given |= {key: value for key, value in self.here.items() if key in given}
        plain = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        return {**plain, "POLDERSPOOR_DATA": str(self.data), "PORT": self.port, **given}

    def run(self, name: str, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._here(command),
            cwd=ROOT,
            env=self.environment(name),
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def up(self, name: str) -> Iterator[None]:
        with (self.data / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                self._here(self.services[name]["command"]),
                cwd=ROOT,
                env=self.environment(name),
                stdout=log,
                stderr=log,
            )
            try:
                yield
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)

    def healthy(self, name: str) -> bool:
        return self.run(name, self.services[name]["healthcheck"]["test"][1:]).returncode == 0

    def _here(self, command: list[str]) -> list[str]:
        """With the programs of this environment, as the image has them on its PATH."""
        program, *arguments = command
        return [str(Path(sys.executable).with_name(program)), *arguments]


@pytest.fixture
def containers(compose: dict[str, Any], committed_database: Database, tmp_path: Path) -> Containers:
    return Containers(compose, committed_database, tmp_path)


def test_the_migration_works_and_can_be_repeated(containers: Containers) -> None:
    done = containers.run("migrate", containers.services["migrate"]["command"])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_part_becomes_healthy_and_is_not_when_it_is_gone(
    containers: Containers, name: str
) -> None:
    assert not containers.healthy(name)
    with containers.up(name):
        deadline = time.monotonic() + 60
        while not containers.healthy(name):
            log = containers.data / f"{name}.log"
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
    if name != "beat":  # which is judged by what it wrote
        assert not containers.healthy(name)


def test_the_roles_are_made_as_the_addresses_name_them(
    containers: Containers, committed_database: Database
) -> None:
    superuser = committed_database.url("owner").replace(
        settings.DATABASES["owner"]["USER"], "postgres"
    )
    try:
        psycopg.connect(superuser).close()
    except psycopg.OperationalError:
        pytest.fail("the tests of the roles need a superuser named postgres")
    name = committed_database.name
    own = {
        "DATABASE_URL": committed_database.url("default").replace(
            "polderspoor_app@", f"{name}_a:x@"
        ),
        "DATABASE_OWNER_URL": committed_database.url("owner").replace(
            "polderspoor_owner@", f"{name}_o:y@"
        ),
    }
    containers.here = own
    containers.services["roles"]["environment"]["DATABASE_SUPERUSER_URL"] = superuser
    command = containers.services["roles"]["command"]
    try:
        for _ in range(2):
            done = containers.run("roles", command)
            assert done.returncode == 0, done.stderr
        with psycopg.connect(own["DATABASE_URL"]) as app:
            query = "select current_user, rolsuper, rolbypassrls from pg_roles where rolname = %s"
            row = app.execute(query, [f"{name}_a"]).fetchone()
            assert row == (f"{name}_a", False, False)
    finally:
        with psycopg.connect(superuser, autocommit=True) as connection:
            for role in (f"{name}_a", f"{name}_o"):
                connection.execute(f"drop owned by {role}")
                connection.execute(f"drop role {role}")
