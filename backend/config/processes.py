"""Processes that outlive the one that started them: recorded, found again, ended.

A record is a file with a process number. The number alone proves nothing, since the system hands
it out again: a record counts only if the command of that process carries the mark it should.
"""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 5_000_000


def recorded(record: Path, mark: str) -> psutil.Process | None:
    """The running process that the record names, if its command carries the mark."""
    try:
        process = psutil.Process(int(record.read_text(encoding="utf-8").split("\n", 1)[0]))
        ours = any(mark in part for part in process.cmdline())
    except (OSError, ValueError, psutil.Error):
        return None
    return process if ours else None


def end(process: psutil.Process, *, by: signal.Signals, seconds: float) -> None:
    """Ask a process to stop; insist when it has not done so in time."""
    try:
        process.send_signal(by)
        process.wait(seconds)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(seconds)
    except psutil.NoSuchProcess:
        return


def launch(
    command: Sequence[str],
    log: Path,
    *,
    cwd: Path | str = "/",
    environment: Mapping[str, str] | None = None,
    bound: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process apart from our terminal, its words going to a log file.

    A `bound` process is told to stop by the kernel (Linux) when we die without a word.
    """
    _turn(log)
    with log.open("ab") as file:
        return subprocess.Popen(  # noqa: S603  # our own commands
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            cwd=cwd,
            env=environment,
            start_new_session=True,
            preexec_fn=_die_with_parent  # noqa: PLW1509  # we have no threads
            if bound and sys.platform == "linux"
            else None,
        )


def last_words(log: Path, what: str) -> str:
    """A sentence about a failure, followed by the end of the log that explains it."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
    return "\n".join([f"{what} The end of {log}:", *(f"    {line}" for line in lines)])


def _turn(log: Path) -> None:
    """Keep one earlier log file, so that logs do not fill the disk."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".1.log"))


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
