"""Runs the whole house on one machine: `script/server`.

Starts the embedded services, prepares the database, starts web server, worker and clock, waits
until all of them work, says so in one line, watches over them, and stops all it started.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from backend.config import health, processes
from backend.config.embedded import UNAVAILABLE, held, revive
from backend.config.places import ROOT, Places, here
from backend.config.postgres import Postgres, PostgresTrouble
from backend.config.redis import Redis, RedisTrouble

HEALTHY_SECONDS = 60.0
STOP_SECONDS = 15.0
# How long a web server that was killed with its supervisor may still hold the port.
PORT_SECONDS = 10.0
# A part that ends so often so soon after its start will not recover by another try.
TRIES = 5
SOON_SECONDS = 30.0


class Trouble(RuntimeError):
    """What is needed for serving could not be had; the message is for people."""


class Stopped(BaseException):
    """Somebody asked us to stop; like KeyboardInterrupt not an error."""


@dataclass
class Part:
    """One process of ours, and how often it has failed of late."""

    name: str
    command: list[str]
    places: Places
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start it; what a killed supervisor left running under this name is ended first."""
        self.ready_file.unlink(missing_ok=True)
        if leftover := processes.recorded(self.record, "backend.config"):
            processes.end(leftover, by=signal.SIGTERM, seconds=STOP_SECONDS)
        self.started = time.monotonic()
        self.process = processes.launch(
            self.command,
            self.log,
            cwd=ROOT,
            environment={**os.environ, "POLDERSPOOR_READY_FILE": str(self.ready_file)},
            bound=True,
        )
        self.record.write_text(str(self.process.pid), encoding="utf-8")

    def watch(self) -> None:
        """Start it again if it has ended; give up when that happens over and over."""
        if self.process is None or self.process.poll() is None:
            return
        soon = time.monotonic() - self.started < SOON_SECONDS
        self.failures = self.failures + 1 if soon else 1
        if self.failures >= TRIES:
            raise Trouble(processes.last_words(self.log, f"The {self.name} keeps stopping."))
        say(f"the {self.name} stopped (exit code {self.process.returncode}), starting it again")
        self.start()

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Stopped, with force if it has not ended in time."""
        if self.process:
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.record.unlink(missing_ok=True)
        self.ready_file.unlink(missing_ok=True)

    @property
    def log(self) -> Path:
        """Where its words go."""
        return self.places.log / f"{self.name}.log"

    @property
    def record(self) -> Path:
        """Where its process number is kept, for the next start to find."""
        return self.places.run / f"{self.name}.pid"

    @property
    def ready_file(self) -> Path:
        """What worker and clock make when they are at work."""
        return self.places.run / f"{self.name}.ready"


@dataclass
class House:
    """Everything that serves, and how to tell whether it does."""

    places: Places
    port: int
    services: list[Postgres | Redis]
    parts: list[Part] = field(init=False)

    def __post_init__(self) -> None:
        """The parts, in the order in which they start."""
        # As modules: the programs beside Python do not survive a move of the checkout.
        celery = [sys.executable, "-m", "celery", "--app", "backend.config.celery"]
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:backend.config.web"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        commands = {
            "web": [*gunicorn, "backend.config.wsgi"],
            "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "1", *quiet],
            "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""],
        }
        self.parts = [Part(name, command, self.places) for name, command in commands.items()]

    @property
    def url(self) -> str:
        """Where people go."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        """Start all, say when they are ready, and watch until somebody stops us."""
        try:
            for part in self.parts:
                part.start()
            self._await_health()
            print(f"ready {self.url}", flush=True)  # noqa: T201  # the contract of script/server
            say(where_mails_are(self.places, self.url))
            while True:
                time.sleep(1)
                self._watch()
        finally:
            # All at once, then one by one: each may have something to finish.
            for part in self.parts:
                part.ask_to_stop()
            for part in self.parts:
                part.stop()

    def _watch(self) -> None:
        for name in revive(self.places, self.services):
            say(f"{name} had stopped and was started again")
        for part in self.parts:
            part.watch()

    def _await_health(self) -> None:
        deadline = time.monotonic() + HEALTHY_SECONDS
        while not self._healthy():
            for part in self.parts:
                part.watch()
                if time.monotonic() > deadline:
                    raise Trouble(processes.last_words(part.log, "The server does not get ready."))
            time.sleep(0.1)

    def _healthy(self) -> bool:
        at_work = all(part.ready_file.exists() for part in self.parts if part.name != "web")
        return at_work and health.web()


def prepare(places: Places) -> None:
    """Tables up to date, and the demo loaded at the first start."""
    log = places.log / "prepare.log"
    process = processes.launch(
        [sys.executable, str(ROOT / "manage.py"), "prepare"], log, cwd=ROOT, bound=True
    )
    try:
        code = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if code:
        raise Trouble(processes.last_words(log, "The database could not be prepared."))


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Only one server at a time on one data folder."""
    places.run.mkdir(parents=True, exist_ok=True)
    with (places.run / "server.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"A server is running on {places.data} already."
            raise Trouble(message) from error
        yield


def require_free(port: int) -> None:
    """The port is ours to use; a server that was just killed gets a moment to let go of it."""
    deadline = time.monotonic() + PORT_SECONDS
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                if time.monotonic() > deadline:
                    message = (
                        f"Port {port} is in use: choose another, as in `PORT=8001 script/server`."
                    )
                    raise Trouble(message) from error
            else:
                return
        time.sleep(0.2)


def where_mails_are(places: Places, url: str) -> str:
    """Return where to find the mails that are sent, or the mail server that sends them."""
    if os.environ.get("SMTP_URL") or os.environ.get("SMTP_URL_FILE"):
        return "mails are sent by the server that SMTP_URL names"
    return f"mails become files: yours at {url}/mails, all of them in {places.mail}"


def say(text: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # this is what people see


def stop_on_signals() -> None:
    """Ctrl-C and TERM end `serve` in an orderly way; further ones do not hasten it."""

    def stopped(number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stopped)


def main() -> int:
    """Serve until stopped; returns the exit code."""
    places = here()
    port = int(os.environ.get("PORT") or 8000)
    stop_on_signals()
    try:
        with alone(places):
            say("starting PostgreSQL and Redis ...")
            with held(places) as services:
                say("preparing the database ...")
                prepare(places)
                require_free(port)
                say("starting web server, worker and clock ...")
                House(places, port, services).serve()
    except Stopped:
        say("stopped")
    except (Trouble, PostgresTrouble, RedisTrouble) as trouble:
        say(str(trouble))
        return UNAVAILABLE
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
