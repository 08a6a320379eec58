"""The shapes of signals: for who sent one, and for the secretariat that received it."""

from typing import Any

from rest_framework import serializers

from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.signals.kinds import HANDED_OVER, LONGEST, RESPONSES, STATE_WORDS, State


class SignalledSubject(StrictSerializer):
    """What a signal is about."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")
    title = serializers.CharField()


class SignalResponse(StrictSerializer):
    """What the secretariat did with it, and its words; or to whom it was `handed_over`."""

    kind = serializers.ChoiceField(choices=[*RESPONSES, (HANDED_OVER, HANDED_OVER)])
    kind_label = serializers.SerializerMethodField()
    text = serializers.CharField()
    responded_on = serializers.DateField()

    def get_kind_label(self, response: Any) -> str:
        return say(STATE_WORDS[response["kind"]])


class _Shared(StrictSerializer):
    """What both see."""

    id = serializers.UUIDField()
    subject = SignalledSubject(source="*")
    text = serializers.CharField()
    may_quote = serializers.BooleanField()
    state = serializers.ChoiceField(choices=State.choices)
    state_label = serializers.SerializerMethodField()
    responses = SignalResponse(many=True)

    def get_state_label(self, signal: Any) -> str:
        return say(STATE_WORDS[signal.state])


class OwnSignalSerializer(_Shared):
    """A signal that you sent, and what came of it. Nobody else reads this."""

    named = serializers.BooleanField()
    sent_at = serializers.DateTimeField()


class ReceivedSignalSerializer(_Shared):
    """A signal to your secretariat. Who sent it is empty unless the sender chose to be named."""

    bargaining_table = Reference()
    sender_name = serializers.CharField()
    sender_organisation = serializers.CharField()
    received_on = serializers.DateField()


class SignalCreate(StrictSerializer):
    """A signal about a dossier, to the joint secretariat of its table.

    Without `named`, nobody learns who sent it. With `mayQuote` the words may be passed on to the
    parties; a name never is.
    """

    subject_kind = serializers.CharField(max_length=20)
    subject_id = serializers.UUIDField()
    text = serializers.CharField(max_length=LONGEST)
    named = serializers.BooleanField()
    may_quote = serializers.BooleanField()


class SignalRespond(StrictSerializer):
    """What you do with a signal. The sender reads `text`; passed on, the parties read it too."""

    kind = serializers.ChoiceField(choices=RESPONSES)
    text = serializers.CharField(max_length=LONGEST)
    quote = serializers.BooleanField(
        required=False, help_text="Pass on the sender's own words, where the sender allows it."
    )
