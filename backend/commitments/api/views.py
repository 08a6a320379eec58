"""Commitments over HTTP. Everything that happens to one is a transition."""

from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from backend.api.nested import nested_create, nested_item, nested_list
from backend.api.problem_types import Fault, Invalid
from backend.api.subjects import SubjectViewSet
from backend.api.views import Creates, Updates
from backend.commitments import actions
from backend.commitments.api import filters, serializers
from backend.commitments.models import Commitment, Evidence
from backend.reference.words import Words
from backend.workflow import engine, registry

EVIDENCE = Words("bewijsstuk", "piece of evidence")
DOSSIERS = ("clause", "initiative")  # in which something can be promised
NO_SUCH_KIND = Words("Kies een van: {kinds}.", "Choose one of: {kinds}.")


class CommitmentViewSet(Creates, Updates, SubjectViewSet):
    """Commitments in clauses and initiatives: who promised what, by when, and what came of it."""

    noun = Words("toezegging", "commitment")
    queryset = Commitment.objects.select_related(
        "bargaining_table", "owner", "co_owner", "carried_to", "carried_from"
    )
    serializer_class = serializers.CommitmentSerializer
    create_serializer_class = serializers.CommitmentCreate
    update_serializer_class = serializers.CommitmentUpdate
    filterset_class = filters.CommitmentFilters
    orderings = {
        "dueOn": ("due_on",),
        "-dueOn": ("-due_on",),
        "updatedAt": ("updated_at",),
        "-updatedAt": ("-updated_at",),
    }

    def create_subject(self, data: dict[str, Any]) -> Commitment:
        """Write it down in the dossier that the body names."""
        dossier = self._dossier(data.pop("subject_kind"), data.pop("subject_id"))
        return actions.create_commitment(dossier, actor=self.actor, **data)

    def update_subject(
        self, subject: Commitment, data: dict[str, Any], expected_version: int | None
    ) -> Commitment:
        """Correct a proposal."""
        actions.edit_commitment(subject, data, actor=self.actor, expected_version=expected_version)
        return subject

    def changes_of(self, subject: Commitment) -> list[engine.Change]:
        """Return what the actor may write: correct a proposal, add evidence."""
        return actions.changes_of(subject, actor=self.actor)

    @nested_list(
        "evidence",
        serializers.EvidenceSerializer,
        orderings={"-addedAt": ("-added_at",), "addedAt": ("added_at",)},
        noun=EVIDENCE,
    )
    def evidence(self, subject: Commitment) -> QuerySet[Any]:
        """List what shows that it was kept."""
        return self._evidence(subject)

    @nested_create(evidence, serializers.EvidenceCreate, serializers.EvidenceSerializer)
    def add_evidence(self, subject: Commitment, data: dict[str, Any]) -> Evidence:
        """Add a piece of evidence, as an owner."""
        return actions.add_evidence(subject, data, actor=self.actor)

    @nested_item("evidence/<uuid:evidence_id>", serializers.EvidenceSerializer, noun=EVIDENCE)
    def one_evidence(self, subject: Commitment, evidence_id: UUID) -> Evidence:
        """Show one piece of evidence."""
        found: Evidence | None = self._evidence(subject).filter(pk=evidence_id).first()
        return found or _nothing()

    def _evidence(self, subject: Commitment) -> QuerySet[Any]:
        rows = Evidence.objects.visible_to(self.actor).filter(commitment=subject)
        found: QuerySet[Any] = rows.select_related("organisation")
        return found

    def _dossier(self, kind: str, subject_id: UUID) -> Any:
        kinds = [known for known in registry.kinds() if known in DOSSIERS]
        if kind not in kinds:
            words = NO_SUCH_KIND.with_(kinds=", ".join(kinds))
            raise Invalid([Fault("/subjectKind", "unknown", words)])
        rows = registry.model_of(kind).objects.visible_to(self.actor)
        return rows.filter(pk=subject_id).first() or _nothing()


def _nothing() -> NoReturn:
    raise Http404
