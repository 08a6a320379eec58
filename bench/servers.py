"""Serve a WSGI application as the product is served: same server, same settings, one worker."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import Any

START_SECONDS = 60.0


class Client:
    """One connection that stays open; fails loudly on any answer but the expected one."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = dict(headers or {})

    def get(self, path: str) -> Any:
        """Return the body of a 200, read as JSON."""
        return json.loads(self.fetch(path))

    def fetch(self, path: str) -> bytes:
        """Return the body of a 200."""
        return self._call("GET", path, None, {}, 200)

    def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> None:
        """Send a body that is answered with 201."""
        self._call("POST", path, body, headers or {}, 201)

    def _call(
        self, verb: str, path: str, body: Any, headers: Mapping[str, str], expected: int
    ) -> bytes:
        sent = None if body is None else json.dumps(body)
        every = {**self.headers, "Content-Type": "application/json", **headers}
        try:
            self.connection.request(verb, path, sent, every)
            answer = self.connection.getresponse()
        except RemoteDisconnected:  # nobody asked for a while, and the server let go
            self.connection.close()
            self.connection.request(verb, path, sent, every)
            answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != expected:
            raise SystemExit(f"{verb} {path} answered {answer.status}: {content[:500]!r}")
        return content


@contextmanager
def served(application: str, log: Path, **environment: str) -> Iterator[int]:
    """Serve `module:callable` on a free port of this machine, and stop it afterwards."""
    port = free_port()
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    with log.open("ab") as words:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [gunicorn, "--config", "python:backend.config.web", application],
            env={**os.environ, **environment, "PORT": str(port), "WEB_CONCURRENCY": "1"},
            stdout=words,
            stderr=words,
        )
    try:
        _wait(process, port, log)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"the server did not start: {log.read_text(encoding='utf-8')[-2000:]}")
