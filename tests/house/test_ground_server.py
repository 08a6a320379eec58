"""`script/server` as people meet it: it starts, it survives, it leaves nothing running."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from backend.config.places import ROOT, Places

# What these tests start is started without the demo and without building the screens.
COMMAND = [sys.executable, "-m", "backend.config.supervisor"]
PATIENCE = 90.0


def wait_for(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.1)


class Server:
    """One start of the server on a data folder."""

    def __init__(self, places: Places, environment: dict[str, str]) -> None:
        self.places = places
        self.port = int(environment["PORT"])
        self.process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ready_line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        return line

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/status") as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def pid(self, name: str) -> int | None:
        folder = self.places.postgres if name == "postmaster" else self.places.run
        record = folder / f"{name}.pid"
        return int(record.read_text().split("\n")[0]) if record.exists() else None

    def kill(self, *names: str) -> dict[str, int]:
        pids = {name: pid for name in names if (pid := self.pid(name))}
        for pid in pids.values():
            os.kill(pid, signal.SIGKILL)
        return pids


def processes_on(places: Places) -> list[str]:
    """The commands of all processes that work on this data folder."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ"]):
        command = " ".join(process.info["cmdline"] or ())
        environment = process.info["environ"] or {}
        if str(places.data) in command or environment.get("POLDERSPOOR_DATA") == str(places.data):
            found.append(command)
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: a server starts on what the one before it left."""
    # A blank in the name, and too long for a socket.
    return tmp_path_factory.mktemp("house") / "data of the house" / ("long" * 20)


@pytest.fixture
def places(data: Path) -> Iterator[Places]:
    places = Places(data)
    yield places
    for name in ("web", "worker", "beat"):
        assert not (places.run / f"{name}.pid").exists()
    assert processes_on(places) == []


@pytest.fixture
def start(places: Places) -> Iterator[Callable[[], Server]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mine = {"POLDERSPOOR_DATA": str(places.data), "POLDERSPOOR_DEMO": "no", "PORT": str(port)}
    others = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "POLDERSPOOR_DEMO"}
    environment = {k: v for k, v in os.environ.items() if k not in others} | mine
    servers: list[Server] = []

    def started() -> Server:
        servers.append(Server(places, environment))
        return servers[-1]

    yield started
    for server in servers:
        server.end(signal.SIGTERM)


def pss(process: psutil.Process) -> int:
    """The memory of a process; what it shares with others counts for its part."""
    return int(process.memory_full_info().pss)


def test_it_serves_alone_shares_its_services_and_stops_all_it_started(
    start: Callable[[], Server], places: Places
) -> None:
    server = start()
    assert server.ready_line() == f"ready http://127.0.0.1:{server.port}\n"
    assert server.answers()

    house = psutil.Process(server.process.pid)
    parts = [house, *house.children(recursive=True)]
    assert len(parts) >= 8
    assert sum(map(pss, parts)) < 700_000_000

    second = start()
    _, words = second.process.communicate(timeout=PATIENCE)
    assert second.process.returncode == 69
    assert "A server is running on" in words

    before = server.pid("postmaster")
    environment = {**os.environ, "POLDERSPOOR_DATA": str(places.data)}
    command = [sys.executable, "-m", "backend.config.embedded", "run", "true"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert server.pid("postmaster") == before
    assert server.answers()

    assert server.end(signal.SIGINT) == 0
    assert processes_on(places) == []


def test_it_starts_again_after_everything_was_killed(
    start: Callable[[], Server], places: Places
) -> None:
    server = start()
    server.ready_line()
    server.kill("postmaster", "redis")
    server.end(signal.SIGKILL)

    again = start()
    assert again.ready_line().startswith("ready")
    assert again.answers()
    assert again.end(signal.SIGTERM) == 0


def test_a_part_that_dies_is_started_again(start: Callable[[], Server]) -> None:
    server = start()
    server.ready_line()
    before = server.kill("web", "worker", "postmaster", "redis")
    wait_for(
        lambda: all(server.pid(name) not in (None, pid) for name, pid in before.items()),
        "four new processes",
    )
    wait_for(server.answers, "an answer")
    assert server.end(signal.SIGTERM) == 0


def test_a_taken_port_is_named(start: Callable[[], Server]) -> None:
    server = start()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        _, words = server.process.communicate(timeout=PATIENCE)
    assert server.process.returncode == 69
    assert re.search(rf"Port {server.port} is in use", words)
