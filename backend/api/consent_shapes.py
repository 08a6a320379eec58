"""The shapes of consents: given, awaited, and to what."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.naming import camelize
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json, Reference
from backend.workflow.lifecycle import ConsentRule
from backend.workflow.models import Consent

CONSENT_RULES = [(rule.value, rule.value) for rule in ConsentRule]


class ConsentInput(StrictSerializer):
    """A yes to the current text and to `data`. `digest` proves that you saw what you consent to."""

    transition = serializers.CharField(max_length=60)
    digest = serializers.RegexField(r"^[0-9a-f]{64}$", required=False, max_length=64)
    data = serializers.DictField(
        required=False, help_text="The terms; leave out to consent to the terms on offer."
    )
    organisation = serializers.UUIDField(
        required=False, allow_null=True, help_text="For whom, if you could act for several."
    )


class OnPaper(StrictSerializer):
    """Where it was signed on paper: by when, and who recorded it; it was confirmed at `givenAt`."""

    id = serializers.UUIDField(source="paper_id", allow_null=True)
    signed_on = serializers.DateField(allow_null=True)
    recorded_by = serializers.CharField()


class GivenThrough(StrictSerializer):
    """The whole to which this consent was given, and with it to this part."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class ConsentSerializer(StrictSerializer):
    """One party's yes to one exact text; `endedBecause` says why it no longer counts."""

    id = serializers.UUIDField()
    transition = serializers.CharField()
    digest = serializers.CharField()
    terms = serializers.SerializerMethodField()
    organisation = Reference()
    side = serializers.CharField()
    person = serializers.CharField(source="person_name")
    mandated = serializers.SerializerMethodField()
    given_at = serializers.DateTimeField()
    on_paper = OnPaper(source="*")
    through = GivenThrough(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.SerializerMethodField()

    def get_terms(self, consent: Consent) -> Json:
        terms: Json = camelize(consent.terms)
        return terms

    def get_mandated(self, consent: Consent) -> bool:
        return bool(consent.mandate)

    def get_ended_because(self, consent: Consent) -> str | None:
        return consent.ended_because or None


class AwaitedSerializer(StrictSerializer):
    """An organisation whose yes is still awaited."""

    organisation_id = serializers.UUIDField()
    organisation = serializers.CharField()
    side = serializers.CharField()


class GivenSerializer(StrictSerializer):
    """A yes to this text."""

    id = serializers.UUIDField()
    organisation_id = serializers.UUIDField()
    organisation = serializers.CharField(source="organisation.name")
    side = serializers.CharField()
    person = serializers.CharField(source="person_name")
    mandated = serializers.SerializerMethodField(help_text="That, and never on which mandate.")
    given_at = serializers.DateTimeField()
    on_paper = OnPaper(source="*")
    through = GivenThrough(allow_null=True)

    def get_mandated(self, consent: Consent) -> bool:
        return bool(consent.mandate)


class StandingSerializer(StrictSerializer):
    """Who has consented to this text on these terms, and who is awaited."""

    rule = serializers.ChoiceField(choices=CONSENT_RULES)
    digest = serializers.CharField()
    terms = serializers.SerializerMethodField()
    given = GivenSerializer(many=True)
    missing = serializers.SerializerMethodField()

    def get_terms(self, standing: Json) -> Json:
        terms: Json = camelize(standing["terms"])
        return terms

    @extend_schema_field(AwaitedSerializer(many=True))
    def get_missing(self, standing: Json) -> list[Json]:
        show = AwaitedSerializer().to_representation
        return [
            show({"organisation_id": organisation_id, "organisation": name, "side": side})
            for side, organisation_id, name in standing["missing"]
        ]
