"""Brings the reference lists of the database to what the files say."""

from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from backend.reference import catalogue
from backend.reference.files import read_lists
from backend.reference.models import Entry
from backend.reference.rows import DATA

_LOCK = 0x5265_6665  # "Refe": two loads at once wait for each other
_FIELDS = ("name_nl", "name_en", "attributes", "valid_to", "position")


class Loaded(NamedTuple):
    """How many entries a load added, changed and removed, and how many there are now."""

    added: int
    changed: int
    removed: int
    total: int


def load(folder: Path = DATA) -> Loaded:
    """Make the lists equal to the files, in one transaction; running it again changes nothing.

    All files are read and checked first: `BrokenFile` is raised before anything is written. An
    entry keeps its id when its wording changes. To retire a code give it a `valid_to`; a code
    that is gone from its file is removed.
    """
    wanted = {entry.key: entry for entry in read_lists(folder)}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        present = {(row.list, row.code, row.valid_from): row for row in Entry.objects.all()}
        added = [Entry(**asdict(entry)) for key, entry in wanted.items() if key not in present]
        gone = [row.pk for key, row in present.items() if key not in wanted]
        changed: list[Entry] = []
        for key, row in present.items():
            stated = wanted.get(key)
            if stated and any(getattr(row, name) != getattr(stated, name) for name in _FIELDS):
                for name in _FIELDS:
                    setattr(row, name, getattr(stated, name))
                changed.append(row)
        Entry.objects.filter(pk__in=gone).delete()
        Entry.objects.bulk_update(changed, _FIELDS)
        Entry.objects.bulk_create(added)
    catalogue.forget()
    return Loaded(len(added), len(changed), len(gone), len(wanted))
