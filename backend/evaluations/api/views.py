"""Evaluations over HTTP: read them, judge, add to a judgement."""

from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from backend.api.nested import nested_create, nested_item, nested_list
from backend.api.views import VisibleListRetrieve
from backend.evaluations import actions, queries
from backend.evaluations.api import filters, serializers
from backend.evaluations.models import Addendum, Evaluation, Judgement
from backend.reference.words import Words

JUDGEMENT = Words("oordeel", "judgement")
ADDENDUM = Words("aanvulling", "addendum")


class EvaluationViewSet(VisibleListRetrieve):
    """Evaluations of clauses and initiatives. Each side judges alone, sealed until both have."""

    noun = Words("evaluatie", "evaluation")
    queryset = Evaluation.objects.select_related("bargaining_table")
    serializer_class = serializers.EvaluationDetailSerializer
    list_serializer_class = serializers.EvaluationSerializer
    filterset_class = filters.EvaluationFilters
    orderings = {"-openedAt": ("-opened_at",), "openedAt": ("opened_at",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Fetch along the judgements that the actor may see."""
        found: QuerySet[Any] = queries.with_judgements(super().get_queryset(), self.actor)
        return found

    @nested_list(
        "judgements",
        serializers.JudgementSerializer,
        orderings={"-givenAt": ("-given_at",)},
        noun=JUDGEMENT,
    )
    def judgements(self, evaluation: Evaluation) -> QuerySet[Any]:
        """List the judgements that you may see; your own side's also where one was replaced."""
        found: QuerySet[Any] = queries.judgements_of(evaluation, self.actor)
        return found

    @nested_create(judgements, serializers.JudgementCreate, serializers.JudgementSerializer)
    def judge(self, evaluation: Evaluation, data: dict[str, Any]) -> Judgement:
        """Say what your side finds; with the last side's judgement all are unsealed."""
        organisation = data.pop("organisation", None)
        return actions.judge(evaluation, actor=self.actor, organisation_id=organisation, **data)

    @nested_item("judgements/<uuid:judgement_id>", serializers.JudgementSerializer, noun=JUDGEMENT)
    def judgement(self, evaluation: Evaluation, judgement_id: UUID) -> Judgement:
        """Show one judgement."""
        return self._judgement(evaluation, judgement_id)

    @nested_list(
        "addenda",
        serializers.AddendumSerializer,
        orderings={"-addedAt": ("-added_at",)},
        noun=ADDENDUM,
    )
    def addenda(self, evaluation: Evaluation) -> QuerySet[Any]:
        """List what was added to the judgements after they were unsealed."""
        return self._addenda(evaluation)

    @nested_create(addenda, serializers.AddendumCreate, serializers.AddendumSerializer)
    def add_addendum(self, evaluation: Evaluation, data: dict[str, Any]) -> Addendum:
        """Add to a judgement of your own organisation."""
        judgement = self._judgement(evaluation, data["judgement"])
        return actions.add_addendum(judgement, data["text"], actor=self.actor)

    @nested_item("addenda/<uuid:addendum_id>", serializers.AddendumSerializer, noun=ADDENDUM)
    def addendum(self, evaluation: Evaluation, addendum_id: UUID) -> Addendum:
        """Show one addendum."""
        found: Addendum | None = self._addenda(evaluation).filter(pk=addendum_id).first()
        return found or _nothing()

    def _judgement(self, evaluation: Evaluation, judgement_id: UUID) -> Judgement:
        rows = queries.judgements_of(evaluation, self.actor)
        found: Judgement | None = rows.filter(pk=judgement_id).first()
        return found or _nothing()

    def _addenda(self, evaluation: Evaluation) -> QuerySet[Any]:
        rows = Addendum.objects.visible_to(self.actor).filter(judgement__evaluation=evaluation)
        found: QuerySet[Any] = rows.select_related("organisation")
        return found


def _nothing() -> NoReturn:
    raise Http404
