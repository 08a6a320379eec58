"""Agreements and clauses over HTTP. Everything that happens to a clause is a transition."""

from typing import Any, NoReturn
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.agreements import (
    actions,
    binding,
    correcting,
    drafts,
    noticing,
    queries,
    reckoning,
    redacting,
    rounds,
    succeeding,
)
from backend.agreements.api import agreement_shapes, ballot_shapes, clause_shapes, filters
from backend.agreements.api.notice_views import AgreementNotices
from backend.agreements.api.shared import TermDate, shared_options
from backend.agreements.api.text_views import ClauseTexts
from backend.agreements.models import Agreement, Ballot, Clause
from backend.api.chain_shapes import TransitionSerializer
from backend.api.chains import Chained
from backend.api.etags import expected_version
from backend.api.naming import snakify
from backend.api.nested import nested_list
from backend.api.offers import offered
from backend.api.option_shapes import AvailableChangeSerializer, TransitionInput
from backend.api.problem_types import Fault, Invalid
from backend.api.schema import page_of
from backend.api.subjects import CHANGE, SubjectViewSet
from backend.api.views import Creates, Updates, VisibleListRetrieve
from backend.commitments.actions import changes_in
from backend.commitments.api.serializers import CommitmentSerializer
from backend.parties.models import Membership
from backend.reference.words import Words
from backend.workflow import engine

BALLOT = Words("uitslag van een raadpleging", "ballot")
ALONE = Words("Geef de opvolger zonder andere velden.", "Give the successor without other fields.")
TRANSITION = Words("overgang", "transition")
CLAUSE_ROWS = ("agreement", "bargaining_table", "current_version", "published_text")
SEATS = Prefetch(
    "bargaining_table__memberships",
    queryset=Membership.objects.select_related("organisation").order_by("organisation__name"),
)


class AgreementViewSet(Chained, AgreementNotices, Creates, Updates, VisibleListRetrieve):
    """Collective labour agreements: their terms, parties and registration."""

    noun = Words("cao", "agreement")
    queryset = Agreement.objects.select_related("bargaining_table", "secretariat").prefetch_related(
        SEATS
    )
    serializer_class = agreement_shapes.AgreementSerializer
    create_serializer_class = agreement_shapes.AgreementCreate
    update_serializer_class = agreement_shapes.AgreementCorrection
    filterset_class = filters.AgreementFilters
    orderings = {"title": ("title",), "-updatedAt": ("-updated_at",), "updatedAt": ("updated_at",)}

    def create_subject(self, data: dict[str, Any]) -> Agreement:
        """Open an agreement at your table."""
        made = actions.create_agreement(actor=self.actor, **data)
        return self._fresh(made)

    def update_subject(
        self, subject: Agreement, data: dict[str, Any], expected_version: int | None
    ) -> Agreement:
        """Correct its own fields."""
        changed = actions.edit_agreement(
            subject, data, actor=self.actor, expected_version=expected_version
        )
        return self._fresh(changed)

    @nested_list(
        "clauses",
        clause_shapes.ClauseSerializer,
        orderings={"articleNumber": ("article_number",), "-updatedAt": ("-updated_at",)},
        noun=Words("clausule", "clause"),
    )
    def clauses(self, subject: Agreement) -> QuerySet[Any]:
        """List its clauses, as far as you may see them."""
        rows: QuerySet[Any] = queries.clauses(self.actor).filter(agreement=subject)
        return rows

    @extend_schema(responses={200: page_of(TermDate)})
    @action(detail=True, url_path="term-dates", noun=Words("datum", "date"))
    def term_dates(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List the dates at the end of its term, each with its sum and the rule behind it."""
        reckoned = reckoning.of_clause(self.get_object().as_clause())
        return self.items(reckoned, TermDate)

    @nested_list(
        "lineage",
        agreement_shapes.AgreementRelative,
        orderings={"startsOn": ("start_on",)},
        noun=Words("cao", "agreement"),
    )
    def lineage(self, subject: Agreement) -> QuerySet[Any]:
        """List the agreement that replaces it and those that it replaces, as far as you see."""
        rows: QuerySet[Any] = succeeding.lineage(Agreement, subject, self.actor)
        return rows

    @nested_list(
        "possible-successors",
        agreement_shapes.PossibleAgreement,
        orderings={"startsOn": ("start_on",)},
        noun=Words("cao", "agreement"),
    )
    def possible_successors(self, subject: Agreement) -> QuerySet[Any]:
        """List the agreements at your tables that can replace it."""
        rows: QuerySet[Any] = succeeding.possible_agreements(subject, self.actor)
        return rows

    @nested_list(
        "outcomes",
        CommitmentSerializer,
        orderings={"dueOn": ("due_on",), "-updatedAt": ("-updated_at",)},
        noun=Words("toezegging", "commitment"),
    )
    def outcomes(self, subject: Agreement) -> QuerySet[Any]:
        """List what was promised in clauses whose term is over, with what came of it."""
        rows: QuerySet[Any] = queries.promises_at_the_end(subject, self.actor)
        return rows

    @extend_schema(responses={200: page_of(agreement_shapes.SharedTransitionSerializer)})
    @action(detail=True, url_path="available-transitions", noun=TRANSITION)
    def available_transitions(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List what you may do to all its clauses at once, and what stands in the way."""
        shown = shared_options(self.get_object(), self.actor)
        return self.items(shown, agreement_shapes.SharedTransitionSerializer)

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List what you may write: correct the agreement, or begin a clause in it."""
        subject = self.get_object()
        found = [
            *actions.changes_of(subject, actor=self.actor),
            *noticing.offered(subject, self.actor),
            *binding.offered(subject, self.actor),
            *offered(subject, actor=self.actor),
        ]
        return self.items(found, AvailableChangeSerializer)

    @extend_schema(
        request=TransitionInput,
        responses={201: page_of(TransitionSerializer)},
        extensions={"x-if-match": True},
    )
    @action(detail=True, methods=["post"], url_path="transitions", noun=TRANSITION)
    def transitions(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """Take one transition on every clause that can take it: on all of them, or on none."""
        subject, version = self.get_object(), expected_version(request)
        data = self.read(TransitionInput)
        entries = actions.perform_on_agreement(
            subject,
            data["name"],
            actor=self.actor,
            reason=data["reason"],
            data=snakify(data["data"]) if "data" in data else None,
            organisation_id=data.get("organisation"),
            expected_version=version,
        )
        answer = self.items(entries, TransitionSerializer)
        answer.status_code = 201
        return answer

    def _fresh(self, agreement: Agreement) -> Agreement:
        """Return it with everything that its shape shows."""
        found: Agreement = self.get_queryset().get(pk=agreement.pk)
        return found


class ClauseViewSet(ClauseTexts, Creates, Updates, SubjectViewSet):
    """Clauses of collective labour agreements: articles, annexes and protocols."""

    noun = Words("clausule", "clause")
    queryset = Clause.objects.select_related(*CLAUSE_ROWS)
    serializer_class = clause_shapes.ClauseSerializer
    create_serializer_class = clause_shapes.ClauseCreate
    update_serializer_class = clause_shapes.ClauseCorrection
    filterset_class = filters.ClauseFilters
    list_only = clause_shapes.COLUMNS
    orderings = {
        "-updatedAt": ("-updated_at",),
        "updatedAt": ("updated_at",),
        "title": ("title",),
        "-createdAt": ("-created_at",),
    }

    def create_subject(self, data: dict[str, Any]) -> Clause:
        """Begin a draft in the agreement that the body names."""
        agreement = Agreement.objects.visible_to(self.actor).filter(pk=data.pop("agreement"))
        return actions.create_clause(agreement.first() or _nothing(), actor=self.actor, **data)

    def update_subject(
        self, subject: Clause, data: dict[str, Any], expected_version: int | None
    ) -> Clause:
        """Correct its own fields, or say by itself which clause replaces it."""
        if set(data) == {"successor"}:
            succeeding.link_successor(
                subject, data["successor"], actor=self.actor, expected_version=expected_version
            )
            return subject
        if "successor" in data:
            raise Invalid([Fault("/successor", "alone", ALONE)])
        return actions.edit_clause(
            subject, data, actor=self.actor, expected_version=expected_version
        )

    def changes_of(self, subject: Clause) -> list[engine.Change]:
        """Return what the actor may write, a commitment or a draft of a text included."""
        more = [*changes_in(subject, actor=self.actor), *drafts.offered(subject, self.actor)]
        more += [*redacting.offered(subject, self.actor), *correcting.offered(subject, self.actor)]
        return [*super().changes_of(subject), *more]

    @extend_schema(responses={200: page_of(TermDate)})
    @action(detail=True, url_path="term-dates", noun=Words("datum", "date"))
    def term_dates(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the name in the address)
        """List the dates at the end of its term, each with its sum and the rule behind it."""
        return self.items(reckoning.of_clause(self.get_object()), TermDate)

    @nested_list(
        "rounds",
        clause_shapes.RoundSerializer,
        orderings={"startsAt": ("starts_at",)},
        noun=Words("onderhandelingsronde", "negotiation round"),
    )
    def rounds(self, subject: Clause) -> QuerySet[Any]:
        """List the round at which it was put on the table, for who may read of that meeting."""
        return rounds.rounds_of(subject, self.actor)

    @nested_list(
        "lineage",
        clause_shapes.ClauseRelative,
        orderings={"createdAt": ("created_at",)},
        noun=Words("clausule", "clause"),
    )
    def lineage(self, subject: Clause) -> QuerySet[Any]:
        """List the clause that replaces it and those that it replaces, as far as you see them."""
        rows: QuerySet[Any] = succeeding.lineage(Clause, subject, self.actor)
        return rows.select_related("agreement")

    @nested_list(
        "possible-successors",
        clause_shapes.PossibleClause,
        orderings={"title": ("title",)},
        noun=Words("clausule", "clause"),
    )
    def possible_successors(self, subject: Clause) -> QuerySet[Any]:
        """List the clauses at your tables that can replace it."""
        rows: QuerySet[Any] = succeeding.possible_clauses(subject, self.actor)
        return rows

    @nested_list(
        "ballots",
        ballot_shapes.BallotSerializer,
        orderings={"closesOn": ("closes_on",)},
        noun=BALLOT,
    )
    def ballots(self, subject: Clause) -> QuerySet[Any]:
        """List what the parties' members said, and whose outcome is awaited."""
        rows = Ballot.objects.visible_to(self.actor).filter(clause=subject, ended_at__isnull=True)
        found: QuerySet[Any] = rows.select_related("organisation", "clause")
        return found


def _nothing() -> NoReturn:
    raise Http404
