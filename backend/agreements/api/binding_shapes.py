"""The shapes of requests to declare provisions generally binding (avv)."""

from datetime import date

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.agreements.api.clause_shapes import AgreementReference
from backend.agreements.kinds import BINDING_WORDS, BindingKind, BindingOutcome
from backend.agreements.models import BindingRequest
from backend.api.languages import say
from backend.api.papers import LONGEST_DOCUMENT
from backend.api.serializers import StrictSerializer


class BindingSerializer(StrictSerializer):
    """A request of parties to declare clauses generally binding, or to extend that.

    That the `parties` ask is a statement of the joint secretariat, `statedBy`, with their letter as
    evidence (`document`, for the parties). Read by the parties until it is open for inspection; by
    everybody from then on. `excluded` are the clauses of it that the minister left out. The texts
    that go with it are the published ones.
    """

    id = serializers.UUIDField()
    agreement = AgreementReference()
    kind = serializers.ChoiceField(choices=BindingKind.choices)
    state = serializers.ChoiceField(choices=[(code, code) for code in BINDING_WORDS])
    state_label = serializers.SerializerMethodField()
    fund_provisions = serializers.BooleanField(source="fund")
    clauses = serializers.ListField(child=serializers.UUIDField())
    parties = serializers.ListField(child=serializers.CharField())
    stated_by = serializers.CharField()
    letter = serializers.CharField(
        source="letter_name", allow_null=True, help_text="What it is called; null for others."
    )
    requested_on = serializers.DateField()
    inspection_starts_on = serializers.DateField(source="inspection_from", allow_null=True)
    inspection_ends_on = serializers.DateField(source="inspection_until", allow_null=True)
    objections = serializers.IntegerField(allow_null=True)
    dispensation_requests = serializers.IntegerField(source="dispensations", allow_null=True)
    outcome = serializers.SerializerMethodField()
    excluded = serializers.ListField(child=serializers.UUIDField())
    decided_on = serializers.DateField(allow_null=True)
    starts_on = serializers.DateField(source="binding_from", allow_null=True)
    ends_on = serializers.DateField(source="binding_until", allow_null=True)
    source = serializers.CharField()
    withdrawn_on = serializers.DateField(allow_null=True)
    extension_declined_on = serializers.SerializerMethodField(
        help_text="When it was recorded that no extension is asked; null for who is no party to it."
    )
    version = serializers.IntegerField()

    def get_extension_declined_on(self, request: BindingRequest) -> date | None:
        agreement = request.agreement
        if agreement.dates_word not in self.context["view"].actor.audiences:
            return None
        same = request.binding_until is not None
        same = same and request.binding_until == agreement.binding_ends_on
        return agreement.binding_declined_on if same else None

    def get_state_label(self, request: BindingRequest) -> str:
        return say(BINDING_WORDS[request.state])

    @extend_schema_field(serializers.ChoiceField(choices=BindingOutcome.choices, allow_null=True))
    def get_outcome(self, request: BindingRequest) -> str | None:
        return request.outcome or None


class BindingCreate(StrictSerializer):
    """What parties ask, by their letter. An extension takes over the clauses of what it extends.

    `parties`: who asks, one or more; an extension is asked by all. `clauses`: of this agreement,
    registered and published; what is left out is not asked. The letter is for the parties alone.
    """

    agreement = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=BindingKind.choices)
    requested_on = serializers.DateField()
    parties = serializers.ListField(child=serializers.UUIDField(), max_length=100)
    clauses = serializers.ListField(child=serializers.UUIDField(), max_length=500, required=False)
    fund_provisions = serializers.BooleanField(source="fund", required=False)
    name = serializers.CharField(max_length=200, help_text="What the letter is called.")
    document = serializers.CharField(
        max_length=LONGEST_DOCUMENT, help_text="A PDF, PNG or JPEG of at most 5 MiB, in Base64."
    )


class BindingUpdate(StrictSerializer):
    """What came of a request: inspection, then counts, then the decision; or its withdrawal."""

    inspection_starts_on = serializers.DateField(source="inspection_from")
    objections = serializers.IntegerField(min_value=0, max_value=10_000)
    dispensation_requests = serializers.IntegerField(
        source="dispensations", min_value=0, max_value=10_000
    )
    outcome = serializers.ChoiceField(choices=BindingOutcome.choices)
    excluded = serializers.ListField(child=serializers.UUIDField(), max_length=500)
    decided_on = serializers.DateField()
    starts_on = serializers.DateField(source="binding_from")
    ends_on = serializers.DateField(source="binding_until")
    source = serializers.CharField(
        max_length=100, allow_blank=True, help_text="Such as the number in the Staatscourant."
    )
    withdrawn_on = serializers.DateField()
    extension_declined_on = serializers.DateField(
        source="declined_on", help_text="By itself: no extension is asked of what became binding."
    )
