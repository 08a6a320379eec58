"""Verify every chain and seal, and optionally export them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM


class Command(BaseCommand):
    help = "Exit 0 when every audit chain and seal holds; name each broken entry otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--export", type=Path, help="also write all records to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["export"]:
            self._export(options["export"])
        found = seals.verify()
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} broken", returncode=1)
        self.stdout.write("every chain and seal holds")

    def _export(self, path: Path) -> None:
        with (
            transaction.atomic(),
            acting_as(SYSTEM),
            path.open("w", encoding="utf-8") as file,
        ):
            for record in seals.export():
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
