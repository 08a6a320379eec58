"""Whose yes is still missing to what some have said yes to: who has not acted yet."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from backend.workflow import consents
from backend.workflow.models import Consent


def begun(subjects: Collection[Any]) -> set[UUID]:
    """Return the ids of those subjects to something about which somebody has consented."""
    rows = Consent.objects.filter(
        subject_id__in=[subject.pk for subject in subjects], ended_at__isnull=True
    )
    return set(rows.values_list("subject_id", flat=True))


def missing_in(subject: Any, steps: Iterable[str], *, on: date) -> set[UUID] | None:
    """Return whose consent is missing to those of these steps that somebody has consented to.

    None where nobody has: then nobody has acted yet. Where two say yes to different steps, each is
    awaited for the other's. A side that has said yes by its rule awaits none of its parties.
    """
    begun, found = False, set()
    for name in steps:
        row = subject.lifecycle.find(subject.state, name)
        where = consents.standing(subject, subject.applied(row), on=on) if row else None
        if where is not None and where.given:
            begun = True
            found |= {organisation for _, organisation, _ in where.missing}
    return found if begun else None
