"""Who deals with the bottleneck of an initiative whose date is the first to come."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from backend.initiatives.kinds import UNSOLVED, OwnerSide
from backend.initiatives.rows import Bottleneck


def owners_of(initiatives: Collection[Any]) -> dict[UUID, set[UUID]]:
    """Return of each initiative who deals with what is unsolved and due first, asked at once.

    Where nobody was named, that is the owner of the side that deals with it; of both, both owners.
    """
    known = {each.pk: each for each in initiatives}
    rows = Bottleneck.objects.filter(initiative__in=known, status__in=UNSOLVED)
    columns = rows.values_list("initiative_id", "due_on", "owner_side", "owner_id")
    found: dict[UUID, set[UUID]] = {pk: set() for pk in known}
    first: dict[UUID, Any] = {}
    for pk, due_on, side, owner in columns.order_by("due_on", "id"):
        if first.setdefault(pk, due_on) == due_on:
            found[pk] |= {owner} if owner else _owners_on(known[pk], side)
    return found


def _owners_on(initiative: Any, side: str) -> set[UUID]:
    owners = {
        OwnerSide.EMPLOYER: initiative.employer_owner_id,
        OwnerSide.WORKERS: initiative.worker_owner_id,
    }
    return {pk for of, pk in owners.items() if pk and side in (of, OwnerSide.JOINT)}
