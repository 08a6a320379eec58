"""A large house in a folder: seeded the first time, and used again after that."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import django

from backend.config.embedded import held
from backend.config.places import OWNER_ROLE, Places

if TYPE_CHECKING:  # what needs Django's settings is imported once there are any
    from bench.seed import Reader


def prepare(places: Places, clauses: int) -> None:
    """Set this process up for the house of this folder, and seed it unless it was.

    What measures there holds its services, see `held`.
    """
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
        "POLDERSPOOR_DATA": str(places.data),
        "POLDERSPOOR_DEMO": "false",
        "POLDERSPOOR_REQUESTS_PER_MINUTE": "100000000",  # counted, and never too many
    }
    places.make()
    django.setup()
    if not _readers_of(places).exists():
        # Nobody misses what is half seeded after a power cut: that need not wait for the disk.
        with held(places, durable=False):
            _seed(places, clauses)


def migrate() -> None:
    """Bring a kept folder, which may be older and planned by other rules, up to date."""
    from django.core.management import call_command

    from bench.seed import call_planned

    call_command("migrate", database="owner", verbosity=0)
    call_planned()


def readers(places: Places) -> dict[str, "Reader"]:
    """Return who reads there, by name."""
    from backend.parties.actors import actor_for
    from backend.parties.models import Person
    from bench.seed import Reader

    told = json.loads(_readers_of(places).read_text(encoding="utf-8"))
    return {
        name: Reader(actor_for(Person.objects.get(pk=UUID(person))), token)
        for name, (person, token) in told.items()
    }


def say(text: str) -> None:
    """Tell the person who measures what is going on."""
    print(text, file=sys.stderr, flush=True)


def _seed(places: Places, clauses: int) -> None:
    from django.core.management import call_command
    from django.db import connections

    from bench import seed

    say(f"seeding {clauses:,} clauses ...")
    migrate()
    call_command("load_reference", verbosity=0)
    found = seed.seed(places.database_url(OWNER_ROLE), clauses)
    connections.close_all()
    told = {name: [str(reader.actor.id), reader.token] for name, reader in found.items()}
    _readers_of(places).write_text(json.dumps(told), encoding="utf-8")


def _readers_of(places: Places) -> Path:
    return places.data / "readers.json"
