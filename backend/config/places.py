"""Where the embedded services live and how they are reached.

Everything here follows from one folder (POLDERSPOOR_DATA, by default `var/`) without asking a
running process, so the settings, the scripts and the services cannot disagree.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "polderspoor"
OWNER_ROLE = "polderspoor_owner"
APP_ROLE = "polderspoor_app"

# A Unix socket's address holds 107 bytes on Linux and 103 on macOS; PostgreSQL adds a name of 18.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Places:
    """The folders and addresses of one set of embedded services."""

    data: Path

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data directory."""
        return self.data / "postgres"

    @property
    def run(self) -> Path:
        """Locks and process records."""
        return self.data / "run"

    @property
    def log(self) -> Path:
        """One log file for each process."""
        return self.data / "log"

    @property
    def mail(self) -> Path:
        """Where mail lands that has no SMTP server to go to."""
        return self.data / "mail"

    @property
    def sockets(self) -> Path:
        """The folder of the sockets: beside the data, or if that is too long, a temporary one."""
        beside = self.data / "sockets"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"polderspoor-{mark}"

    @property
    def postgres_socket(self) -> Path:
        """The folder in which PostgreSQL makes its socket."""
        return self.sockets / "postgres"

    @property
    def redis_socket(self) -> Path:
        """Redis' socket."""
        return self.sockets / "redis.sock"

    def database_url(self, role: str, database: str = DATABASE) -> str:
        """The address of the embedded database for one role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.postgres_socket), safe='')}"

    @property
    def redis_url(self) -> str:
        """The address of the embedded Redis."""
        return f"unix://{quote(str(self.redis_socket))}"

    def make(self) -> None:
        """Make the folders that everybody uses."""
        for folder in (self.data, self.run, self.log):
            folder.mkdir(parents=True, exist_ok=True)
        self.sockets.mkdir(mode=0o711, exist_ok=True)
        # In the shared temporary folder somebody else could have been first.
        if self.sockets.stat().st_uid != os.geteuid():
            message = f"{self.sockets} belongs to somebody else: set POLDERSPOOR_DATA elsewhere."
            raise PermissionError(message)

    def forget_sockets(self) -> None:
        """Remove the folder of the sockets if it lies apart from the data."""
        if self.sockets.parent != self.data:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def secret_key(self) -> str:
        """The key that signs sessions here: made once, kept in a file nobody else can read."""
        path = self.data / "secret_key"
        try:
            return path.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return _write_once(path, secrets.token_urlsafe(50))


def _write_once(path: Path, value: str) -> str:
    """Write the value unless another process was first; return what the file holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(value)
    try:
        os.link(draft, path)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    finally:
        draft.unlink()
    return value


def here() -> Places:
    """The places this process was told to use."""
    return Places(Path(os.environ.get("POLDERSPOOR_DATA") or ROOT / "var").resolve())
