"""`manage.py load_reference`: bring the reference lists to what the files say."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.reference.faults import BrokenFile
from backend.reference.loading import load
from backend.reference.rows import DATA


class Command(BaseCommand):
    """Load the reference lists; safe to run at every start."""

    help = (
        "Loads the reference lists (aims, themes, SBI, regions ...). Running it again changes "
        "nothing. A broken file is refused with file and line before anything is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another folder may be named, to try out a change to the lists."""
        parser.add_argument("--folder", type=Path, default=DATA, help="where the files are")

    def handle(self, *_args: Any, folder: Path, verbosity: int, **_options: Any) -> None:
        """Load, and say what changed."""
        try:
            loaded = load(folder)
        except BrokenFile as error:
            raise CommandError(f"The reference files were refused:\n{error}") from error
        if not verbosity:
            return
        self.stdout.write(
            f"reference: {loaded.total} entries ({loaded.added} added, {loaded.changed} changed, "
            f"{loaded.removed} removed)"
        )
