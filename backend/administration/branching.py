"""A table of its own for dossiers that go on without some who sit at the table they lay on."""

from collections.abc import Collection
from datetime import date
from itertools import count
from uuid import UUID

from django.db.models import Q

from backend.administration import rules, telling
from backend.parties.actors import SYSTEM
from backend.parties.models import BargainingTable, Membership


def branch(former: BargainingTable, *, without: Collection[UUID], on: date) -> BargainingTable:
    """Return a new table under the same rules, where everybody sits as here but for these seats.

    `without` are ids of seats. From that day on; seats that begin later, begin later there. Who has
    a mandate for the former table may use it here. In the caller's transaction.
    """
    name = _free_name(former.name)
    table = BargainingTable.objects.create(
        key=rules.new_key(name),
        name=name,
        ratification_rule=former.ratification_rule,
        worker_voice=former.worker_voice,
        closes_on=former.closes_on,
        stems_from=[*former.stems_from, former.pk],
    )
    held = Membership.objects.filter(bargaining_table=former).exclude(pk__in=without)
    for seat in held.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on)).order_by("id"):
        Membership.objects.create(
            bargaining_table=table,
            organisation_id=seat.organisation_id,
            capacity=seat.capacity,
            valid_from=max(seat.valid_from, on),
            valid_until=seat.valid_until,
        )
    telling.record(
        "add",
        actor=SYSTEM,
        of=telling.of_administration("bargaining_table", table),
        facts={
            "table": name,
            "of": former.name,
            "ratification_rule": table.ratification_rule,
        },
        table=table.pk,
    )
    return table


def _free_name(name: str) -> str:
    """Return the name with the first number that no table has; nobody else takes it meanwhile."""
    for number in count(2):
        found = f"{name[:190]} ({number})"
        rules.alone("table", found)
        if not BargainingTable.objects.filter(name__iexact=found).exists():
            return found
    raise AssertionError("there is always a next number")
