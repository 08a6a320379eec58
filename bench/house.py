"""The whole house on one machine: how soon it is ready, and how much memory it takes at rest."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.measure import Amount
from bench.servers import free_port

ROOT = Path(__file__).resolve().parents[1]
REST_SECONDS = 15.0
STOP_SECONDS = 60.0
MEGABYTE = 1_000_000


def measure(folder: Path) -> list[Amount]:
    """Return seconds to `ready` and megabytes at rest of `script/server` with the demo.

    The first start prepares the folder (builds, migrates, loads the demo); the second is measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _serving(folder):
        pass
    with _serving(folder) as (process, seconds):
        time.sleep(REST_SECONDS)
        memory = _memory(process, folder) / MEGABYTE
    return [
        Amount("script/server, from start to ready", seconds, 10, "s"),
        Amount("memory of all its processes at rest (PSS)", memory, 700, "MB"),
    ]


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[psutil.Process, float]]:
    """`script/server` is ready inside; gives its process, and the seconds that took."""
    environment = {**os.environ, "POLDERSPOOR_DATA": str(folder), "PORT": str(free_port())}
    for name in ("POLDERSPOOR_FORGETFUL", "POLDERSPOOR_DEMO", "POLDERSPOOR_REQUESTS_PER_MINUTE"):
        environment.pop(name, None)
    began = time.monotonic()
    told = folder / "server.out"
    with told.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [str(ROOT / "script" / "server")],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
        )
    try:
        if not any(line.startswith("ready ") for line in process.stdout or ()):
            raise SystemExit(f"script/server did not get ready: {told.read_text('utf-8')}")
        yield psutil.Process(process.pid), time.monotonic() - began
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _memory(server: psutil.Process, folder: Path) -> int:
    """Return the bytes of the server and its services; what they share counts once."""
    services = [p for p in psutil.process_iter(["cmdline"]) if _serves(p, folder)]
    every = {
        p.pid: p for first in [server, *services] for p in (first, *first.children(recursive=True))
    }
    return sum(p.memory_full_info().pss for p in every.values())


def _serves(process: psutil.Process, folder: Path) -> bool:
    """Whether a process belongs to the services of a folder, which are nobody's children."""
    return any(str(folder) in word for word in process.info["cmdline"] or ())
