"""The shapes of agreements, and of what can be done to all their clauses at once."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.agreements.api.shared import SharedOption
from backend.agreements.kinds import AgreementType, SbiVersion
from backend.agreements.models import Agreement
from backend.api.languages import say
from backend.api.option_shapes import RefusalSerializer, input_schema
from backend.api.serializers import StrictModelSerializer, StrictSerializer
from backend.api.subject_shapes import Reference
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity, Side
from backend.reference.words import Words

RELATIONS = [(name, name) for name in ("predecessor", "successor")]
TYPE_WORDS = {
    AgreementType.SECTOR: Words("Bedrijfstak-cao", "Branch agreement"),
    AgreementType.COMPANY: Words("Ondernemings-cao", "Company agreement"),
}


class AgreementParty(StrictSerializer):
    """A party at the table of an agreement, today."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    side = serializers.ChoiceField(choices=Side.choices)


class AgreementSerializer(StrictModelSerializer):
    """A collective labour agreement. `lastNoticeOn` is the last day to give notice.

    `termByLaw`: no term was agreed, and `endsOn` is what the law makes of that.

    `bindingUntilOn`: until when (part of) it is declared generally binding, where it was.
    """

    kind = serializers.CharField(read_only=True)
    type = serializers.ChoiceField(source="agreement_type", choices=AgreementType.choices)
    type_label = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    starts_on = serializers.DateField(source="start_on")
    ends_on = serializers.DateField(source="end_on")
    last_notice_on = serializers.DateField(source="notice_by", allow_null=True)
    binding_until_on = serializers.DateField(source="binding_ends_on", allow_null=True)
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
            "term_by_law",
            "notice_period",
            "last_notice_on",
            "tacit_renewal",
            "registered_on",
            "receipt_notice_on",
            "binding_until_on",
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

    @extend_schema_field(AgreementParty(many=True))
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


class AgreementRelative(StrictSerializer):
    """An agreement before or after another one."""

    relation = serializers.ChoiceField(choices=RELATIONS)
    id = serializers.UUIDField()
    title = serializers.CharField()
    starts_on = serializers.DateField(source="start_on")
    ends_on = serializers.DateField(source="end_on")


class PossibleAgreement(StrictSerializer):
    """An agreement that can replace another one."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    starts_on = serializers.DateField(source="start_on")


class AgreementUpdate(StrictSerializer):
    """What the parties and the secretariat can correct."""

    title = serializers.CharField(max_length=200)
    starts_on = serializers.DateField(source="start_on")
    ends_on = serializers.DateField(
        source="end_on",
        required=False,
        allow_null=True,
        help_text="Null: no term was agreed; the law makes it a year (Wet CAO art. 19 lid 2).",
    )
    notice_period = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="ISO 8601, such as `P1M`; empty: a twelfth of the term (Wet CAO art. 19).",
    )
    tacit_renewal = serializers.BooleanField(required=False)
    sector_code = serializers.CharField(max_length=10, required=False, allow_blank=True)
    sbi_version = serializers.ChoiceField(choices=SbiVersion.choices, required=False)


class AgreementCorrection(AgreementUpdate):
    """What can be corrected, and which agreement replaces it: null for none."""

    successor = serializers.UUIDField(source="successor_id", required=False, allow_null=True)


class AgreementCreate(AgreementUpdate):
    """An agreement at a table where you are a party or the secretariat."""

    bargaining_table = serializers.UUIDField(source="bargaining_table_id")
    type = serializers.ChoiceField(source="agreement_type", choices=AgreementType.choices)


class SharedTransitionSerializer(StrictSerializer):
    """A transition of all clauses of an agreement that can take it: on all, or on none."""

    name = serializers.CharField(source="transition.name")
    label = serializers.SerializerMethodField()
    clauses = serializers.IntegerField()
    open = serializers.BooleanField()
    needs_reason = serializers.BooleanField(source="transition.needs_reason")
    refusals = RefusalSerializer(many=True, source="reasons")
    input_schema = serializers.SerializerMethodField()

    def get_label(self, option: SharedOption) -> str:
        return say(option.transition.label)

    def get_input_schema(self, option: SharedOption) -> dict[str, Any]:
        return input_schema(option.transition.data)
