"""What everything with a chain offers below its address: the lines, and the proof of them."""

from typing import Any

from django.db.models import QuerySet

from backend.api.chain_shapes import AuditEntrySerializer
from backend.api.nested import nested_item, nested_list
from backend.api.seals import AuditProofSerializer
from backend.audit.models import AuditEntry
from backend.audit.proofs import Proven, proven
from backend.reference.words import Words

CHAIN_ORDER = {"at": ("at", "number"), "-at": ("-at", "-number")}
ENTRY = Words("regel van het logboek", "audit entry")
PROOF = Words("bewijs bij het logboek", "proof of the log")


class Chained:
    """The chains of one row, as far as the reader may see them.

    The view shows rows with a `kind`, or names their `subject_kind` itself.
    """

    subject_kind: str = ""

    @nested_list(
        "audit-entries", AuditEntrySerializer, orderings=CHAIN_ORDER, tie_break="digest", noun=ENTRY
    )
    def audit_entries(self, subject: Any) -> QuerySet[Any]:
        """List what happened to this, as far as you may see, with the digests that prove it."""
        return self.entries_of(subject)

    @nested_item("audit-proof", AuditProofSerializer, noun=PROOF)
    def audit_proof(self, subject: Any) -> Proven:
        """Show the last seal over the log, and that the lines you may read are under it.

        Read it before the lines: then none that was sealed is missing. `/verifier.py` computes it.
        """
        return proven(self.entries_of(subject))

    def entries_of(self, subject: Any) -> QuerySet[Any]:
        """Return the audit entries of a subject that the actor may see."""
        view: Any = self
        rows = AuditEntry.objects.visible_to(view.actor)
        kind = self.subject_kind or subject.kind
        return rows.filter(subject_kind=kind, subject_id=subject.pk)
