"""The shapes of what may be done next: transitions and changes, open or with every refusal."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.consent_shapes import CONSENT_RULES, StandingSerializer
from backend.api.languages import language, say
from backend.api.naming import camel, camelize_schema
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json
from backend.workflow.engine import Option
from backend.workflow.lifecycle import BACK, STAY, Trigger

LONGEST_REASON = 5000


class TransitionInput(StrictSerializer):
    """Which transition to take. `data` fits the `inputSchema` of the available transition."""

    name = serializers.CharField(max_length=60)
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_REASON, default=""
    )
    data = serializers.DictField(
        required=False, help_text="Leave out to take the terms on which the parties consented."
    )
    organisation = serializers.UUIDField(
        required=False, allow_null=True, help_text="For whom, if you could act for several."
    )


class RefusalSerializer(StrictSerializer):
    """Why not yet."""

    code = serializers.CharField()
    message = serializers.SerializerMethodField()

    def get_message(self, refusal: Any) -> str:
        return say(refusal.words)


class AvailableTransitionSerializer(StrictSerializer):
    """What you may do next, or must consent to; open, or with everything that stands in the way."""

    name = serializers.CharField(source="transition.name")
    label = serializers.SerializerMethodField()
    target = serializers.SerializerMethodField()
    target_label = serializers.SerializerMethodField()
    trigger = serializers.ChoiceField(
        choices=[(t.value, t.value) for t in Trigger], source="transition.trigger"
    )
    consent_rule = serializers.ChoiceField(choices=CONSENT_RULES, source="transition.consent")
    open = serializers.BooleanField()
    may_perform = serializers.BooleanField()
    may_consent = serializers.BooleanField()
    waivable = serializers.BooleanField(
        help_text="Whether what you fill in under `waivedBy` can stand in for the missing consents."
    )
    waived_by = serializers.SerializerMethodField(
        help_text="The property of `inputSchema` that does so; null where nothing can."
    )
    needs_reason = serializers.BooleanField(source="transition.needs_reason")
    refusals = RefusalSerializer(many=True)
    consents = serializers.SerializerMethodField()
    input_schema = serializers.SerializerMethodField()

    def get_label(self, option: Option) -> str:
        return say(option.transition.label)

    def get_target(self, option: Option) -> str:
        subject, to = self.context["subject"], option.transition.to
        places: dict[str, str] = {STAY: subject.state, BACK: subject.previous_state}
        return places.get(to, to)

    def get_target_label(self, option: Option) -> str:
        state = self.context["subject"].lifecycle.states.get(self.get_target(option))
        return say(state.label) if state else ""

    def get_waived_by(self, option: Option) -> str | None:
        return camel(option.transition.waived_by) if option.waivable else None

    @extend_schema_field(StandingSerializer(allow_null=True))
    def get_consents(self, option: Option) -> Json | None:
        if option.standing is None:
            return None
        where = option.standing
        shown = {
            "rule": option.transition.consent.value,
            "digest": where.digest,
            "terms": where.terms,
            "given": where.given,
            "missing": where.missing,
        }
        return StandingSerializer().to_representation(shown)

    def get_input_schema(self, option: Option) -> Json:
        return input_schema(option.transition.data)


class AvailableChangeSerializer(StrictSerializer):
    """Something that you may write besides taking a transition, such as `edit` or `commitment`."""

    name = serializers.CharField()
    open = serializers.BooleanField()
    refusals = RefusalSerializer(many=True)


def input_schema(schema: Any) -> Json:
    """Return a transition's schema as the outside world needs it: camelCase, one language."""
    shown: Json = _in_language(camelize_schema(dict(schema)))
    return shown


def _in_language(node: Any) -> Any:
    if isinstance(node, list | tuple):
        return [_in_language(item) for item in node]
    if not isinstance(node, dict):
        return node
    shown = {key: _in_language(value) for key, value in node.items() if key != "x-title-en"}
    if language() == "en" and "x-title-en" in node:
        shown["title"] = node["x-title-en"]
    return shown
