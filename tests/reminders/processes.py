"""Real workers, clocks, Redis and PostgreSQL, for tests that kill, flush and restart them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from backend.config.places import ROOT, Places
from backend.config.redis import Redis

PATIENCE = 60.0
# Celery as the house runs it, but that a few dates make a chunk: so that there are many chunks; and
# on a machine whose clock says what it is set to.
IN_SMALL_CHUNKS = """
import os
import sys
from datetime import datetime
import time_machine
if moment := os.environ.get("CLOCK_SET_TO"):
    time_machine.travel(datetime.fromisoformat(moment)).start()
import backend.config.celery
import django
django.setup()
from backend.reminders import claiming
claiming.CHUNK = 5
from celery.__main__ import main
sys.exit(main())
"""
CELERY = (sys.executable, "-c", IN_SMALL_CHUNKS, "--app", "backend.config.celery")


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Until it holds; fails if that takes too long."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.1)


@contextmanager
def redis(folder: Path) -> Iterator[Places]:
    """A Redis of our own, so that no other test's worker takes our messages."""
    places = Places(folder)
    started("redis", "Redis", places)
    yield places
    Redis(places).stop()


def started(module: str, service: str, places: Places) -> None:
    """Start a service of the house in this folder; whoever starts it has to stop it."""
    start = (
        "import sys; from pathlib import Path; from backend.config.places import Places;"
        f"from backend.config.{module} import {service};"
        f"{service}(Places(Path(sys.argv[1]))).ensure()"
    )
    subprocess.run([sys.executable, "-c", start, str(places.data)], cwd=ROOT, check=True)


@contextmanager
def worker(
    environment: dict[str, str], folder: Path, moment: datetime | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its clock, set as the house sets them; killed at the end with its children.

    With `moment` its machine thinks that it is then, and goes on from there.
    """
    environment = environment | ({"CLOCK_SET_TO": moment.isoformat()} if moment else {})
    with _celery(environment, folder, "worker", "--beat", "--concurrency", "1") as process:
        yield process


@contextmanager
def clock(environment: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A clock alone."""
    with _celery(environment, folder, "beat", "--pidfile=") as process:
        yield process


@contextmanager
def _celery(
    environment: dict[str, str], folder: Path, *what: str
) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir(exist_ok=True)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [*CELERY, *what, "--schedule", str(folder / "beat")],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a process and all its children at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
