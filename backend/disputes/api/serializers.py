"""The shapes of disputes, and of what stands below them."""

from base64 import b64encode
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.passages import PassageSerializer, shown
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.disputes.kinds import (
    ENDING_WORDS,
    FINDING_WORDS,
    KIND_WORDS,
    LEVEL_WORDS,
    LONGEST,
    Kind,
    Level,
    Said,
)
from backend.disputes.models import Dispute, Piece, Rung
from backend.workflow.consents import SIDE_WORDS
from backend.workflow.documents import LARGEST

# Base64 takes four characters for three bytes.
LONGEST_DOCUMENT = (LARGEST + 1024) * 4 // 3
Json = dict[str, Any]


class DisputedSubject(StrictSerializer):
    """What the dispute is about."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class _BySide(StrictSerializer):
    """Something that one side said or did; an empty side is nobody's: the clock's."""

    side = serializers.CharField(source="author_side", help_text="employer, union, or empty")
    side_label = serializers.SerializerMethodField()
    organisation = Reference(allow_null=True)

    def get_side_label(self, row: Any) -> str:
        words = SIDE_WORDS.get(row.author_side)
        return say(words) if words else ""


class StatementSerializer(_BySide):
    """What a side said after the claim: the one answer to it, or an addendum. Never changed."""

    id = serializers.UUIDField()
    said = serializers.ChoiceField(choices=Said.choices)
    text = serializers.CharField()
    requested = serializers.CharField()
    said_at = serializers.DateTimeField()


class StatementCreate(StrictSerializer):
    """What your side adds. It cannot be changed afterwards."""

    text = serializers.CharField(max_length=LONGEST)
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )


class PieceSerializer(_BySide):
    """Evidence of a side: a web address, or a document that is read at `…/document`."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    explanation = serializers.CharField()
    url = serializers.CharField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    added_at = serializers.DateTimeField()


class PieceCreate(StrictSerializer):
    """A document or a web address, with what it shows. It cannot be taken back."""

    title = serializers.CharField(max_length=300)
    explanation = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    url = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    name = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="What the document is called."
    )
    document = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_DOCUMENT,
        help_text="A PDF, PNG or JPEG of at most 5 MiB, in Base64.",
    )
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )


class PieceDocumentSerializer(StrictSerializer):
    """The document itself, in Base64."""

    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    content = serializers.SerializerMethodField()

    def get_content(self, piece: Piece) -> str:
        """Return the bytes as Base64."""
        return b64encode(piece.content or b"").decode()


class RungSerializer(_BySide):
    """A rung of the ladder: since when, for how long, before whom, and what came of it.

    `side` is who took the dispute there.
    """

    level = serializers.ChoiceField(choices=Level.choices)
    level_label = serializers.SerializerMethodField()
    began_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    before = serializers.CharField()
    finding = serializers.SerializerMethodField()
    finding_label = serializers.SerializerMethodField()
    finding_text = serializers.CharField()
    finding_source = serializers.CharField()
    found_on = serializers.DateField(allow_null=True)

    def get_level_label(self, rung: Rung) -> str:
        return say(LEVEL_WORDS[rung.level])

    def get_finding(self, rung: Rung) -> str | None:
        return rung.finding or None

    def get_finding_label(self, rung: Rung) -> str | None:
        return say(FINDING_WORDS[rung.finding]) if rung.finding else None


class DisputeSerializer(_BySide):
    """A dispute: the claim, where it stands on the ladder, and how it ended.

    `side` and `organisation` raised it. `quote` is the passage and `commitment` the promise that it
    is about, where it is not about the whole; `passage` tells where those words are in the text of
    now (null where they were typed over, long ago). What is disputed stays in force; see the
    subject.
    """

    id = serializers.UUIDField()
    subject = DisputedSubject(source="*")
    bargaining_table = Reference()
    kind = serializers.ChoiceField(choices=Kind.choices)
    kind_label = serializers.SerializerMethodField()
    facts = serializers.CharField()
    requested = serializers.CharField()
    quote = serializers.CharField()
    text_number = serializers.IntegerField(allow_null=True)
    passage = serializers.SerializerMethodField()
    commitment = serializers.UUIDField(source="commitment_id", allow_null=True)
    raised_on = serializers.DateField()
    answer_due_on = serializers.DateField(allow_null=True)
    answered = serializers.SerializerMethodField()
    level = serializers.ChoiceField(choices=Level.choices)
    level_label = serializers.SerializerMethodField()
    rungs = serializers.SerializerMethodField()
    ending = serializers.SerializerMethodField()
    ending_label = serializers.SerializerMethodField()
    ended_on = serializers.DateField(allow_null=True)
    ended_subject = serializers.BooleanField()
    outcome = serializers.CharField()
    consequences = serializers.CharField()
    ruling = serializers.CharField()

    @extend_schema_field(PassageSerializer(allow_null=True))
    def get_passage(self, dispute: Dispute) -> Json | None:
        return shown(dispute, dispute.standing, self.context)

    def get_kind_label(self, dispute: Dispute) -> str:
        return say(KIND_WORDS[dispute.kind])

    def get_answered(self, dispute: Dispute) -> bool:
        return any(each.said == Said.ANSWER for each in dispute.statements)

    def get_level_label(self, dispute: Dispute) -> str:
        return say(LEVEL_WORDS[dispute.level])

    @extend_schema_field(RungSerializer(many=True))
    def get_rungs(self, dispute: Dispute) -> list[Json]:
        show = RungSerializer(context=self.context).to_representation
        return [show(rung) for rung in dispute.rungs]

    def get_ending(self, dispute: Dispute) -> str | None:
        return dispute.ending or None

    def get_ending_label(self, dispute: Dispute) -> str:
        return say(ENDING_WORDS[dispute.ending])
