"""The shapes of reminders, deadlines and actions."""

from rest_framework import serializers

from backend.api.serializers import StrictSerializer, WordsField
from backend.reminders import waiting
from backend.reminders.models import LONGEST_REASON


class SubjectRefSerializer(StrictSerializer):
    """What it is about: a subject by its kind, id and caption."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    title = serializers.CharField()


class ReminderSerializer(StrictSerializer):
    """A notice in your inbox: of a deadline, or of what somebody did."""

    id = serializers.UUIDField()
    label = serializers.CharField(source="headline")
    deadline = serializers.CharField(help_text="The deadline's name; empty for an event.")
    event = serializers.CharField(help_text="The event's name; empty for a deadline.")
    subject = SubjectRefSerializer(source="about")
    due_on = serializers.DateField(source="anchor_on", allow_null=True)
    status = serializers.CharField(help_text="One line: how it stood.")
    action = serializers.CharField(help_text="What `link` leads to; empty for what is old.")
    link = serializers.URLField()
    sent_at = serializers.DateTimeField(source="created_at", help_text="When it was put here.")
    mailed_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When a mail left that said so; null while it waits, or without a mail.",
    )
    read_at = serializers.DateTimeField(allow_null=True)
    returns_on = serializers.DateField(
        source="snoozed_until",
        allow_null=True,
        help_text="The day on which it comes back, or came back.",
    )
    snooze_reason = serializers.CharField(help_text="Your own reason; nobody else reads it.")
    asleep = serializers.BooleanField(
        source="is_asleep", help_text="You have put it off and it has not come back yet."
    )


class ReminderDetailSerializer(ReminderSerializer):
    """A notice with its text, as it was mailed."""

    text = serializers.CharField()
    language = serializers.CharField()


class ReminderUpdate(StrictSerializer):
    """Mark as read at a moment (one in the future counts as now), or with null as unread.

    Put it off with a day and a reason, which only you read; with null it is back at once.
    """

    read_at = serializers.DateTimeField(allow_null=True, required=False)
    returns_on = serializers.DateField(allow_null=True, required=False)
    snooze_reason = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_REASON
    )


class DeadlineSerializer(StrictSerializer):
    """A date that matters to a subject, and when people are next reminded of it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    label = WordsField()
    subject = SubjectRefSerializer()
    due_on = serializers.DateField()
    computation = WordsField(help_text="How the date was counted, with the dates that were used.")
    rule = WordsField(help_text="The rule by which it was counted.")
    basis = WordsField(help_text="Where that rule stands; empty for what the parties agreed.")
    overdue = serializers.BooleanField()
    next_reminder_on = serializers.DateField(allow_null=True)
    mine = serializers.BooleanField(help_text="You act for somebody who is reminded of it.")


class ActionSerializer(StrictSerializer):
    """Something that waits for you."""

    kind = serializers.ChoiceField(choices=[(name, name) for name in waiting.KINDS])
    label = WordsField()
    subject = SubjectRefSerializer()
    due_on = serializers.DateField(allow_null=True)
    transition = serializers.CharField(help_text="The transition that it is about, or empty.")
