"""Mail without a mail server: every message becomes a file that a mail program can open."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes each message to EMAIL_FILE_PATH as one `.eml`; the name sorts by time.

    A reader never meets half a message: the file gets its name when it is whole.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them all; returns how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}"
            draft = folder / f"{name}.part"
            draft.write_bytes(message.message().as_bytes())
            draft.replace(folder / f"{name}.eml")
        return len(email_messages)
