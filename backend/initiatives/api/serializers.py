"""The shapes of initiatives: how they go out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subjects import Reference, SubjectSerializer
from backend.initiatives import links
from backend.initiatives.bodies import body_code, body_for, role_words
from backend.initiatives.kinds import (
    Anchor,
    BottleneckStatus,
    Confidence,
    Culture,
    Moment,
    Occasion,
    Outcome,
    OwnerSide,
    SbiVersion,
    WorksCouncilRole,
)
from backend.initiatives.models import Initiative


class Chosen(serializers.ChoiceField):
    """A choice that goes out as null while nothing has been chosen."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices=choices, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        """Return the code, or null."""
        return value or None


def amount(**kwargs: Any) -> serializers.DecimalField:
    """Return a number without needless zeros; as text, so that none of it gets lost."""
    kwargs = {"max_digits": 14, "decimal_places": 4, "allow_null": True} | kwargs
    return serializers.DecimalField(normalize_output=True, **kwargs)


class WorksCouncilSerializer(StrictSerializer):
    """What is asked of the body that speaks for the employees, and what it answered.

    `fittingBody` is the one that the law knows for a firm of this size (`or`,
    `pvt_or_staff_meeting`, `none`), empty where the size is not known; `body` the one that is
    asked.
    """

    fitting_body = serializers.SerializerMethodField()
    fitting_body_label = serializers.SerializerMethodField()
    fitting_body_sentence = serializers.SerializerMethodField()
    role_label = serializers.SerializerMethodField()
    role = Chosen(WorksCouncilRole.choices, source="works_council_role")
    body = Reference(source="works_council_body", allow_null=True)
    answer_due_on = serializers.DateField(source="works_council_answer_due_on", allow_null=True)
    outcome = Chosen(Outcome.choices, source="works_council_outcome")
    decided_on = serializers.DateField(source="works_council_decided_on", allow_null=True)
    conditions = serializers.CharField(source="works_council_conditions")

    def get_fitting_body(self, initiative: Any) -> str:
        return body_code(initiative.size_class)

    def get_fitting_body_label(self, initiative: Any) -> str:
        return say(body_for(initiative.size_class).label)

    def get_fitting_body_sentence(self, initiative: Any) -> str:
        return say(body_for(initiative.size_class).because)

    def get_role_label(self, initiative: Any) -> str | None:
        words = role_words(initiative.works_council_role, initiative.size_class)
        return say(words) if words else None


class CultureSerializer(StrictSerializer):
    """Whether the culture of the organisation helps, and why."""

    effect = Chosen(Culture.choices, source="culture_effect")
    note = serializers.CharField(source="culture_note")


class EmbeddingSerializer(StrictSerializer):
    """How it becomes the normal way of working."""

    plan = serializers.CharField(source="embedding_plan")
    owner = Reference(source="embedding_owner", allow_null=True)
    anchor = Chosen(Anchor.choices, source="embedding_anchor")
    evidence = serializers.CharField(source="embedding_evidence")


class IndicatorSerializer(StrictSerializer):
    """Where an indicator stood, should get to, and stands."""

    code = serializers.CharField()
    baseline = amount()
    target = amount()
    current = amount()
    source = serializers.CharField()
    not_available_because = serializers.CharField()


_SHORT = (
    *SubjectSerializer.Meta.fields,
    "title",
    "organisation",
    "sector_code",
    "sbi_version",
    "region",
    "size_class",
    "types",
    "aims",
    "employer_owner",
    "worker_owner",
    "start_on",
    "end_on",
    "next_review_on",
    "final_evaluation_on",
    "overdue",
)


class InitiativeSummary(SubjectSerializer):
    """An initiative in a list. `overdue`: something should have happened by now."""

    organisation = Reference(allow_null=True)
    sbi_version = Chosen(SbiVersion.choices)
    employer_owner = Reference(allow_null=True)
    worker_owner = Reference(allow_null=True)
    types = serializers.ListField(child=serializers.CharField())
    aims = serializers.ListField(child=serializers.CharField())
    overdue = serializers.BooleanField()

    class Meta(SubjectSerializer.Meta):
        model = Initiative
        fields = _SHORT


class InitiativeSerializer(InitiativeSummary):
    """An initiative: its plan, who carries it, and what became of it."""

    occasion = Chosen(Occasion.choices)
    success_factors = serializers.ListField(child=serializers.CharField())
    linked_clauses = serializers.SerializerMethodField()
    works_council = WorksCouncilSerializer(source="*")
    budget = amount(decimal_places=2)
    culture = CultureSerializer(source="*")
    embedding = EmbeddingSerializer(source="*")
    indicators = IndicatorSerializer(many=True)
    stop_announced_by = Chosen([("employer", "employer"), ("workers", "workers")])

    class Meta(InitiativeSummary.Meta):
        fields = (
            *_SHORT,
            "problem",
            "plan",
            "desired_situation",
            "occasion",
            "target_group",
            "target_group_size",
            "tailoring",
            "partnership",
            "success_factors",
            "linked_clauses",
            "works_council",
            "approved_on",
            "resume_on",
            "stop_announced_on",
            "stop_announced_by",
            "closed_on",
            "follow_up_on",
            "extensions",
            "example_asked_on",
            "example_agreed_on",
            "example_summary",
            "budget",
            "funding",
            "grant_awarded_on",
            "culture",
            "lessons",
            "embedding",
            "indicators",
        )

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_linked_clauses(self, initiative: Any) -> list[str]:
        actor = self.context["view"].actor
        return [str(pk) for pk in links.seen_by(actor, initiative.linked_clauses)]


class BottleneckSerializer(StrictSerializer):
    """What stands in the way, who deals with it, how, and by when."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    description = serializers.CharField()
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices)
    owner = Reference(allow_null=True)
    solution = serializers.CharField()
    raised_on = serializers.DateField(allow_null=True)
    due_on = serializers.DateField()
    status = serializers.ChoiceField(choices=BottleneckStatus.choices)
    result = serializers.CharField()
    closed_on = serializers.DateField(allow_null=True)


class MeasurementSerializer(StrictSerializer):
    """One value of one indicator on one day, or why there is none."""

    id = serializers.UUIDField()
    indicator = serializers.CharField(source="indicator.code")
    moment = serializers.ChoiceField(choices=Moment.choices)
    measured_on = serializers.DateField()
    value = amount()
    source = serializers.CharField()
    not_available_because = serializers.CharField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField()


class BusinessCaseSerializer(StrictSerializer):
    """Costs and benefits as somebody reckoned them; the newest counts."""

    id = serializers.UUIDField()
    cost = amount(decimal_places=2, allow_null=False)
    benefit = amount(decimal_places=2, allow_null=False)
    payback_months = serializers.IntegerField(allow_null=True)
    source = serializers.CharField()
    confidence = Chosen(Confidence.choices)
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
