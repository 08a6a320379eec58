"""A process that does rounds of the clock in a house, each when it is told to.

    python -m bench.clock FOLDER CLAUSES

Reads a moment (ISO 8601) a line, and answers with a line of JSON: what the round took and did.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from backend.config.embedded import held
from backend.config.places import ROOT, Places
from bench.seeded import migrate, prepare

KILOBYTES_A_MEGABYTE = 1000
READY = "ready"


class Round(NamedTuple):
    """What one round took: seconds, and the most memory of its process by then, in megabytes."""

    seconds: float
    peak: float
    reminded: int


class Clock:
    """Such a process, from outside."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def round(self, moment: datetime) -> Round:
        """Let it do one round as if it were then."""
        if self.process.stdin is None or self.process.stdout is None:
            raise SystemExit("a clock without hands")
        self.process.stdin.write(moment.isoformat() + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("the clock stopped")
        return Round(**json.loads(answer))


@contextmanager
def running(places: Places, clauses: int, log: Path) -> Iterator[Clock]:
    """A clock is running in this house inside; the house is seeded if need be."""
    with log.open("ab") as words:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "bench.clock", str(places.data), str(clauses)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
        )
    try:
        if process.stdout is None or process.stdout.readline().strip() != READY:
            raise SystemExit(f"the clock did not start: {log.read_text('utf-8')[-2000:]}")
        yield Clock(process)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait(60)


def main(folder: str, clauses: str) -> None:
    """Do as the module says, until nothing more is asked."""
    places = Places(Path(folder))
    prepare(places, int(clauses))
    with held(places):
        migrate()
        sys.stdout.write(READY + "\n")
        sys.stdout.flush()
        for line in sys.stdin:
            sys.stdout.write(json.dumps(_round(datetime.fromisoformat(line.strip()))) + "\n")
            sys.stdout.flush()


def _round(moment: datetime) -> dict[str, Any]:
    from backend.reminders.sweep import sweep

    began = time.perf_counter()
    done = sweep(moment)
    seconds = time.perf_counter() - began
    if done.failed:
        raise SystemExit(f"{done.failed} dates failed")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_A_MEGABYTE
    return {"seconds": seconds, "peak": peak, "reminded": done.reminded}


if __name__ == "__main__":
    main(*sys.argv[1:])
