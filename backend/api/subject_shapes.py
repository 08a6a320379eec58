"""The shapes of any subject, and of what only refers to something else."""

from typing import Any

from rest_framework import serializers

from backend.api.columns import depends_on
from backend.api.languages import say
from backend.api.serializers import StrictModelSerializer, StrictSerializer
from backend.parties.audiences import Visibility

Json = dict[str, Any]


class Reference(StrictSerializer):
    """Something else, by its id and the name by which people know it."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class SubjectSerializer(StrictModelSerializer):
    """What every subject shows; a domain adds its own fields to `Meta.fields`."""

    kind = serializers.CharField(read_only=True)
    state = serializers.CharField(read_only=True)
    state_label = serializers.SerializerMethodField()
    phase = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(choices=Visibility.choices, read_only=True)
    author_side = serializers.SerializerMethodField()
    bargaining_table = Reference(read_only=True, allow_null=True)
    version = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    class Meta:
        fields: tuple[str, ...] = (
            "id",
            "kind",
            "state",
            "state_label",
            "phase",
            "visibility",
            "author_side",
            "bargaining_table",
            "version",
            "created_at",
            "updated_at",
        )

    @depends_on("state")
    def get_state_label(self, subject: Any) -> str:
        return say(subject.lifecycle.states[subject.state].label)

    @depends_on("state")
    def get_phase(self, subject: Any) -> str:
        phase: str = subject.lifecycle.states[subject.state].phase
        return phase

    @depends_on("author_side")
    def get_author_side(self, subject: Any) -> str | None:
        return subject.author_side or None
