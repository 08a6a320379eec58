"""Take one mail that came back, as a mail server hands it to a program."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from backend.reminders import bouncing

FOREIGN = "This is no report of a mail of ours to that address. Nothing was changed."
LATER = "The database does not answer now."


class Command(BaseCommand):
    help = (
        "Reads one delivery status notification (RFC 3464) from its input and notes that the mail"
        " did not arrive. Ends with 0; with 65 (EX_DATAERR) for anything else; with 75"
        " (EX_TEMPFAIL) where it should be handed over again later."
    )
    requires_system_checks: Any = ()

    def handle(self, *args: Any, **options: Any) -> None:
        report = sys.stdin.buffer.read(bouncing.LARGEST)
        try:
            noted = bouncing.take(report)
        except DatabaseError as error:
            raise CommandError(LATER, returncode=os.EX_TEMPFAIL) from error
        if noted is False:
            raise CommandError(FOREIGN, returncode=os.EX_DATAERR)
        self.stdout.write("noted" if noted else "nothing to note: it may still arrive")
