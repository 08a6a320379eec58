"""Writes the OpenAPI document to a file, or checks that the file is still true."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.api.documents import openapi_text


class Command(BaseCommand):
    """`manage.py export_openapi --file openapi.json [--check]`."""

    help = "Write the OpenAPI document, or with --check fail where the file differs from it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--file", type=Path, required=True)
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        file: Path = options["file"]
        text = openapi_text("en")
        if not options["check"]:
            file.write_bytes(text)
        elif not file.is_file() or file.read_bytes() != text:
            raise CommandError(f"{file} is out of date: run export_openapi --file {file}.")
