"""The shapes of copies."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.chain_shapes import AuditEntrySerializer
from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json, Reference
from backend.copies.models import DossierCopy
from backend.parties.kinds import Side
from backend.workflow import registry

_SIDES = [*Side.choices, ("", "")]


class CopiedSubjectSerializer(StrictSerializer):
    """Which dossier it was, as it was called then. There is no way to it any more."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")
    title = serializers.CharField()
    part_of = serializers.CharField(help_text="The agreement that it is a part of, if any.")
    state = serializers.CharField(help_text="Where it stood on the last day.")
    state_label = serializers.SerializerMethodField()

    def get_state_label(self, copy: DossierCopy) -> str:
        state = registry.lifecycle_of(copy.subject_kind).states.get(copy.state)
        return say(state.label) if state else copy.state


class CopySerializer(StrictSerializer):
    """A dossier as your organisation could read it on the last day of its part in it."""

    id = serializers.UUIDField()
    subject = CopiedSubjectSerializer(source="*")
    organisation = Reference()
    bargaining_table = Reference()
    ended_on = serializers.DateField(help_text="The last day on which it could be read.")
    seat_ended = serializers.BooleanField(
        help_text="Whether the seat ended, and not only the part in this agreement."
    )
    made_at = serializers.DateTimeField()
    digest = serializers.CharField(help_text="SHA-256 of all that is kept.")


class CopiedTextSerializer(StrictSerializer):
    """A text of the dossier: a version, or a part of it. `number` is 0 where it has none."""

    field = serializers.CharField()
    number = serializers.IntegerField()
    side = serializers.ChoiceField(choices=_SIDES)
    at = serializers.CharField(allow_null=True)
    body = serializers.CharField()


class CopiedReplySerializer(StrictSerializer):
    """What was said at the table."""

    text = serializers.CharField()
    person = serializers.CharField()
    organisation = serializers.CharField()
    side = serializers.ChoiceField(choices=_SIDES)
    at = serializers.CharField()


class CopiedCommentSerializer(CopiedReplySerializer):
    """A comment, the words that it was about, and its answers."""

    quote = serializers.CharField()
    replies = CopiedReplySerializer(many=True)


class CopyDetailSerializer(CopySerializer):
    """A copy with all that is in it. `entries` are lines of the chains, as in `audit-entries`."""

    texts = CopiedTextSerializer(many=True, source="body.texts")
    comments = CopiedCommentSerializer(many=True, source="body.comments")
    entries = serializers.SerializerMethodField()

    @extend_schema_field(AuditEntrySerializer(many=True))
    def get_entries(self, copy: DossierCopy) -> list[Json]:
        return [_entry(record) for record in copy.body["entries"]]


def _entry(record: dict[str, Any]) -> Json:
    """Return a line as `audit-entries` shows it."""
    shown = {key: value for key, value in record.items() if key != "type"}
    shown["actor"] = dict(zip(("kind", "id", "name"), record["actor"], strict=True))
    whom = record["organisation"]
    shown["organisation"] = dict(zip(("id", "name", "side"), whom, strict=True))
    return shown
