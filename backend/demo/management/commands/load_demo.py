"""Load the demo set: people, tables and everything that happened, through the engine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from backend.demo.loading.history import Contradiction, play
from backend.demo.loading.meetings import hold_meetings
from backend.demo.loading.packages import lay_packages
from backend.demo.loading.parties import load_parties
from backend.demo.loading.routines import keep_coming_back
from backend.demo.loading.signalling import signal
from backend.demo.loading.talk import talk
from backend.demo.schema import DEMO_FILE, read_demo
from backend.parties.models import Organisation
from backend.reference.faults import BrokenFile


class Command(BaseCommand):
    help = "Load the demo set, with dates relative to today; does nothing when it is there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, default=DEMO_FILE, help="another demo file")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("the demo is only loaded in demo mode (POLDERSPOOR_DEMO=true)")
        try:
            demo = read_demo(options["file"])
        except BrokenFile as error:
            raise CommandError(str(error)) from error
        if Organisation.objects.filter(key__in=demo.organisations).exists():
            self.stdout.write("the demo is there already")
            return
        try:
            with transaction.atomic():
                story = play(demo, load_parties(demo, timezone.localdate()))
                hold_meetings(story)
                if options["file"] == DEMO_FILE:
                    talk(story)
                    signal(story)
                    lay_packages(story)
                    keep_coming_back(story)
        except Contradiction as error:
            raise CommandError(f"the demo contradicts the life cycles:\n{error}") from error
        self.stdout.write(f"loaded {len(story.subjects)} dossiers and commitments")
