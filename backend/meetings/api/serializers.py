"""The shapes of meetings, their agenda, decisions and corrections."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subjects import Reference, SubjectSerializer
from backend.commitments.kinds import OWNER_SIDE_WORDS, OwnerSide
from backend.meetings.agreeing import agreement
from backend.meetings.kinds import (
    AGREEMENT_WORDS,
    ANSWER_WORDS,
    FORM_WORDS,
    OUTCOME_WORDS,
    STANDING_WORDS,
    Agreement,
    Answer,
    Form,
    Outcome,
    Standing,
)
from backend.meetings.linking import LINKABLE, MOST_LINKS, owners_of
from backend.meetings.models import (
    LONGEST_DECISION,
    LONGEST_MINUTES,
    LONGEST_NOTE,
    LONGEST_REASON,
    LONGEST_TITLE,
    AgendaItem,
    Decision,
    Meeting,
    MeetingAnswer,
)
from backend.parties.kinds import Side

MOST_PRESENT = 50


class SaidSerializer(StrictSerializer):
    """A party at the table; `answer` is null while it has said nothing of this date."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    answer = serializers.ChoiceField(choices=Answer.choices, allow_null=True)


class MeetingSideSerializer(StrictSerializer):
    """What one side says of the day and place of a meeting as they are now."""

    side = serializers.ChoiceField(choices=Side.choices)
    organisations = SaidSerializer(many=True)
    confirmed = serializers.BooleanField()
    declined = serializers.BooleanField()


class MeetingSerializer(SubjectSerializer):
    """A meeting of a table. `present` are the organisations that were there."""

    form = serializers.ChoiceField(choices=Form.choices)
    form_label = serializers.SerializerMethodField()
    agreement = serializers.SerializerMethodField()
    agreement_label = serializers.SerializerMethodField()
    sides = MeetingSideSerializer(many=True)
    present = serializers.ListField(child=serializers.UUIDField())

    class Meta(SubjectSerializer.Meta):
        model = Meeting
        fields = (
            *SubjectSerializer.Meta.fields,
            "form",
            "form_label",
            "number",
            "title",
            "starts_at",
            "ends_at",
            "place",
            "link",
            "present",
            "minutes",
            "agenda_fixed_at",
            "agreement",
            "agreement_label",
            "sides",
        )

    def get_form_label(self, meeting: Any) -> str:
        return say(FORM_WORDS[Form(meeting.form)])

    @extend_schema_field(serializers.ChoiceField(choices=Agreement.choices))
    def get_agreement(self, meeting: Any) -> str:
        return agreement(meeting.sides).value

    def get_agreement_label(self, meeting: Any) -> str:
        return say(AGREEMENT_WORDS[agreement(meeting.sides)])


class _Planned(StrictSerializer):
    """When, where and about what."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, allow_null=True)
    place = serializers.CharField(required=False, allow_blank=True, max_length=300)
    link = serializers.CharField(
        required=False, allow_blank=True, max_length=1000, help_text="An https address, or empty."
    )


class MeetingCreate(_Planned):
    """A meeting of a table at which you sit."""

    bargaining_table = serializers.UUIDField()
    form = serializers.ChoiceField(choices=Form.choices)


class MeetingUpdate(_Planned):
    """Another day or place; or the minutes, and who was present."""

    present = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=MOST_PRESENT
    )
    minutes = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_MINUTES, trim_whitespace=False
    )


class LinkedSerializer(StrictSerializer):
    """What an item is about, as it stands right now; only what you may see is there."""

    kind = serializers.CharField()
    id = serializers.UUIDField(source="pk")
    title = serializers.CharField(source="caption")
    state = serializers.CharField()
    state_label = serializers.SerializerMethodField()
    phase = serializers.SerializerMethodField()
    owners = serializers.SerializerMethodField()
    owner_side = serializers.SerializerMethodField()
    due_on = serializers.SerializerMethodField()
    overdue = serializers.SerializerMethodField()

    def get_state_label(self, subject: Any) -> str:
        return say(subject.lifecycle.states[subject.state].label)

    def get_phase(self, subject: Any) -> str:
        phase: str = subject.lifecycle.states[subject.state].phase
        return phase

    def get_owners(self, subject: Any) -> list[str]:
        return [each.name for each in owners_of(subject)]

    def get_owner_side(self, subject: Any) -> str | None:
        side = getattr(subject, "owner_side", None)
        return say(OWNER_SIDE_WORDS[OwnerSide(side)]) if side else None

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_due_on(self, subject: Any) -> str | None:
        due = getattr(subject, "due_on", None)
        return due.isoformat() if due else None

    def get_overdue(self, subject: Any) -> bool:
        return bool(getattr(subject, "is_overdue", False))


class AgendaItemSerializer(StrictSerializer):
    """An item of the agenda, or a suggestion that only your side reads (`position` null).

    `mayDo` names what you may do with it: edit, remove, put_on_agenda, order, decision, minutes.
    """

    id = serializers.UUIDField()
    position = serializers.SerializerMethodField()
    suggested = serializers.BooleanField(source="is_suggestion")
    title = serializers.CharField()
    note = serializers.CharField()
    minutes = serializers.CharField()
    organisation = Reference(allow_null=True)
    carried_over = serializers.SerializerMethodField()
    links = LinkedSerializer(many=True, source="seen")
    may_do = serializers.ListField(child=serializers.CharField(), source="rights")
    created_at = serializers.DateTimeField()

    def get_position(self, item: AgendaItem) -> int | None:
        return item.position or None

    def get_carried_over(self, item: AgendaItem) -> bool:
        return item.carried_from_id is not None


class _Link(StrictSerializer):
    """A clause, initiative or commitment that you can see."""

    kind = serializers.ChoiceField(choices=LINKABLE)
    id = serializers.UUIDField()


class _Written(StrictSerializer):
    """What an item says."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)
    links = serializers.ListField(child=_Link(), required=False, max_length=MOST_LINKS)


class AgendaItemCreate(_Written):
    """A new last item; `suggested` for your own side only."""

    suggested = serializers.BooleanField(required=False)


class AgendaItemUpdate(_Written):
    """Another text, place or set of links; `suggested` false puts it on the agenda."""

    position = serializers.IntegerField(required=False, min_value=1, max_value=1000)
    minutes = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_MINUTES, trim_whitespace=False
    )
    suggested = serializers.BooleanField(required=False)


class DecisionSerializer(StrictSerializer):
    """What was decided. A promise counts once nobody is `awaited`: then there is a `commitment`.

    One in a dossier that went on at a table of its own stands as it stood, and awaits nobody.
    """

    id = serializers.UUIDField()
    item = serializers.UUIDField(source="item_id")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    outcome_label = serializers.SerializerMethodField()
    standing = serializers.ChoiceField(choices=Standing.choices)
    standing_label = serializers.SerializerMethodField()
    text = serializers.CharField()
    owner_side = serializers.SerializerMethodField()
    owner_side_label = serializers.SerializerMethodField()
    owner = Reference(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    subject = serializers.SerializerMethodField()
    commitment = serializers.UUIDField(source="commitment_id", allow_null=True)
    declined_because = serializers.CharField()
    awaited = Reference(many=True)
    organisation = Reference(allow_null=True)
    recorded_at = serializers.DateTimeField()
    may_do = serializers.ListField(child=serializers.CharField(), source="rights")

    def get_outcome_label(self, decision: Decision) -> str:
        return say(OUTCOME_WORDS[Outcome(decision.outcome)])

    def get_standing_label(self, decision: Decision) -> str:
        return say(STANDING_WORDS[Standing(decision.standing)])

    def get_owner_side(self, decision: Decision) -> str | None:
        return decision.owner_side or None

    def get_owner_side_label(self, decision: Decision) -> str | None:
        side = decision.owner_side
        return say(OWNER_SIDE_WORDS[OwnerSide(side)]) if side else None

    def get_subject(self, decision: Decision) -> str | None:
        return str(decision.subject_id) if decision.subject_id else None


class DecisionCreate(StrictSerializer):
    """A decision; a promise also names its owner, side and date, and its dossier where unclear."""

    item = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    text = serializers.CharField(max_length=LONGEST_DECISION)
    owner_side = serializers.ChoiceField(choices=OwnerSide.choices, required=False)
    owner = serializers.UUIDField(source="owner_id", required=False, allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)
    subject = serializers.UUIDField(source="subject_id", required=False, allow_null=True)


class DecisionAnswer(StrictSerializer):
    """Your own organisation's yes or no to a promise."""

    confirmed = serializers.BooleanField()
    reason = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_DECISION)


class MeetingAnswerSerializer(StrictSerializer):
    """What a party said of the day and place; `current` where they are still the same."""

    id = serializers.UUIDField()
    answer = serializers.ChoiceField(choices=Answer.choices)
    answer_label = serializers.SerializerMethodField()
    reason = serializers.CharField()
    other_starts_at = serializers.DateTimeField(allow_null=True)
    organisation = Reference()
    current = serializers.SerializerMethodField()
    answered_at = serializers.DateTimeField()

    def get_answer_label(self, said: MeetingAnswer) -> str:
        return say(ANSWER_WORDS[Answer(said.answer)])

    def get_current(self, said: MeetingAnswer) -> bool:
        return said.asked == said.meeting.asked


class MeetingAnswerCreate(StrictSerializer):
    """Whether the day and place suit your organisation; a no gives a reason or another moment."""

    confirmed = serializers.BooleanField()
    reason = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_REASON,
        help_text="Read by everybody at the meeting.",
    )
    other_starts_at = serializers.DateTimeField(required=False, allow_null=True)
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )


class CorrectionSerializer(StrictSerializer):
    """What must be read beside minutes that were established."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    organisation = Reference(allow_null=True)
    added_at = serializers.DateTimeField()


class CorrectionCreate(StrictSerializer):
    """A correction; the minutes stay as they are."""

    text = serializers.CharField(max_length=LONGEST_NOTE)
