"""What a party keeps about giving notice, below its agreement."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from backend.agreements import noticing
from backend.agreements.api import notice_shapes
from backend.agreements.models import Agreement
from backend.agreements.notice_rows import NoticeIntention, NoticeProof
from backend.api.nested import nested_create, nested_item, nested_list
from backend.parties.actors import Actor
from backend.reference.words import Words

INTENTION = Words("voornemen", "intention")
PROOF = Words("opzegbrief", "letter of notice")
NEWEST = {"-createdAt": ("-created_at",)}


class AgreementNotices:
    """Intentions, which one side alone reads, and letters, which it does until notice is given."""

    actor: Actor

    @nested_list(
        "notice-intentions", notice_shapes.IntentionSerializer, orderings=NEWEST, noun=INTENTION
    )
    def notice_intentions(self, subject: Agreement) -> QuerySet[Any]:
        """List what the parties of your own side intend, the newest first."""
        rows: QuerySet[Any] = self._of(NoticeIntention, subject)
        return rows

    @nested_create(
        notice_intentions, notice_shapes.IntentionCreate, notice_shapes.IntentionSerializer
    )
    def decide_on_notice(self, subject: Agreement, data: dict[str, Any]) -> NoticeIntention:
        """Say to your own side whether your party will give notice."""
        return noticing.decide(subject, actor=self.actor, **data)

    @nested_item(
        "notice-intentions/<uuid:intention_id>", notice_shapes.IntentionSerializer, noun=INTENTION
    )
    def one_notice_intention(self, subject: Agreement, intention_id: UUID) -> NoticeIntention:
        """Show one of them."""
        found: NoticeIntention = _one(self._of(NoticeIntention, subject), intention_id)
        return found

    @nested_list("notice-proofs", notice_shapes.ProofSerializer, orderings=NEWEST, noun=PROOF)
    def notice_proofs(self, subject: Agreement) -> QuerySet[Any]:
        """List the letters of your own side, and those with which notice was given."""
        rows: QuerySet[Any] = self._of(NoticeProof, subject).defer("content")
        return rows

    @nested_create(notice_proofs, notice_shapes.ProofCreate, notice_shapes.ProofSerializer)
    def add_notice_proof(self, subject: Agreement, data: dict[str, Any]) -> NoticeProof:
        """Add the letter with which your party will give notice, or has."""
        return noticing.file_proof(subject, actor=self.actor, **data)

    @nested_item("notice-proofs/<uuid:proof_id>", notice_shapes.ProofSerializer, noun=PROOF)
    def one_notice_proof(self, subject: Agreement, proof_id: UUID) -> NoticeProof:
        """Show what is known of one of them."""
        found: NoticeProof = _one(self._of(NoticeProof, subject).defer("content"), proof_id)
        return found

    @nested_item(
        "notice-proofs/<uuid:proof_id>/document", notice_shapes.LetterSerializer, noun=PROOF
    )
    def notice_document(self, subject: Agreement, proof_id: UUID) -> NoticeProof:
        """Show the letter itself."""
        found: NoticeProof = _one(self._of(NoticeProof, subject), proof_id)
        return found

    def _of(self, model: Any, subject: Agreement) -> Any:
        rows = model.objects.visible_to(self.actor).filter(agreement=subject)
        return rows.select_related("organisation")


def _one(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
