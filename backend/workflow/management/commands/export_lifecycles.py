"""Write every lifecycle's page and diagram, or check that the written ones are current."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.workflow import registry
from backend.workflow.diagram import markdown, mermaid


class Command(BaseCommand):
    help = "Write docs/lifecycles from the tables; with --check, fail when a file is not current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dir", type=Path, default=Path("docs/lifecycles"))
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = [
            str(path)
            for path, content in self._files(options["dir"])
            if not path.exists() or path.read_text(encoding="utf-8") != content
        ]
        if options["check"]:
            if stale:
                raise CommandError(f"not current, run script/generate: {', '.join(stale)}")
            return
        options["dir"].mkdir(parents=True, exist_ok=True)
        for path, content in self._files(options["dir"]):
            path.write_text(content, encoding="utf-8")

    def _files(self, folder: Path) -> list[tuple[Path, str]]:
        tables = [registry.lifecycle_of(kind) for kind in registry.kinds()]
        pages = [(folder / f"{table.kind}.md", markdown(table)) for table in tables]
        return pages + [(folder / f"{table.kind}.mmd", mermaid(table)) for table in tables]
