"""The shapes of what happened: the transitions that were taken, and the lines of the chain."""

from rest_framework import serializers

from backend.api.languages import say
from backend.api.naming import camelize
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json
from backend.audit.chain import utc_text
from backend.audit.models import AuditEntry
from backend.workflow import registry
from backend.workflow.lifecycle import Lifecycle


class TransitionSerializer(StrictSerializer):
    """A transition that was taken. Its id is the digest of its audit entry."""

    id = serializers.CharField(source="digest")
    name = serializers.CharField(source="event")
    label = serializers.SerializerMethodField()
    from_ = serializers.CharField(source="from_state")
    to = serializers.CharField(source="to_state")
    to_label = serializers.SerializerMethodField()
    actor = serializers.CharField(source="actor_name")
    organisation = serializers.CharField(source="organisation_name")
    side = serializers.CharField(source="acting_side")
    mandated = serializers.SerializerMethodField()
    reason = serializers.CharField()
    data = serializers.SerializerMethodField()
    at = serializers.DateTimeField()

    def get_label(self, entry: AuditEntry) -> str:
        return label_of(registry.lifecycle_of(entry.subject_kind), entry.event)

    def get_to_label(self, entry: AuditEntry) -> str:
        state = registry.lifecycle_of(entry.subject_kind).states.get(entry.to_state)
        return say(state.label) if state else entry.to_state

    def get_mandated(self, entry: AuditEntry) -> bool:
        return bool(entry.mandate)

    def get_data(self, entry: AuditEntry) -> Json:
        data: Json = camelize(entry.facts.get("data", {}))
        return data


class _Who(StrictSerializer):
    """Who did it, as it was then."""

    kind = serializers.CharField(source="actor_kind")
    id = serializers.CharField(source="actor_id")
    name = serializers.CharField(source="actor_name")


class _ForWhom(StrictSerializer):
    """On behalf of whom, as it was then."""

    id = serializers.CharField(source="organisation_id")
    name = serializers.CharField(source="organisation_name")
    side = serializers.CharField(source="acting_side")


class AuditEntrySerializer(StrictSerializer):
    """One line of the chain. All that its digest covers is here, so that anyone can verify it."""

    chain = serializers.CharField()
    number = serializers.IntegerField()
    event = serializers.CharField()
    from_ = serializers.CharField(source="from_state")
    to = serializers.CharField(source="to_state")
    actor = _Who(source="*")
    organisation = _ForWhom(source="*")
    mandate = serializers.CharField(
        help_text="That there was a mandate; which one, only its own organisation can work out."
    )
    reason = serializers.CharField()
    facts = serializers.SerializerMethodField(help_text="As digested: names in snake_case.")
    at = serializers.SerializerMethodField()
    previous = serializers.CharField()
    digest = serializers.CharField()

    def get_facts(self, entry: AuditEntry) -> Json:
        facts: Json = entry.facts
        return facts

    def get_at(self, entry: AuditEntry) -> str:
        return utc_text(entry.at)


def label_of(lifecycle: Lifecycle, name: str) -> str:
    """Return what people call a transition; its name where the table no longer has it."""
    rows = (row for row in lifecycle.transitions if row.name == name)
    row = next(rows, None)
    return say(row.label) if row else name
