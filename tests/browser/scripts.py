"""Scripts that drive a browser, and what they and a test say to each other.

They are JavaScript, because playwright-core and axe-core are. A script prints one JSON document a
line. One that asks for something waits until it is told, by a line, that it can go on.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The first has no windows, and takes a third less of a processor.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LONGEST_SCRIPT = 900  # seconds
# The same Node that builds the screens.
_WITH_NODE = 'root="$1"; source "$root/script/node.sh"; exec node "$2"'


@dataclass(frozen=True)
class Script:
    """A script that runs."""

    process: subprocess.Popen[str]
    errors: IO[bytes]

    def lines(self) -> Iterator[Any]:
        """What it prints, until it has ended; fails if it ended by an error."""
        while (line := self.next_line()) is not None:
            yield line
        assert self.process.wait() == 0, self._complaints()

    def next_line(self) -> Any:
        """The next line that it prints, or None if there are no more."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def tell(self, what: Any) -> None:
        """Say something to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def asked(self, what: Any) -> Any:
        """Say something to it, and wait for what it says."""
        self.tell(what)
        answer = self.next_line()
        assert answer is not None, self._complaints()
        return answer

    def _complaints(self) -> str:
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")


@contextmanager
def running(script: str, env: Mapping[str, str], site: str) -> Iterator[Script]:
    """A script of this folder that drives a browser at that site; it has ended afterwards."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.fail("These tests need Chromium (Debian: apt-get install chromium).")
    with (
        TemporaryFile() as errors,
        subprocess.Popen(
            ["bash", "-c", _WITH_NODE, "bash", str(ROOT), str(Path(__file__).with_name(script))],
            env={**env, "SITE": site, "CHROMIUM": chromium},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        limit = Timer(LONGEST_SCRIPT, _kill, [process])
        limit.start()
        try:
            yield Script(process, errors)
        except BaseException:
            _kill(process)
            raise
        finally:
            limit.cancel()


def _kill(process: subprocess.Popen[str]) -> None:
    """With the browser that it started, and whatever runs Node for it."""
    with suppress(ProcessLookupError):  # all of them have ended
        os.killpg(process.pid, signal.SIGKILL)
