"""`python -m backend.config.health web|worker|beat`: exit code 0 when that part does its work.

For the health checks of containers, which look at one process each.
"""

import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from backend.config import env, places

# The clock writes down at least every three minutes what it has rung.
SILENCE_SECONDS = 600


def web() -> bool:
    """The web server answers, and so the database does."""
    connection = HTTPConnection("127.0.0.1", env.number("PORT", 8000), timeout=10)
    host = env.words("POLDERSPOOR_HOSTS", "localhost")[0]
    try:
        connection.request("GET", "/v1/status", headers={"Host": host})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def worker() -> bool:
    """The worker on this machine answers through the broker."""
    from backend.config.celery import app  # noqa: PLC0415  # the others need no Celery

    return bool(app.control.ping(destination=[f"celery@{socket.gethostname()}"], timeout=3))


def beat() -> bool:
    """The clock has written down lately that it rings."""
    records = places.here().run.glob("beat*")
    newest = max((path.stat().st_mtime for path in records), default=0.0)
    return time.time() - newest < SILENCE_SECONDS


PARTS: dict[str, Callable[[], bool]] = {"web": web, "worker": worker, "beat": beat}


def main(arguments: Sequence[str]) -> int:
    """The command line described above."""
    match arguments:
        case [name] if name in PARTS:
            return 0 if PARTS[name]() else 1
    print(__doc__, file=sys.stderr)  # noqa: T201  # this is what people see
    return os.EX_USAGE


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
