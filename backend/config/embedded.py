"""The embedded services as one thing: hold them while you need them.

    python -m backend.config.embedded run COMMAND…     run a command with the services up
    python -m backend.config.embedded trial COMMAND…   the same with new ones, gone afterwards
    python -m backend.config.embedded stop             stop them, whoever uses them

Several commands may hold the services at once (`script/manage` beside `script/server`); the last to
let go stops them. A holder is counted by a file lock, which the kernel takes back from a process
that is killed, so nothing has to be tidied up by hand afterwards.
"""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from backend.config.places import Places, here
from backend.config.postgres import Postgres, PostgresTrouble
from backend.config.redis import Redis, RedisTrouble

# How a shell reports a command that could not do its work for want of something else.
UNAVAILABLE = 69


@contextmanager
def held(places: Places, *, durable: bool = True) -> Iterator[list[Postgres | Redis]]:
    """The services that are ours to run are up inside; afterwards the last holder stops them.

    A service whose address is in the environment is somebody else's and left alone. Gives those
    that are ours, for `revive`.
    """
    services = _ours(places, durable=durable)
    places.run.mkdir(parents=True, exist_ok=True)
    with (places.run / "holders.lock").open("a") as holders:
        with _gate(places):
            fcntl.flock(holders, fcntl.LOCK_SH)
            for service in services:
                service.ensure()
        try:
            yield services
        finally:
            with _gate(places):
                if _last(holders):
                    _stop(places, reversed(services))


def _ours(places: Places, *, durable: bool) -> list[Postgres | Redis]:
    services: list[Postgres | Redis] = []
    if not _given("DATABASE_URL"):
        services.append(Postgres(places, durable=durable))
    if not _given("REDIS_URL"):
        services.append(Redis(places))
    return services


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


@contextmanager
def _gate(places: Places) -> Iterator[None]:
    """One process at a time starts or stops services."""
    with (places.run / "gate.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _last(holders: IO[str]) -> bool:
    """Whether nobody else holds the services; if others do, this process lets go."""
    fcntl.flock(holders, fcntl.LOCK_UN)
    try:
        fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def revive(places: Places, services: Sequence[Postgres | Redis]) -> list[str]:
    """Start again what has died, and give the names of those."""
    dead = [service for service in services if not service.alive()]
    if dead:
        with _gate(places):
            for service in dead:
                service.ensure()
    return [type(service).__name__ for service in dead]


def stop(places: Places) -> None:
    """Stop the services of this folder, whoever uses them."""
    places.run.mkdir(parents=True, exist_ok=True)
    with _gate(places):
        _stop(places, (Redis(places), Postgres(places)))


def _stop(places: Places, services: Iterable[Postgres | Redis]) -> None:
    for service in services:
        service.stop()
    places.forget_sockets()


def run(places: Places, command: Sequence[str]) -> int:
    """Run a command while holding the services; returns its exit code."""
    # TERM must not end us before the services are let go of.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with (
        held(places, durable=not os.environ.get("POLDERSPOOR_FORGETFUL")),
        subprocess.Popen(command) as process,  # noqa: S603  # what the person asked for
    ):
        # The keyboard's Ctrl-C reaches the command by itself; we have to outlive it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        code = process.wait()
    # The way a shell reports a command that a signal ended.
    return code if code >= 0 else 128 - code


def trial(command: Sequence[str]) -> int:
    """Run a command with services of its own, in a temporary folder; returns its exit code."""
    with TemporaryDirectory(prefix="polderspoor-test.") as folder:
        os.environ["POLDERSPOOR_DATA"] = folder
        os.environ["POLDERSPOOR_FORGETFUL"] = "true"
        return run(Places(Path(folder)), command)


def main(arguments: Sequence[str]) -> int:
    """The command line described above."""
    try:
        match list(arguments):
            case ["run", *command] if command:
                return run(here(), command)
            case ["trial", *command] if command:
                return trial(command)
            case ["stop"]:
                stop(here())
                return 0
    except (PostgresTrouble, RedisTrouble) as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201  # this is what people see
        return UNAVAILABLE
    print(__doc__, file=sys.stderr)  # noqa: T201  # this is what people see
    return os.EX_USAGE


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    raise SystemExit(main(sys.argv[1:]))
