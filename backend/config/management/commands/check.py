"""`check`, with a plain sentence where Django would end in a traceback."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import check
from django.db import OperationalError, connections


class Command(check.Command):
    """Django's own command, once the databases it is to look at can be reached."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the checks."""
        for alias in options["databases"] or ():
            try:
                connections[alias].ensure_connection()
            except OperationalError as error:
                message = (
                    f"(polderspoor.E011) The database {alias!r} cannot be reached: "
                    f"{str(error).strip()}\n\tHINT: Is it running, and is its address right?"
                )
                raise CommandError(message) from error
        super().handle(*args, **options)
