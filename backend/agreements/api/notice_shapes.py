"""The shapes of what a party keeps about giving notice."""

from rest_framework import serializers

from backend.agreements.kinds import NOTICE_WORDS, NoticeDecision
from backend.agreements.notice_rows import NoticeIntention
from backend.api.languages import say
from backend.api.papers import LONGEST_DOCUMENT, DocumentSerializer
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference


class IntentionSerializer(StrictSerializer):
    """Whether a party of your own side will give notice. The newest of each party counts."""

    id = serializers.UUIDField()
    organisation = Reference()
    decision = serializers.ChoiceField(choices=NoticeDecision.choices)
    decision_label = serializers.SerializerMethodField()
    explanation = serializers.CharField()
    person = serializers.CharField(source="person_name")
    created_at = serializers.DateTimeField()

    def get_decision_label(self, intention: NoticeIntention) -> str:
        return say(NOTICE_WORDS[NoticeDecision(intention.decision)])


class IntentionCreate(StrictSerializer):
    """Your party's intention, for your own side only. With `not` its reminders stop."""

    decision = serializers.ChoiceField(choices=NoticeDecision.choices)
    explanation = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    organisation = serializers.UUIDField(source="organisation_id", required=False)


class ProofSerializer(StrictSerializer):
    """A letter of notice: read by the side alone until notice is given with it."""

    id = serializers.UUIDField()
    organisation = Reference()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    given_on = serializers.DateField(allow_null=True)
    person = serializers.CharField(source="person_name")
    created_at = serializers.DateTimeField()


class LetterSerializer(DocumentSerializer):
    """The letter itself, in Base64."""

    id = serializers.UUIDField()


class ProofCreate(StrictSerializer):
    """A letter of notice."""

    name = serializers.CharField(max_length=200, help_text="What the document is called.")
    document = serializers.CharField(
        max_length=LONGEST_DOCUMENT, help_text="A PDF, PNG or JPEG of at most 5 MiB, in Base64."
    )
    organisation = serializers.UUIDField(source="organisation_id", required=False)
