"""`prepare`: what has to be done before the server can start."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Brings tables and reference lists up to date and, in demo mode, fills an empty house.

    Doing it twice does nothing the second time.
    """

    help = (
        "Migrates, loads the reference lists, and loads the demo data where nobody has an account "
        "yet (demo mode only)."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """All in one process: starting Django twice would cost more than the work."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", verbosity=0)
        if settings.DEMO and not get_user_model().objects.exists():
            self.stdout.write("loading the demo data ...")
            call_command("load_demo")
