"""The texts of an initiative's plan, to which notes and comments can belong."""

from collections.abc import Collection, Mapping
from uuid import UUID

from backend.initiatives.models import Initiative
from backend.notes.annotated import Source
from backend.parties.actors import Actor

FIELDS = ("problem", "plan", "desired_situation", "tailoring")


def current_texts(ids: Collection[UUID], actor: Actor) -> Mapping[UUID, list[Source]]:
    """Return what the plan says, of those that the actor may read."""
    rows = Initiative.objects.visible_to(actor).filter(pk__in=ids)
    found = rows.values_list("pk", "visibility", *FIELDS)
    return {
        pk: [
            Source(pk, field, 0, body, reads)
            for field, body in zip(FIELDS, texts, strict=True)
            if body
        ]
        for pk, reads, *texts in found
    }
