"""The words of a commitment, to which notes and comments can belong."""

from collections.abc import Collection, Mapping
from uuid import UUID

from backend.commitments.models import Commitment
from backend.notes.annotated import Source
from backend.parties.actors import Actor


def current_texts(ids: Collection[UUID], actor: Actor) -> Mapping[UUID, list[Source]]:
    """Return what was promised, of those that the actor may read."""
    rows = Commitment.objects.visible_to(actor).filter(pk__in=ids)
    found = rows.values_list("pk", "text", "visibility")
    return {pk: [Source(pk, "text", 0, text, reads)] for pk, text, reads in found}
