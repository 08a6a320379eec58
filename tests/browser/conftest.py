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
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demo data, and nothing else in it."""
    running = os.environ.get("POLDERSPOOR_SITE")
    if running:
        yield running
        return
    data = tmp_path_factory.mktemp("site")
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    env |= {"PORT": str(_free_port()), "POLDERSPOOR_DATA": str(data)}
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


@pytest.fixture(scope="session")
def drive(site: str) -> Drive:
    """Runs a script of this folder against the site; returns what it printed."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.fail("These tests need Chromium (Debian: apt-get install chromium).")

    def run(script: str, **options: str) -> list[dict[str, Any]]:
        env = os.environ | {"SITE": site, "CHROMIUM": chromium}
        env |= {name.upper(): value for name, value in options.items()}
        done = subprocess.run(
            ["bash", "-c", _WITH_NODE, "bash", str(ROOT), str(Path(__file__).with_name(script))],
            env=env,
            capture_output=True,
            text=True,
            timeout=LONGEST_SCRIPT,
            check=False,
        )
        assert done.returncode == 0, done.stderr or done.stdout
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


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
