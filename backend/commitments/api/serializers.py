"""The shapes of commitments and their evidence."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subjects import Reference, SubjectSerializer
from backend.commitments.kinds import (
    EVIDENCE_WORDS,
    OUTCOME_WORDS,
    OWNER_SIDE_WORDS,
    EvidenceKind,
    OwnerSide,
)
from backend.commitments.models import LONGEST_TEXT, Commitment, Evidence
from backend.commitments.promising import MOST_INDICATORS


class _Dossier(StrictSerializer):
    """The clause or initiative in which it was promised."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class _Carried(StrictSerializer):
    """The same promise in the clause before or after this one."""

    id = serializers.UUIDField()
    title = serializers.CharField(source="caption")
    subject = _Dossier(source="*")


class CommitmentSerializer(SubjectSerializer):
    """Who promised what, by when, and how far it is. `overdue` follows from the date.

    With `awaitsOutcome` the term of its clause is over, and nobody has said what became of it.
    """

    subject = _Dossier(source="*")
    title = serializers.CharField(source="caption")
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices)
    owner_side_label = serializers.SerializerMethodField()
    owner = Reference(allow_null=True)
    co_owner = Reference(allow_null=True)
    agreed = serializers.BooleanField(source="is_agreed")
    overdue = serializers.BooleanField(source="is_overdue")
    indicators = serializers.ListField(child=serializers.CharField())
    awaits_outcome = serializers.BooleanField()
    outcome = serializers.SerializerMethodField()
    outcome_label = serializers.SerializerMethodField()
    carried_to = _Carried(allow_null=True)
    carried_from = serializers.SerializerMethodField()

    class Meta(SubjectSerializer.Meta):
        model = Commitment
        fields = (
            *SubjectSerializer.Meta.fields,
            "subject",
            "title",
            "text",
            "owner_side",
            "owner_side_label",
            "owner",
            "co_owner",
            "agreed",
            "overdue",
            "due_on",
            "original_due_on",
            "deferrals",
            "started_on",
            "delivered_on",
            "accepted_on",
            "justification",
            "indicators",
            "term_ended_on",
            "awaits_outcome",
            "outcome",
            "outcome_label",
            "dispute_grounds",
            "carried_to",
            "carried_from",
        )

    def get_owner_side_label(self, commitment: Any) -> str:
        return say(OWNER_SIDE_WORDS[OwnerSide(commitment.owner_side)])

    def get_outcome(self, commitment: Any) -> str | None:
        return commitment.outcome or None

    def get_outcome_label(self, commitment: Any) -> str | None:
        return say(OUTCOME_WORDS[commitment.outcome]) if commitment.outcome else None

    @extend_schema_field(_Carried(allow_null=True))
    def get_carried_from(self, commitment: Any) -> Any:
        before = getattr(commitment, "carried_from", None)
        return None if before is None else _Carried(before, context=self.context).data


class _Promise(StrictSerializer):
    """What can be written down of a commitment, and corrected while it is a proposal."""

    text = serializers.CharField(max_length=LONGEST_TEXT)
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices)
    owner = serializers.UUIDField(
        source="owner_id",
        required=False,
        allow_null=True,
        help_text="The organisation that carries it out; needed once the dossier is agreed.",
    )
    co_owner = serializers.UUIDField(
        source="co_owner_id",
        required=False,
        allow_null=True,
        help_text="The organisation of the other side that keeps an eye on it.",
    )
    due_on = serializers.DateField()
    indicators = serializers.ListField(
        child=serializers.CharField(max_length=60), required=False, max_length=MOST_INDICATORS
    )


class CommitmentCreate(_Promise):
    """A commitment in a clause or initiative that you can see."""

    subject_kind = serializers.CharField(max_length=20)
    subject_id = serializers.UUIDField()


class CommitmentUpdate(_Promise):
    """Corrections, as long as the dossier has not been agreed."""


class EvidenceSerializer(StrictSerializer):
    """A piece of evidence: something that can be found elsewhere, or a statement."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    kind_label = serializers.SerializerMethodField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField()
    statement = serializers.SerializerMethodField()
    organisation = Reference(allow_null=True)
    person = serializers.CharField(source="person_name")
    added_at = serializers.DateTimeField()

    def get_kind_label(self, evidence: Evidence) -> str:
        return say(EVIDENCE_WORDS[EvidenceKind(evidence.kind)])

    def get_url(self, evidence: Evidence) -> str | None:
        return evidence.url or None

    def get_statement(self, evidence: Evidence) -> str | None:
        return evidence.statement or None


class EvidenceCreate(StrictSerializer):
    """What shows that the promise was kept: an address, or for a statement its text."""

    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    title = serializers.CharField(max_length=300)
    url = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    statement = serializers.CharField(required=False, allow_blank=True, max_length=5000)
