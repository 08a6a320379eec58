"""The shapes of what every subject offers: itself, transitions, consents, audit entries."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import language, say
from backend.api.naming import camelize, camelize_schema
from backend.api.serializers import StrictModelSerializer, StrictSerializer
from backend.audit.chain import utc_text
from backend.audit.models import AuditEntry
from backend.parties.audiences import Visibility
from backend.workflow import registry
from backend.workflow.engine import Option
from backend.workflow.lifecycle import BACK, STAY, ConsentRule, Lifecycle, Trigger
from backend.workflow.models import Consent

LONGEST_REASON = 5000
Json = dict[str, Any]
CONSENT_RULES = [(rule.value, rule.value) for rule in ConsentRule]


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

    def get_state_label(self, subject: Any) -> str:
        return say(subject.lifecycle.states[subject.state].label)

    def get_phase(self, subject: Any) -> str:
        phase: str = subject.lifecycle.states[subject.state].phase
        return phase

    def get_author_side(self, subject: Any) -> str | None:
        return subject.author_side or None


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
    reason = serializers.CharField()
    data = serializers.SerializerMethodField()
    at = serializers.DateTimeField()

    def get_label(self, entry: AuditEntry) -> str:
        return label_of(registry.lifecycle_of(entry.subject_kind), entry.event)

    def get_to_label(self, entry: AuditEntry) -> str:
        state = registry.lifecycle_of(entry.subject_kind).states.get(entry.to_state)
        return say(state.label) if state else entry.to_state

    def get_data(self, entry: AuditEntry) -> Json:
        data: Json = camelize(entry.facts.get("data", {}))
        return data


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
    given_at = serializers.DateTimeField()


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
    waivable = serializers.BooleanField()
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


class ConsentSerializer(StrictSerializer):
    """One party's yes to one exact text; `endedBecause` says why it no longer counts."""

    id = serializers.UUIDField()
    transition = serializers.CharField()
    digest = serializers.CharField()
    terms = serializers.SerializerMethodField()
    organisation = Reference()
    side = serializers.CharField()
    person = serializers.CharField(source="person_name")
    given_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.SerializerMethodField()

    def get_terms(self, consent: Consent) -> Json:
        terms: Json = camelize(consent.terms)
        return terms

    def get_ended_because(self, consent: Consent) -> str | None:
        return consent.ended_because or None


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
    mandate = serializers.CharField(source="mandate_id")
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
