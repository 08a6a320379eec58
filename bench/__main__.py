"""`script/bench`: bring the services up, seed them, measure, and say which promises are kept."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

import django

from backend.config.embedded import held
from backend.config.places import OWNER_ROLE, Places
from bench import house
from bench.measure import Amount, Ratio

if TYPE_CHECKING:  # what needs Django's settings is imported once there are any
    from bench.seed import Reader

MILLION = 1_100_000  # clauses, of which who reads most reads more than a million


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything; 0 when every promise is kept."""
    asked = _parser().parse_args(arguments)
    if asked.clauses != MILLION:
        _say(f"a smaller house of {asked.clauses:,} clauses: the promises are about a million")
    with _folder(asked.keep) as folder:
        results = [*_at_scale(Places(folder / "large"), asked.clauses)]
        _say("starting the whole house twice ...")
        results += _shown(house.measure(folder / "demo"))
    return 0 if all(result.kept for result in results) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--clauses", type=int, default=MILLION, help="a smaller house")
    parser.add_argument("--keep", type=Path, help="a folder to seed once and to use again")
    return parser


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with TemporaryDirectory(prefix="polderspoor-bench.") as folder:
        yield Path(folder)


def _at_scale(places: Places, clauses: int) -> Iterator[Ratio | Amount]:
    """Give what is measured among so many clauses, as it is printed."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
        "POLDERSPOOR_DATA": str(places.data),
        "POLDERSPOOR_DEMO": "false",
        "POLDERSPOOR_REQUESTS_PER_MINUTE": "100000000",  # counted, and never too many
    }
    places.make()
    django.setup()
    readers = places.data / "readers.json"
    if not readers.exists():
        # Nobody misses what is half seeded after a power cut: that need not wait for the disk.
        with held(places, durable=False):
            _seed(places, clauses, readers)
    with held(places):
        yield from _measured(places, readers)


def _seed(places: Places, clauses: int, readers: Path) -> None:
    from django.core.management import call_command
    from django.db import connections

    from bench import seed

    _say(f"seeding {clauses:,} clauses ...")
    call_command("migrate", database="owner", verbosity=0)
    call_command("load_reference", verbosity=0)
    seeded = seed.seed(places.database_url(OWNER_ROLE), clauses)
    connections.close_all()
    told = {name: [str(reader.actor.id), reader.token] for name, reader in seeded.items()}
    readers.write_text(json.dumps(told), encoding="utf-8")


def _measured(places: Places, readers: Path) -> Iterator[Ratio | Amount]:
    from django.core.management import call_command
    from django.db import connections

    from bench import pages, steps

    call_command("migrate", database="owner", verbosity=0)  # a kept folder may be older

    owner_url, log = places.database_url(OWNER_ROLE), places.log / "bench.log"
    found = _readers(readers)
    connections.close_all()
    _say("turning pages ...")
    yield from _shown(pages.measure(found, owner_url, log))
    _say("taking steps ...")
    yield from _shown(steps.measure(found["most"], owner_url, log))


def _readers(file: Path) -> dict[str, "Reader"]:
    from backend.parties.actors import actor_for
    from backend.parties.models import Person
    from bench.seed import Reader

    told = json.loads(file.read_text(encoding="utf-8"))
    return {
        name: Reader(actor_for(Person.objects.get(pk=UUID(person))), token)
        for name, (person, token) in told.items()
    }


def _shown(results: Sequence[Ratio] | Sequence[Amount]) -> Iterator[Ratio | Amount]:
    for result in results:
        print(result.line(), flush=True)  # what the person asked for
        yield result


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # what is going on


if __name__ == "__main__":
    raise SystemExit(main())
