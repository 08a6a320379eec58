"""The shapes of agreements, clauses and their texts."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from backend.agreements.api.shared import SharedOption
from backend.agreements.kinds import (
    ADVICE_WORDS,
    DISPUTE_WORDS,
    LEGAL_STATUS_WORDS,
    LEVEL_WORDS,
    OUTCOME_WORDS,
    AgreementType,
    LegalStatus,
    SbiVersion,
)
from backend.agreements.models import Agreement, Clause
from backend.agreements.rows import Ballot
from backend.api.languages import say
from backend.api.serializers import StrictModelSerializer, StrictSerializer
from backend.api.subject_shapes import Reference, SubjectSerializer, input_schema
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity, Side
from backend.reference.codes import codes_of
from backend.reference.words import Words

Json = dict[str, Any]
TYPE_WORDS = {
    AgreementType.SECTOR: Words("Bedrijfstak-cao", "Branch agreement"),
    AgreementType.COMPANY: Words("Ondernemings-cao", "Company agreement"),
}


class _Party(StrictSerializer):
    """A party at the table of an agreement, today."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    side = serializers.ChoiceField(choices=Side.choices)


class AgreementSerializer(StrictModelSerializer):
    """A collective labour agreement. `noticeBefore` is the last day to give notice."""

    kind = serializers.CharField(read_only=True)
    type = serializers.ChoiceField(source="agreement_type", choices=AgreementType.choices)
    type_label = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    starts_on = serializers.DateField(source="start_on")
    ends_on = serializers.DateField(source="end_on")
    notice_before = serializers.DateField(source="notice_by", allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.choices, read_only=True)
    bargaining_table = Reference(read_only=True)
    secretariat = Reference(read_only=True, allow_null=True)
    parties = serializers.SerializerMethodField()

    class Meta:
        model = Agreement
        fields = (
            "id",
            "kind",
            "title",
            "type",
            "type_label",
            "number",
            "sector_code",
            "sbi_version",
            "starts_on",
            "ends_on",
            "notice_period",
            "notice_before",
            "tacit_renewal",
            "registered_on",
            "receipt_notice_on",
            "visibility",
            "bargaining_table",
            "secretariat",
            "parties",
            "version",
            "created_at",
            "updated_at",
        )

    def get_type_label(self, agreement: Agreement) -> str:
        return say(TYPE_WORDS[AgreementType(agreement.agreement_type)])

    def get_number(self, agreement: Agreement) -> str | None:
        return agreement.agreement_number or None

    def get_parties(self, agreement: Agreement) -> list[dict[str, str]]:
        table = agreement.bargaining_table
        seats = table.memberships.all() if table else []  # prefetched by the view
        today = timezone.localdate()
        return [
            {
                "id": str(seat.organisation_id),
                "name": seat.organisation.name,
                "side": seat.organisation.side,
            }
            for seat in seats
            if seat.capacity == Capacity.PARTY
            and seat.valid_from <= today
            and (seat.valid_until is None or seat.valid_until >= today)
        ]


class AgreementUpdate(StrictSerializer):
    """What the parties and the secretariat can correct."""

    title = serializers.CharField(max_length=200)
    starts_on = serializers.DateField(source="start_on")
    ends_on = serializers.DateField(source="end_on")
    notice_period = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="ISO 8601, such as `P1M`; empty: a twelfth of the term (Wet CAO art. 19).",
    )
    tacit_renewal = serializers.BooleanField(required=False)
    sector_code = serializers.CharField(max_length=10, required=False, allow_blank=True)
    sbi_version = serializers.ChoiceField(choices=SbiVersion.choices, required=False)


class AgreementCreate(AgreementUpdate):
    """An agreement at a table where you are a party or the secretariat."""

    bargaining_table = serializers.UUIDField(source="bargaining_table_id")
    type = serializers.ChoiceField(source="agreement_type", choices=AgreementType.choices)


class _AgreementRef(StrictSerializer):
    """The agreement in which a clause stands."""

    id = serializers.UUIDField()
    title = serializers.CharField()


class _Text(StrictSerializer):
    """The current text, with the digest that a consent is bound to."""

    number = serializers.IntegerField()
    body = serializers.CharField()
    digest = serializers.CharField()


class _Dispute(StrictSerializer):
    """What the dispute is about and on which rung of the ladder it is."""

    kind = serializers.CharField()
    kind_label = serializers.CharField()
    level = serializers.CharField()
    level_label = serializers.CharField()
    answer_due_on = serializers.DateField(allow_null=True)
    facts = serializers.CharField()
    requested = serializers.CharField()


class ClauseSerializer(SubjectSerializer):
    """A clause. `legalStatus` is what it is in law today, whatever the process does."""

    agreement = _AgreementRef(read_only=True)
    clause_type_label = serializers.SerializerMethodField()
    theme_label = serializers.SerializerMethodField()
    aims = serializers.ListField(child=serializers.CharField())
    indicators = serializers.ListField(child=serializers.CharField())
    legal_status = serializers.ChoiceField(choices=LegalStatus.choices, read_only=True)
    legal_status_label = serializers.SerializerMethodField()
    text = _Text(source="current_version", allow_null=True, read_only=True)
    dispute = serializers.SerializerMethodField()

    class Meta(SubjectSerializer.Meta):
        model = Clause
        fields = (
            *SubjectSerializer.Meta.fields,
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
            "in_force_since",
            "retroactive",
            "notice_given_on",
            "ended_on",
            "text",
            "dispute",
        )

    def get_clause_type_label(self, clause: Any) -> str:
        return _label("clause-types", clause.clause_type)

    def get_theme_label(self, clause: Any) -> str:
        return _label("themes", clause.theme)

    def get_legal_status_label(self, clause: Any) -> str:
        return say(LEGAL_STATUS_WORDS[LegalStatus(clause.legal_status)])

    def get_dispute(self, clause: Any) -> Json | None:
        if not clause.dispute_kind:
            return None
        return _Dispute().to_representation(
            {
                "kind": clause.dispute_kind,
                "kind_label": say(DISPUTE_WORDS[clause.dispute_kind]),
                "level": clause.dispute_level,
                "level_label": say(LEVEL_WORDS[clause.dispute_level]),
                "answer_due_on": clause.dispute_answer_due_on,
                "facts": clause.dispute_facts,
                "requested": clause.dispute_requested,
            }
        )


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


class ClauseCreate(ClauseUpdate):
    """A draft that only your own side reads, in an agreement at whose table you negotiate."""

    agreement = serializers.UUIDField()
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )
    body = serializers.CharField(max_length=20000, required=False, allow_blank=True)
    rationale = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class VersionSerializer(StrictSerializer):
    """One exact text of a clause; it never changes."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    body = serializers.CharField()
    rationale = serializers.CharField()
    author = serializers.CharField(source="author_name")
    author_side = serializers.CharField()
    organisation = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    effective_on = serializers.DateField(allow_null=True)
    digest = serializers.CharField()
    created_at = serializers.DateTimeField()

    def get_organisation(self, version: Any) -> str | None:
        organisation = version.author_organisation
        return organisation.name if organisation else None


class VersionCreate(StrictSerializer):
    """A new text beside the earlier ones. It voids every consent to the text before it."""

    body = serializers.CharField(max_length=20000)
    rationale = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class _Piece(StrictSerializer):
    """A run of words that both texts have, or only one of them."""

    change = serializers.ChoiceField(choices=[(c, c) for c in ("same", "removed", "added")])
    text = serializers.CharField()


class DiffSerializer(StrictSerializer):
    """The word-by-word difference between two texts of a clause."""

    against = serializers.UUIDField()
    version = serializers.UUIDField()
    pieces = _Piece(many=True)


class BallotSerializer(StrictSerializer):
    """What a party's members said. Numbers only where enough people voted to hide each of them."""

    id = serializers.UUIDField()
    organisation = Reference()
    side = serializers.CharField(source="organisation.side")
    closes_on = serializers.DateField()
    advice = serializers.CharField()
    advice_label = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()
    outcome_label = serializers.SerializerMethodField()
    votes_for = serializers.SerializerMethodField()
    votes_against = serializers.SerializerMethodField()
    abstentions = serializers.SerializerMethodField()
    recorded_at = serializers.DateTimeField(allow_null=True)

    def get_advice_label(self, ballot: Ballot) -> str:
        return say(ADVICE_WORDS[ballot.advice])

    def get_outcome(self, ballot: Ballot) -> str | None:
        return ballot.outcome or None

    def get_outcome_label(self, ballot: Ballot) -> str | None:
        return say(OUTCOME_WORDS[ballot.outcome]) if ballot.outcome else None

    def get_votes_for(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("votes_for")

    def get_votes_against(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("votes_against")

    def get_abstentions(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("abstentions")


class _Refusal(StrictSerializer):
    """Why not yet."""

    code = serializers.CharField()
    message = serializers.SerializerMethodField()

    def get_message(self, refusal: Any) -> str:
        return say(refusal.words)


class SharedTransitionSerializer(StrictSerializer):
    """A transition of all clauses of an agreement that can take it: on all, or on none."""

    name = serializers.CharField(source="transition.name")
    label = serializers.SerializerMethodField()
    clauses = serializers.IntegerField()
    open = serializers.BooleanField()
    needs_reason = serializers.BooleanField(source="transition.needs_reason")
    refusals = serializers.SerializerMethodField()
    input_schema = serializers.SerializerMethodField()

    def get_label(self, option: SharedOption) -> str:
        return say(option.transition.label)

    def get_refusals(self, option: SharedOption) -> list[dict[str, str]]:
        return [_Refusal().to_representation(no) for no in option.refusals.values()]

    def get_input_schema(self, option: SharedOption) -> dict[str, Any]:
        return input_schema(option.transition.data)


def _label(slug: str, code: str) -> str:
    words = codes_of(slug).get(code)
    return say(words) if words else code
