"""Disputes over HTTP: read them, and add to them. What happens to one is a step of its subject."""

from collections.abc import Sequence
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.nested import nested_create, nested_item, nested_list
from backend.api.option_shapes import AvailableChangeSerializer
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import VisibleListRetrieve
from backend.disputes import actions, queries
from backend.disputes.api import filters, serializers
from backend.disputes.models import Dispute, Piece, Statement
from backend.reference.words import Words

STATEMENT = Words("verklaring in een geschil", "statement in a dispute")
EVIDENCE = Words("bewijsstuk in een geschil", "piece of evidence in a dispute")
DOCUMENT = Words("document bij een geschil", "document in a dispute")


class DisputeViewSet(VisibleListRetrieve):
    """Disputes, for the parties of the table: claim, answer, evidence, ladder and end."""

    noun = Words("geschil", "dispute")
    queryset = Dispute.objects.select_related("bargaining_table", "organisation")
    serializer_class = serializers.DisputeSerializer
    filterset_class = filters.DisputeFilters
    orderings = {"-raisedOn": ("-raised_on",), "raisedOn": ("raised_on",)}

    def described(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Tell what stands below each of a page."""
        return queries.with_rungs(rows, self.actor) if self.action == "list" else rows

    def get_object(self) -> Any:
        """Return one with what stands below it."""
        return queries.with_rungs([super().get_object()], self.actor)[0]

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, **_: Any) -> Response:
        """List what you may add to a dispute, and what stands in the way."""
        found = actions.changes_of(self.get_object(), actor=self.actor)
        return self.items(found, AvailableChangeSerializer)

    @nested_list(
        "statements",
        serializers.StatementSerializer,
        orderings={"saidAt": ("said_at",), "-saidAt": ("-said_at",)},
        noun=STATEMENT,
    )
    def statements(self, dispute: Dispute) -> QuerySet[Any]:
        """List the answer and what was added, oldest first."""
        return self._below(Statement, dispute)

    @nested_create(statements, serializers.StatementCreate, serializers.StatementSerializer)
    def add_statement(self, dispute: Dispute, data: dict[str, Any]) -> Statement:
        """Add to what your side said."""
        return actions.add_statement(dispute, actor=self.actor, **data)

    @nested_item("statements/<uuid:statement_id>", serializers.StatementSerializer, noun=STATEMENT)
    def one_statement(self, dispute: Dispute, statement_id: UUID) -> Statement:
        """Show one statement."""
        found: Statement | None = self._below(Statement, dispute).filter(pk=statement_id).first()
        return found or _nothing()

    @nested_list(
        "evidence",
        serializers.PieceSerializer,
        orderings={"addedAt": ("added_at",), "-addedAt": ("-added_at",)},
        noun=EVIDENCE,
    )
    def evidence(self, dispute: Dispute) -> QuerySet[Any]:
        """List the evidence of both sides, oldest first."""
        return self._below(Piece, dispute).defer("content")

    @nested_create(evidence, serializers.PieceCreate, serializers.PieceSerializer)
    def add_evidence(self, dispute: Dispute, data: dict[str, Any]) -> Piece:
        """Hand in a document or a web address."""
        organisation = data.pop("organisation_id", None)
        return actions.add_evidence(dispute, data, actor=self.actor, organisation_id=organisation)

    @nested_item("evidence/<uuid:piece_id>", serializers.PieceSerializer, noun=EVIDENCE)
    def one_piece(self, dispute: Dispute, piece_id: UUID) -> Piece:
        """Show one piece of evidence."""
        found = self._below(Piece, dispute).defer("content").filter(pk=piece_id)
        piece: Piece | None = found.first()
        return piece or _nothing()

    @nested_item(
        "evidence/<uuid:piece_id>/document", serializers.PieceDocumentSerializer, noun=DOCUMENT
    )
    def piece_document(self, dispute: Dispute, piece_id: UUID) -> Piece:
        """Show the document itself; a web address has none."""
        found = self._below(Piece, dispute).filter(pk=piece_id, content__isnull=False)
        piece: Piece | None = found.first()
        return piece or _nothing()

    def _below(self, model: Any, dispute: Dispute) -> QuerySet[Any]:
        rows = model.objects.visible_to(self.actor).filter(dispute=dispute)
        found: QuerySet[Any] = rows.select_related("organisation")
        return found


def _nothing() -> NoReturn:
    raise Http404
