"""Attempts by administrators and secretariats at what was yours to read and not theirs."""

from typing import Any

from django.db.models import QuerySet

from backend.administration import attempts
from backend.api.chain_shapes import AuditEntrySerializer
from backend.api.chains import CHAIN_ORDER
from backend.api.views import VisibleList
from backend.audit.models import AuditEntry
from backend.reference.words import Words


class AttemptViewSet(VisibleList):
    """Attempts by administrators and secretariats at what you may read and they may not.

    All of them were answered with 404, as if there were nothing.
    """

    noun = Words("poging tot inzage", "attempt to read")
    queryset = AuditEntry.objects.all()
    serializer_class = AuditEntrySerializer
    orderings = CHAIN_ORDER
    tie_break = "digest"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the lines of the chains that the actor may read."""
        return AuditEntry.objects.visible_to(self.actor).filter(subject_kind=attempts.KIND)
