"""Mail without a mail server: every message becomes a file that a mail program can open."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from backend.reference import mail_files


class FolderBackend(BaseEmailBackend):
    """Writes each message to EMAIL_FILE_PATH as one `.eml`; the name sorts by time.

    A reader never meets half a message: the file gets its name when it is whole.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them all; returns how many."""
        folder = mail_files.folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            made = message.message()
            name = mail_files.name_for(made["Message-ID"])
            draft = folder / f"{name}.part"
            draft.write_bytes(made.as_bytes())
            draft.replace(folder / f"{name}{mail_files.ENDING}")
        return len(email_messages)
