"""The life cycles as data: what the engine runs is what anyone can read here, without a login."""

from django.http import Http404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.consent_shapes import CONSENT_RULES
from backend.api.languages import say
from backend.api.option_shapes import input_schema
from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer, WordsField
from backend.api.subject_shapes import Json
from backend.api.views import ActorView
from backend.reference.states import StateSpec, load_phases
from backend.reference.words import Words
from backend.workflow import registry
from backend.workflow.diagram import mermaid
from backend.workflow.lifecycle import Deadline, Lifecycle, Transition, Trigger
from backend.workflow.roles import ROLE_WORDS, Role


class LifecycleNameSerializer(StrictSerializer):
    """A life cycle by its name."""

    name = serializers.CharField(source="kind")
    start = serializers.CharField()
    number_of_states = serializers.SerializerMethodField()
    number_of_transitions = serializers.SerializerMethodField()

    def get_number_of_states(self, lifecycle: Lifecycle) -> int:
        return len(lifecycle.states)

    def get_number_of_transitions(self, lifecycle: Lifecycle) -> int:
        return len(lifecycle.transitions)


class StateSerializer(StrictSerializer):
    """A state; `visibility` null means that entering it changes nothing about who may read."""

    name = serializers.CharField(source="code")
    label = WordsField()
    phase = serializers.CharField()
    phase_label = serializers.SerializerMethodField()
    visibility = serializers.CharField(source="default_visibility", allow_null=True)
    meaning = WordsField()

    def get_phase_label(self, state: StateSpec) -> str:
        return say(load_phases()[state.phase])


class RoleSerializer(StrictSerializer):
    """A role towards a subject."""

    name = serializers.CharField()
    label = WordsField()


class TransitionRowSerializer(StrictSerializer):
    """One row of the table: who may take what from where to where, when, with whose consent."""

    name = serializers.CharField()
    label = WordsField()
    from_ = serializers.ListField(child=serializers.CharField(), source="sources")
    to = serializers.SerializerMethodField(
        help_text="A state, or `(back)`: where it was before, or `(stay)`: no other state."
    )
    roles = serializers.SerializerMethodField()
    consent_rule = serializers.ChoiceField(choices=CONSENT_RULES, source="consent")
    trigger = serializers.ChoiceField(choices=[(t.value, t.value) for t in Trigger])
    guards = serializers.SerializerMethodField()
    needs_reason = serializers.BooleanField()
    input_schema = serializers.SerializerMethodField()

    def get_to(self, row: Transition) -> str:
        return row.to

    def get_roles(self, row: Transition) -> list[str]:
        return sorted(role.value for role in row.by)

    def get_guards(self, row: Transition) -> list[str]:
        return [guard.__name__ for guard in row.guards]

    def get_input_schema(self, row: Transition) -> Json:
        return input_schema(row.data)


class DeadlineRowSerializer(StrictSerializer):
    """A date that matters, and on which days around it whom is reminded."""

    name = serializers.CharField()
    label = WordsField()
    remind_on_days = serializers.ListField(child=serializers.IntegerField(), source="offsets")
    while_in = serializers.SerializerMethodField()
    whom = serializers.ListField(child=serializers.CharField())
    basis = WordsField()

    def get_while_in(self, deadline: Deadline) -> list[str]:
        return sorted(deadline.while_in)


class LifecycleSerializer(LifecycleNameSerializer):
    """The whole table of one kind of subject."""

    states = serializers.SerializerMethodField()
    transitions = TransitionRowSerializer(many=True)
    deadlines = DeadlineRowSerializer(many=True)
    roles = serializers.SerializerMethodField()
    mermaid = serializers.SerializerMethodField()

    @extend_schema_field(StateSerializer(many=True))
    def get_states(self, lifecycle: Lifecycle) -> list[Json]:
        show = StateSerializer().to_representation
        return [show(state) for state in lifecycle.states.values()]

    @extend_schema_field(RoleSerializer(many=True))
    def get_roles(self, lifecycle: Lifecycle) -> list[Json]:
        used = sorted({role for row in lifecycle.transitions for role in row.by})
        return [{"name": role.value, "label": say(ROLE_WORDS[Role(role)])} for role in used]

    def get_mermaid(self, lifecycle: Lifecycle) -> str:
        return mermaid(lifecycle)


class LifecyclesView(ActorView):
    """The life cycles of all kinds of subject."""

    public = True
    noun = Words("levensloop", "life cycle")

    @document(response=page_of(LifecycleNameSerializer))
    def get(self, request: Request) -> Response:
        """List the life cycles."""
        tables = [registry.lifecycle_of(kind) for kind in registry.kinds()]
        return self.items(tables, LifecycleNameSerializer)


class LifecycleView(ActorView):
    """The life cycle of one kind of subject."""

    public = True
    noun = Words("levensloop", "life cycle")

    @document(response=LifecycleSerializer)
    def get(self, request: Request, name: str) -> Response:
        """Show a whole life cycle: states, transitions, roles, guards, deadlines, and a diagram."""
        try:
            lifecycle = registry.lifecycle_of(name)
        except KeyError as error:
            raise Http404 from error
        return Response(self.show(lifecycle, LifecycleSerializer))
