"""What these resources have in common: the words of a standing, and the lines of their chains."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from backend.api.chain_shapes import AuditEntrySerializer
from backend.api.mandates import STATES
from backend.api.nested import nested_list
from backend.api.serializers import StrictSerializer
from backend.api.subjects import CHAIN_ORDER, ENTRY
from backend.api.views import VisibleListRetrieve
from backend.audit.models import AuditEntry
from backend.parties.actors import Actor

STANDINGS = STATES  # the same words for the same thing
LONGEST_REASON = 2000


class EndUpdate(StrictSerializer):
    """A last day, today or later, and why."""

    ends_on = serializers.DateField(source="valid_until")
    reason = serializers.CharField(max_length=LONGEST_REASON)


class Kept(VisibleListRetrieve):
    """Rows that administrators keep, each with its chains as far as the reader may see them."""

    subject_kind: str

    @nested_list(
        "audit-entries", AuditEntrySerializer, orderings=CHAIN_ORDER, tie_break="digest", noun=ENTRY
    )
    def audit_entries(self, row: Any) -> QuerySet[Any]:
        """List what administrators changed here, with the digests that prove it."""
        rows = AuditEntry.objects.visible_to(self.actor)
        return rows.filter(subject_kind=self.subject_kind, subject_id=row.pk)


def own_organisations(actor: Actor) -> list[Any]:
    """Return the organisations whose people the actor knows: it acts or keeps mandates for them."""
    return [o.organisation_id for o in actor.offices if o.negotiates or o.keeps_mandates]
