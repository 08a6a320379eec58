"""What is known of routines, and which belong to what."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from backend.routines.models import Period, Routine


def routines_of(subjects: Collection[UUID]) -> Any:
    """Return every routine that belongs to one of these dossiers."""
    return Routine.objects.filter(about_id__in=subjects)


def periods_of(routines: Collection[UUID]) -> list[Any]:
    """Return the rows that are read with these routines."""
    return [Period.objects.filter(routine__in=routines)]
