"""The texts of a clause, to which notes and comments can belong."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F

from backend.agreements.models import ClauseVersion
from backend.notes.annotated import Source
from backend.parties.actors import Actor


def current_texts(ids: Collection[UUID], actor: Actor) -> Mapping[UUID, list[Source]]:
    """Return the text that counts now, of those that the actor may read."""
    rows = ClauseVersion.objects.visible_to(actor).filter(
        clause__in=ids, clause__current_version=F("pk")
    )
    return {version.clause_id: [_source(version)] for version in rows}


def earlier_texts(clause: Any, version_id: UUID, actor: Actor) -> list[Source]:
    """Return one version's text, if the actor may read it."""
    rows = ClauseVersion.objects.visible_to(actor).filter(clause=clause.pk, pk=version_id)
    return [_source(version) for version in rows]


def _source(version: ClauseVersion) -> Source:
    return Source(version.pk, "body", version.number, version.body, version.visibility)
