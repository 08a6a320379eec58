"""The shapes of initiatives: what comes in."""

from typing import Any

from rest_framework import serializers

from backend.api.serializers import StrictSerializer
from backend.initiatives.api.serializers import amount
from backend.initiatives.kinds import (
    BottleneckStatus,
    Confidence,
    Culture,
    Moment,
    Occasion,
    OwnerSide,
    SbiVersion,
    WorksCouncilRole,
)
from backend.initiatives.models import LONGEST

MOST_CODES = 20
MOST_LINKS = 100
# PostgreSQL's integer; a group of more people is a mistake anyway.
MOST_PEOPLE = 2_000_000_000


def _text(longest: int = LONGEST) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=longest)


def _codes(most: int = MOST_CODES) -> serializers.ListField:
    child = serializers.CharField(max_length=60)
    return serializers.ListField(child=child, required=False, max_length=most)


def _choice(choices: Any, **kwargs: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=choices, required=False, **kwargs)


def _organisation() -> serializers.UUIDField:
    return serializers.UUIDField(required=False, allow_null=True)


def _day() -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True)


class IndicatorInput(StrictSerializer):
    """An indicator of the plan: what it should get to, and from what source it is known."""

    code = serializers.CharField(max_length=60)
    target = amount(required=False)
    baseline = amount(required=False)
    source = _text(300)
    not_available_because = _text(500)


class ExpectedBottleneck(StrictSerializer):
    """What may stand in the way, and what would be done about it."""

    code = serializers.CharField(max_length=60)
    description = _text(2000)
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices)
    solution = serializers.CharField(max_length=2000)
    due_on = serializers.DateField()


class _Plan(StrictSerializer):
    """The plan; an idea may leave nearly all of it for later."""

    problem = _text()
    plan = _text()
    desired_situation = _text()
    occasion = _choice(Occasion.choices, allow_blank=True)
    organisation = _organisation()
    sector_code = _text(10)
    sbi_version = _choice(SbiVersion.choices, allow_blank=True)
    region = _text(10)
    size_class = _text(10)
    types = _codes()
    aims = _codes(3)
    target_group = _text(500)
    target_group_size = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MOST_PEOPLE
    )
    tailoring = _text()
    partnership = _text(300)
    success_factors = _codes()
    linked_clauses = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=MOST_LINKS
    )
    works_council_role = _choice(WorksCouncilRole.choices, allow_blank=True)
    works_council_body = _organisation()
    employer_owner = _organisation()
    worker_owner = _organisation()
    start_on = _day()
    end_on = _day()
    next_review_on = _day()
    final_evaluation_on = _day()
    budget = amount(required=False, max_digits=12, decimal_places=2, min_value=0)
    funding = _text(60)
    culture_effect = _choice(Culture.choices, allow_blank=True)
    culture_note = _text()
    indicators = serializers.ListField(child=IndicatorInput(), required=False, max_length=3)
    expected_bottlenecks = serializers.ListField(
        child=ExpectedBottleneck(), required=False, max_length=MOST_CODES
    )


class InitiativeCreate(_Plan):
    """An idea of your own side, at a table where you have a voice."""

    bargaining_table = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    author_organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom you propose it, if you could for several.",
    )


class InitiativeUpdate(_Plan):
    """Changes of the plan until it is approved; afterwards notes, or your own side's owner."""

    title = serializers.CharField(max_length=200, required=False)
    lessons = _text()


class BottleneckInput(StrictSerializer):
    """A bottleneck that somebody in the steering group meets."""

    code = serializers.CharField(max_length=60)
    description = serializers.CharField(max_length=2000)
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices)
    owner = serializers.UUIDField(required=False, allow_null=True)
    solution = serializers.CharField(max_length=2000)
    due_on = serializers.DateField()


class BottleneckUpdate(StrictSerializer):
    """How far it is; one that is solved or accepted has a result."""

    status = serializers.ChoiceField(
        choices=[c for c in BottleneckStatus.choices if c[0] != BottleneckStatus.EXPECTED]
    )
    result = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class MeasurementInput(StrictSerializer):
    """A value with its source, or why there is none."""

    indicator = serializers.CharField(max_length=60)
    moment = serializers.ChoiceField(choices=Moment.choices)
    measured_on = serializers.DateField()
    value = amount(required=False)
    source = _text(300)
    not_available_because = _text(500)
    note = _text(2000)


class BusinessCaseInput(StrictSerializer):
    """Costs and benefits, with how sure they are and where they come from."""

    cost = amount(decimal_places=2, allow_null=False, min_value=0)
    benefit = amount(decimal_places=2, allow_null=False, min_value=0)
    payback_months = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1200
    )
    source = _text(300)
    confidence = _choice(Confidence.choices, allow_blank=True)
    note = _text(2000)
