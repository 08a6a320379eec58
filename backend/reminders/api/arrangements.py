"""What a table arranges about reminding: on which days, and whether the liaison is told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.filters import Identifier, PlainFilters, Text
from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer, WordsField
from backend.api.subject_shapes import Reference
from backend.api.views import ActorView, Creates, Updates, VisibleListRetrieve
from backend.reference.words import Words
from backend.reminders import arranged, arrangements, arranging
from backend.workflow.models import Arrangement

STANDINGS = [(name, name) for name in ("proposed", "agreed", "ended")]
DECISIONS = [(name, name) for name in ("agree", "withdraw")]


class AgreedBySerializer(StrictSerializer):
    """An organisation that said yes."""

    id = serializers.UUIDField(source="organisation")
    name = serializers.CharField()
    side = serializers.CharField()


class ArrangementSerializer(StrictSerializer):
    """An arrangement of a table about reminding, or a proposal for one."""

    id = serializers.UUIDField()
    bargaining_table = Reference()
    agreement = serializers.SerializerMethodField(
        help_text="The one agreement for which it holds; null for everything at the table."
    )
    rule = serializers.CharField(help_text="The name of a deadline, or `liaison`.")
    label = serializers.SerializerMethodField(help_text="What was arranged, in a sentence.")
    offsets = serializers.ListField(
        child=serializers.IntegerField(),
        allow_null=True,
        help_text="Days before (negative) and after the date; null for `liaison`.",
    )
    standing = serializers.ChoiceField(choices=STANDINGS)
    agreed_by = AgreedBySerializer(many=True, source="consents")
    proposed_at = serializers.DateTimeField()
    agreed_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.CharField()
    rights = serializers.SerializerMethodField(help_text="What you may decide: agree, withdraw.")
    version = serializers.IntegerField()

    @extend_schema_field(Reference(allow_null=True))
    def get_agreement(self, row: Arrangement) -> dict[str, Any] | None:
        """Return the agreement by its id and title."""
        if row.agreement_id is None:
            return None
        title = self.context["view"].title_of(row.agreement_id)
        return {"id": str(row.agreement_id), "name": title}

    def get_label(self, row: Arrangement) -> str:
        """Return the sentence in the reader's language."""
        said: str = WordsField().to_representation(
            arranged.says({"rule": row.rule, "offsets": row.offsets})
        )
        return said

    def get_rights(self, row: Arrangement) -> list[str]:
        """Return what the actor may decide about it now."""
        return arrangements.may(self.context["view"].actor, row)


class ArrangementCreate(StrictSerializer):
    """The days of a rule, or with `liaison` and no days that the liaison is told.

    With `agreement` for that agreement of the table and what belongs to it, and for nothing else.
    """

    bargaining_table = serializers.UUIDField()
    agreement = serializers.UUIDField(required=False, allow_null=True)
    rule = serializers.CharField(max_length=60)
    offsets = serializers.ListField(
        child=serializers.IntegerField(min_value=-arranging.FURTHEST, max_value=arranging.FURTHEST),
        required=False,
        max_length=arranging.MOST,
    )


class ArrangementUpdate(StrictSerializer):
    """Say yes to a proposal, or end it."""

    decision = serializers.ChoiceField(choices=DECISIONS)


class RemindingRuleSerializer(StrictSerializer):
    """A rule whose days a table can choose, with those that it has of itself."""

    name = serializers.CharField()
    label = WordsField()
    offsets = serializers.ListField(child=serializers.IntegerField())
    legal = serializers.BooleanField(help_text="Days can be added; none of its own can go.")


class RemindingRulesView(ActorView):
    """The rules by which people are reminded, and their days."""

    noun = Words("regel voor herinneren", "rule for reminding")

    @document(response=page_of(RemindingRuleSerializer))
    def get(self, request: Request) -> Response:
        """List the rules whose days a table can choose."""
        found = [
            {
                "name": rule.name,
                "label": rule.label,
                "offsets": list(rule.offsets),
                "legal": rule.at_once,
            }
            for rule in arranging.rules().values()
        ]
        return self.items(found, RemindingRuleSerializer)


class ArrangementFilters(PlainFilters):
    """Filters of arrangements."""

    bargaining_table = Identifier(field_name="bargaining_table_id")
    agreement = Identifier(field_name="agreement_id")
    rule = Text()


class ArrangementViewSet(Creates, Updates, VisibleListRetrieve):
    """What the tables at which you sit arranged about reminding."""

    noun = Words("afspraak over herinneren", "arrangement about reminding")
    queryset = Arrangement.objects.select_related("bargaining_table")
    serializer_class = ArrangementSerializer
    create_serializer_class = ArrangementCreate
    update_serializer_class = ArrangementUpdate
    filterset_class = ArrangementFilters
    _titles: Mapping[UUID, str] = {}
    orderings = {"-proposedAt": ("-proposed_at",), "proposedAt": ("proposed_at",)}

    def create_subject(self, data: dict[str, Any]) -> Arrangement:
        """Propose one, or as the secretariat set the days."""
        table = data["bargaining_table"]
        if not self.actor.seats_at(table):
            raise Http404
        made = arrangements.propose(
            table,
            data["rule"],
            data.get("offsets"),
            actor=self.actor,
            agreement_id=data.get("agreement"),
        )
        return self._again(made)

    def update_subject(
        self, subject: Arrangement, data: dict[str, Any], expected_version: int | None
    ) -> Arrangement:
        """Agree to it or withdraw it."""
        decide = arrangements.agree if data["decision"] == "agree" else arrangements.withdraw
        try:
            decided = decide(subject, actor=self.actor, expected_version=expected_version)
        except Arrangement.DoesNotExist as error:
            raise Http404 from error
        return self._again(decided)

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Ask what the agreements of a page are called, all at once."""
        self._titles = arranging.titles_of(row.agreement_id for row in rows)
        return rows

    def title_of(self, agreement_id: UUID) -> str:
        """Return what people call an agreement for which something was arranged."""
        if agreement_id not in self._titles:
            self._titles = arranging.titles_of([agreement_id])
        return self._titles[agreement_id]

    def _again(self, row: Arrangement) -> Arrangement:
        found: Arrangement = self.get_queryset().get(pk=row.pk)
        return found
