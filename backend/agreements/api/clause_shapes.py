"""The shapes of clauses and their texts."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.agreements.api.agreed_text_shapes import (
    ClauseText,
    in_json,
    text_of_all,
    text_of_parties,
)
from backend.agreements.api.agreement_shapes import RELATIONS
from backend.agreements.data import LONGEST_TEXT
from backend.agreements.keys import key_of
from backend.agreements.kinds import LEGAL_STATUS_WORDS, MEANWHILE, LegalStatus
from backend.agreements.models import Clause
from backend.api.columns import depends_on
from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import SubjectSerializer
from backend.disputes.kinds import KIND_WORDS, LEVEL_WORDS
from backend.reference.codes import codes_of

Json = dict[str, Any]


class AgreementReference(StrictSerializer):
    """The agreement in which a clause stands."""

    id = serializers.UUIDField()
    title = serializers.CharField()


class DisputeStanding(StrictSerializer):
    """What the dispute is about, on which rung it is, and what the clause is in law meanwhile."""

    kind = serializers.CharField()
    kind_label = serializers.CharField()
    level = serializers.CharField()
    level_label = serializers.CharField()
    answer_due_on = serializers.DateField(allow_null=True)
    answered = serializers.BooleanField()
    facts = serializers.CharField()
    requested = serializers.CharField()
    legal_sentence = serializers.CharField()


# What a clause on a list needs of the four tables that it comes from. What its own methods ask for
# belongs here too: what is left out is fetched row by row.
COLUMNS = (
    "id",
    "bargaining_table_id",
    "agreement_id",
    "current_version_id",
    "state",
    "version",
    "visibility",
    "author_side",
    "created_at",
    "updated_at",
    "article_number",
    "title",
    "summary",
    "clause_type",
    "theme",
    "aims",
    "scope",
    "indicators",
    "effective_on",
    "ends_on",
    "next_review_on",
    "final_evaluation_on",
    "in_force_since",
    "retroactive",
    "renewals",
    "notice_given_on",
    "notice_registered_on",
    "ended_on",
    "dispute_kind",
    "dispute_level",
    "dispute_answer_due_on",
    "dispute_facts",
    "dispute_requested",
    "dispute_answered",
    "bargaining_table__name",
    "agreement__title",
    "agreement__tacit_renewal",
    "agreement__start_on",
    "agreement__end_on",
    "agreement__original_end_on",
    "agreement__earlier_ends",
    "current_version__number",
    "current_version__body",
    "current_version__digest",
    "current_version__effective_on",
    "current_version__registered_on",
    "current_version__receipt_notice_on",
    "current_version__holds_from",
    "current_version__audience",
    "current_version__title",
    "current_version__summary",
    "current_version__scope",
    "published_text_id",
    "published_text__body",
    "published_text__digest",
    "published_text__since",
    "published_text__withheld",
)


# What decides about what a clause is in law (besides the day).
LEGAL_STATUS = (
    "state",
    "in_force_since",
    "ended_on",
    "ends_on",
    "clause_type",
    "notice_given_on",
    "agreement__tacit_renewal",
    "agreement__start_on",
    "agreement__end_on",
    "agreement__original_end_on",
    "agreement__earlier_ends",
)

DISPUTE = (
    "dispute_kind",
    "dispute_level",
    "dispute_answer_due_on",
    "dispute_facts",
    "dispute_requested",
    "dispute_answered",
)


class ClauseSerializer(SubjectSerializer):
    """A clause. `legalStatus` is what it is in law today, whatever the process does.

    `key` stays when the article gets another number. `text.effectiveOn` is since when an agreed
    amendment holds; until that day `…/text` tells what does.
    """

    key = serializers.SerializerMethodField()
    agreement = AgreementReference(read_only=True)
    clause_type_label = serializers.SerializerMethodField()
    theme_label = serializers.SerializerMethodField()
    aims = serializers.ListField(child=serializers.CharField())
    indicators = serializers.ListField(child=serializers.CharField())
    legal_status = serializers.SerializerMethodField()
    legal_status_label = serializers.SerializerMethodField()
    in_force_on = serializers.DateField(source="in_force_since", read_only=True, allow_null=True)
    text = serializers.SerializerMethodField()
    dispute = serializers.SerializerMethodField()

    class Meta(SubjectSerializer.Meta):
        model = Clause
        fields = (
            *SubjectSerializer.Meta.fields,
            "key",
            "agreement",
            "article_number",
            "title",
            "summary",
            "clause_type",
            "clause_type_label",
            "theme",
            "theme_label",
            "aims",
            "scope",
            "indicators",
            "legal_status",
            "legal_status_label",
            "effective_on",
            "ends_on",
            "next_review_on",
            "final_evaluation_on",
            "in_force_on",
            "retroactive",
            "notice_given_on",
            "notice_registered_on",
            "ended_on",
            "text",
            "dispute",
        )

    @depends_on("id")
    def get_key(self, clause: Any) -> str:
        return key_of(clause.id)

    @depends_on("clause_type")
    def get_clause_type_label(self, clause: Any) -> str:
        return _label("clause-types", clause.clause_type)

    @depends_on("theme")
    def get_theme_label(self, clause: Any) -> str:
        return _label("themes", clause.theme)

    @depends_on(*LEGAL_STATUS)
    @extend_schema_field(serializers.ChoiceField(choices=LegalStatus.choices))
    def get_legal_status(self, clause: Any) -> str:
        status: str = clause.legal_status_on(self._today)
        return status

    @depends_on(*LEGAL_STATUS)
    def get_legal_status_label(self, clause: Any) -> str:
        return say(LEGAL_STATUS_WORDS[LegalStatus(clause.legal_status_on(self._today))])

    @depends_on("id", "current_version_id", "published_text_id")
    @extend_schema_field(ClauseText(allow_null=True))
    def get_text(self, clause: Any) -> Json | None:
        actor = self.context["view"].actor
        agreed, public = clause.current_version, clause.published_text
        if agreed is not None and (actor.sees_everything or agreed.audience in actor.audiences):
            return in_json(text_of_parties(agreed))
        found = text_of_all(public) if public is not None and public.digest else None
        return found and in_json(found)

    @cached_property
    def _today(self) -> date:
        return timezone.localdate()

    @depends_on(*DISPUTE, *LEGAL_STATUS)
    @extend_schema_field(DisputeStanding(allow_null=True))
    def get_dispute(self, clause: Any) -> Json | None:
        if not clause.dispute_kind:
            return None
        return DisputeStanding().to_representation(
            {
                "kind": clause.dispute_kind,
                "kind_label": say(KIND_WORDS[clause.dispute_kind]),
                "level": clause.dispute_level,
                "level_label": say(LEVEL_WORDS[clause.dispute_level]),
                "answer_due_on": clause.dispute_answer_due_on,
                "facts": clause.dispute_facts,
                "requested": clause.dispute_requested,
                "answered": clause.dispute_answered,
                "legal_sentence": say(MEANWHILE[clause.legal_status_on(self._today)]),
            }
        )


class RoundSerializer(StrictSerializer):
    """The meeting at which a clause was put on the table."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    number = serializers.IntegerField()
    state = serializers.CharField()
    state_label = serializers.SerializerMethodField()
    starts_at = serializers.DateTimeField()

    def get_state_label(self, meeting: Any) -> str:
        return say(meeting.lifecycle.states[meeting.state].label)


class ClauseRelative(StrictSerializer):
    """A clause before or after another one: it replaces that, or is replaced by it."""

    relation = serializers.ChoiceField(choices=RELATIONS)
    id = serializers.UUIDField()
    title = serializers.CharField(source="caption")
    agreement = AgreementReference()
    state = serializers.CharField()
    state_label = serializers.SerializerMethodField()

    def get_state_label(self, clause: Any) -> str:
        return say(clause.lifecycle.states[clause.state].label)


class PossibleClause(StrictSerializer):
    """A clause that can replace another one."""

    id = serializers.UUIDField()
    title = serializers.CharField(source="caption")
    agreement = AgreementReference()


class ClauseUpdate(StrictSerializer):
    """What can be corrected until the clause is agreed; every consent to it is void then."""

    article_number = serializers.CharField(max_length=40)
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    clause_type = serializers.CharField(max_length=20, required=False, allow_blank=True)
    theme = serializers.CharField(max_length=60, required=False, allow_blank=True)
    aims = serializers.ListField(
        child=serializers.CharField(max_length=60), required=False, max_length=5
    )
    scope = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ClauseCorrection(ClauseUpdate):
    """What can be corrected, and by itself, in more states, which clause replaces it."""

    successor = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="One of `possible-successors`, or null for none; sent without other fields.",
    )


class ClauseCreate(ClauseUpdate):
    """A draft that only your own side reads, in an agreement at whose table you negotiate."""

    agreement = serializers.UUIDField()
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )
    body = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
    rationale = serializers.CharField(max_length=5000, required=False, allow_blank=True)


def _label(slug: str, code: str) -> str:
    words = codes_of(slug).get(code)
    return say(words) if words else code
