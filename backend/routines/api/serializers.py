"""The shapes of recurring duties and their periods."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json, Reference, SubjectSerializer
from backend.routines import rhythm
from backend.routines.kinds import (
    ABOUT_CHOICES,
    FORM_WORDS,
    LONGEST_TITLE,
    MOST_EVERY,
    PERIOD_WORDS,
    Form,
    PeriodState,
    Unit,
)
from backend.routines.models import Period, Routine


class DossierReference(StrictSerializer):
    """What it belongs to, by kind, id and the title that you may read."""

    kind = serializers.ChoiceField(choices=ABOUT_CHOICES)
    id = serializers.UUIDField()
    title = serializers.CharField()


class RoutineSerializer(SubjectSerializer):
    """Something that comes back, and its current period.

    `about` is what it belongs to: null of the table as a whole, or where you may not read that.
    `period` is the rhythm in ISO 8601. `dueOn` is null before it was agreed and after it ended.
    """

    form_label = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField()
    period = serializers.SerializerMethodField()
    rhythm_label = serializers.SerializerMethodField()
    employer_owner = Reference(read_only=True, allow_null=True)
    worker_owner = Reference(read_only=True, allow_null=True)
    organisation = Reference(source="author_organisation", read_only=True, allow_null=True)

    class Meta(SubjectSerializer.Meta):
        model = Routine
        fields = (
            *SubjectSerializer.Meta.fields,
            "title",
            "form",
            "form_label",
            "about",
            "every",
            "unit",
            "period",
            "rhythm_label",
            "first_on",
            "month_end",
            "number",
            "due_on",
            "employer_owner",
            "worker_owner",
            "organisation",
        )

    def get_form_label(self, routine: Routine) -> str:
        return say(FORM_WORDS[Form(routine.form)])

    @extend_schema_field(DossierReference(allow_null=True))
    def get_about(self, routine: Routine) -> Json | None:
        found: Any = routine.__dict__.get("seen_dossier")
        if found is None:
            return None
        return {"kind": found.kind, "id": str(found.pk), "title": found.caption}

    def get_period(self, routine: Routine) -> str:
        return rhythm.in_iso(routine.every, routine.unit)

    def get_rhythm_label(self, routine: Routine) -> str:
        return say(rhythm.in_words(routine.every, routine.unit))


class RoutinePeriodSerializer(StrictSerializer):
    """One time that it came back, and what came of it: done, skipped, not done, or still open."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    due_on = serializers.DateField()
    state = serializers.ChoiceField(choices=PeriodState.choices)
    state_label = serializers.SerializerMethodField()
    held_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField(help_text="What came of it, or why it was skipped.")

    def get_state_label(self, period: Period) -> str:
        return say(PERIOD_WORDS[PeriodState(period.state)])


class RoutineUpdate(StrictSerializer):
    """A recurring duty as it is proposed."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    form = serializers.ChoiceField(choices=Form.choices)
    every = serializers.IntegerField(min_value=1, max_value=MOST_EVERY)
    unit = serializers.ChoiceField(choices=Unit.choices)
    first_on = serializers.DateField(help_text="The day of the first period.")
    month_end = serializers.BooleanField(
        required=False, help_text="Each period falls on the last day of its month."
    )
    employer_owner = serializers.UUIDField(
        source="employer_owner_id", required=False, allow_null=True
    )
    worker_owner = serializers.UUIDField(source="worker_owner_id", required=False, allow_null=True)


class RoutineCreate(RoutineUpdate):
    """At a table where you sit, or in one of its dossiers that all parties read."""

    bargaining_table = serializers.UUIDField()
    about_kind = serializers.ChoiceField(choices=ABOUT_CHOICES, required=False)
    about_id = serializers.UUIDField(required=False)
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )
