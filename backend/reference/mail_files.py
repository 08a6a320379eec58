"""Mails that become files, where there is no mail server: how they are named, found and read."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from uuid import uuid4

from django.conf import settings

LARGEST = 1_048_576
ENDING = ".eml"


def are_written() -> bool:
    """Whether mails are written to files here, and none leaves."""
    backend: str = settings.EMAIL_BACKEND
    return backend.endswith(".FolderBackend")


def folder() -> Path:
    """Return where they are written."""
    return Path(settings.EMAIL_FILE_PATH)


def name_for(message_id: str, at: datetime | None = None) -> str:
    """Return a new name for a mail, without its ending; names sort by time."""
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%S%f}-{_mark(message_id)}-{uuid4().hex[:8]}"


def found(message_ids: Collection[str]) -> dict[str, EmailMessage]:
    """Return these mails by their Message-ID, as they were written; of a second copy the newest.

    What is no plain file of a sensible size in the folder itself, or says that it is another mail
    than its name does, is left alone.
    """
    marks = {_mark(each): each for each in message_ids}
    names: dict[str, str] = {}
    for name in sorted(_names()):
        mark = name.removesuffix(ENDING).split("-")[1:2]
        if mark and mark[0] in marks:
            names[marks[mark[0]]] = name
    mails = {key: mail for key, name in names.items() if (mail := _read(folder() / name))}
    return {key: mail for key, mail in mails.items() if mail["Message-ID"] == key}


def _mark(message_id: str) -> str:
    return sha256(message_id.encode()).hexdigest()[:16]


def _names() -> list[str]:
    try:
        with os.scandir(folder()) as entries:
            return [e.name for e in entries if e.name.endswith(ENDING)]
    except FileNotFoundError:
        return []


def _read(file: Path) -> EmailMessage | None:
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        status = os.fstat(handle)
        if not (S_ISREG(status.st_mode) and status.st_size <= LARGEST):
            return None
        return message_from_bytes(opened.read(LARGEST), policy=policy.default)
