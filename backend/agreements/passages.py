"""The texts of a clause: what notes and comments can be about, and what a copy of it keeps."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from backend.agreements.models import ClauseVersion
from backend.copies.contents import Text
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


def all_texts(clause: Any, actor: Actor, until: datetime) -> list[Text]:
    """Return every version of the text that the actor could read by a moment, oldest first."""
    rows = ClauseVersion.objects.visible_to(actor).filter(clause=clause.pk, created_at__lt=until)
    return [
        Text("body", version.body, version.number, version.author_side, version.created_at)
        for version in rows.order_by("number", "id")
    ]


def _source(version: ClauseVersion) -> Source:
    return Source(version.pk, "body", version.number, version.body, version.visibility)
