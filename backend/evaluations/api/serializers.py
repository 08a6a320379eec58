"""The shapes of evaluations and judgements."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.option_shapes import input_schema
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.evaluations import queries
from backend.evaluations.content import LARGEST, MOST_INDICATORS, shape_of
from backend.evaluations.kinds import (
    ADVICE_WORDS,
    FORM_WORDS,
    VERDICT_WORDS,
    Advice,
    Form,
    Verdict,
)
from backend.evaluations.models import Evaluation, Judgement
from backend.workflow.consents import SIDE_WORDS

LONGEST = 5000
Json = dict[str, Any]


class _Subject(StrictSerializer):
    """What is evaluated."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class IndicatorValueSerializer(StrictSerializer):
    """A measured value and its source, or why there is none."""

    indicator = serializers.CharField(max_length=60, help_text="A code of the list `indicators`.")
    value = serializers.FloatField(
        required=False, allow_null=True, min_value=-LARGEST, max_value=LARGEST
    )
    not_available_because = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST
    )
    source = serializers.CharField(required=False, allow_blank=True, max_length=500)


class JudgementSerializer(StrictSerializer):
    """What one side finds. `replacedAt`: a correction took its place, before it was unsealed."""

    id = serializers.UUIDField()
    side = serializers.CharField(source="voice", help_text="employer, union or workers")
    organisation = Reference()
    person = serializers.CharField(source="person_name")
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    verdict_label = serializers.SerializerMethodField()
    explanation = serializers.CharField()
    indicators = IndicatorValueSerializer(many=True)
    no_indicators_because = serializers.CharField()
    lessons = serializers.CharField()
    advice = serializers.SerializerMethodField()
    advice_label = serializers.SerializerMethodField()
    given_at = serializers.DateTimeField()
    replaced_at = serializers.DateTimeField(allow_null=True)
    unsealed_at = serializers.DateTimeField(allow_null=True)

    def get_verdict_label(self, judgement: Judgement) -> str:
        return say(VERDICT_WORDS[Verdict(judgement.verdict)])

    def get_advice(self, judgement: Judgement) -> str | None:
        return judgement.advice or None

    def get_advice_label(self, judgement: Judgement) -> str | None:
        return say(ADVICE_WORDS[Advice(judgement.advice)]) if judgement.advice else None


class _SideSerializer(StrictSerializer):
    """Where one side stands: all parties see that it has judged, and what once unsealed."""

    side = serializers.CharField(help_text="employer, union or workers")
    side_label = serializers.CharField()
    given = serializers.BooleanField()
    judgement = JudgementSerializer(allow_null=True)


class EvaluationSerializer(StrictSerializer):
    """An evaluation, with for each side whether it has judged, and its judgement if you may see it.

    `sealed`: not every side has judged yet, so nobody sees what another side found.
    """

    id = serializers.UUIDField()
    subject = _Subject(source="*")
    form = serializers.ChoiceField(choices=Form.choices)
    title = serializers.SerializerMethodField()
    bargaining_table = Reference()
    sealed = serializers.SerializerMethodField()
    judgements = serializers.SerializerMethodField()
    findings = serializers.CharField()
    opened_at = serializers.DateTimeField()
    unsealed_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)

    def get_title(self, evaluation: Evaluation) -> str:
        return say(FORM_WORDS[Form(evaluation.form)])

    def get_sealed(self, evaluation: Evaluation) -> bool:
        return evaluation.unsealed_at is None

    @extend_schema_field(_SideSerializer(many=True))
    def get_judgements(self, evaluation: Evaluation) -> list[Json]:
        show = _SideSerializer(context=self.context).to_representation
        # what `visible_to` left of the judgements that count
        found = {judgement.voice: judgement for judgement in evaluation.visible}
        return [
            show(
                {
                    "side": voice,
                    "side_label": say(SIDE_WORDS[voice]),
                    "given": voice in evaluation.judged_by,
                    "judgement": found.get(voice),
                }
            )
            for voice in evaluation.voices
        ]


class EvaluationDetailSerializer(EvaluationSerializer):
    """An evaluation, with whether you may judge in it now, and what a judgement asks for."""

    may_judge = serializers.SerializerMethodField()
    input_schema = serializers.SerializerMethodField()

    def get_may_judge(self, evaluation: Evaluation) -> bool:
        return queries.may_judge(self.context["view"].actor, evaluation)

    def get_input_schema(self, evaluation: Evaluation) -> Json:
        return input_schema(shape_of(evaluation.form))


class JudgementCreate(StrictSerializer):
    """What your side finds. A final evaluation also asks for lessons, advice and indicators.

    Until the other side has judged, a second judgement of the same organisation replaces the first.
    """

    verdict = serializers.ChoiceField(choices=Verdict.choices)
    explanation = serializers.CharField(max_length=LONGEST)
    indicators = serializers.ListField(
        child=IndicatorValueSerializer(), required=False, max_length=MOST_INDICATORS
    )
    no_indicators_because = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST
    )
    lessons = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST)
    advice = serializers.ChoiceField(required=False, choices=Advice.choices)
    organisation = serializers.UUIDField(
        required=False, allow_null=True, help_text="For whom, if you could act for several."
    )


class AddendumSerializer(StrictSerializer):
    """What a side added to its judgement after it was unsealed."""

    id = serializers.UUIDField()
    judgement = serializers.UUIDField(source="judgement_id")
    organisation = Reference()
    person = serializers.CharField(source="person_name")
    text = serializers.CharField()
    added_at = serializers.DateTimeField()


class AddendumCreate(StrictSerializer):
    """Something to add to a judgement of your own organisation."""

    judgement = serializers.UUIDField()
    text = serializers.CharField(max_length=LONGEST)
