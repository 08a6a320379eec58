"""The shapes of notes, comments and what stands below them."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.languages import say
from backend.api.passages import PassageSerializer, shown
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference
from backend.commitments.api.serializers import CommitmentCreate
from backend.meetings.models import LONGEST_NOTE, LONGEST_TITLE
from backend.notes import annotated, queries
from backend.notes.kinds import (
    OF_SIDE,
    ONLY_ORGANISATION,
    ONLY_SIDE,
    Became,
    Reading,
)
from backend.notes.models import LONGEST, Comment, Note
from backend.notes.queries import Came
from backend.parties.kinds import Side
from backend.workflow.anchors import LONGEST_QUOTE

Json = dict[str, Any]


class _NoteSubject(StrictSerializer):
    """What it is about."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.UUIDField(source="subject_id")


class _AboutSerializer(StrictSerializer):
    """What notes and comments both show."""

    id = serializers.UUIDField()
    subject = _NoteSubject(source="*")
    text = serializers.CharField()
    passage = serializers.SerializerMethodField()
    organisation = Reference()
    person = serializers.CharField(source="person_name")
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_digest(self, row: Any) -> str:
        digest: str = row.digest()
        return digest

    @extend_schema_field(PassageSerializer(allow_null=True))
    def get_passage(self, row: Any) -> Json | None:
        return shown(row, row.standing, self.context)


class NoteSerializer(_AboutSerializer):
    """A note of your organisation or your side. `digest` is that of the words as they are now.

    `comment` is what was said at the table when it was revealed.
    """

    reading = serializers.ChoiceField(choices=Reading.choices)
    readable_by = serializers.SerializerMethodField()
    digest = serializers.SerializerMethodField()
    revealed_at = serializers.DateTimeField(allow_null=True)
    comment = serializers.UUIDField(source="comment_id", allow_null=True)

    def get_readable_by(self, note: Note) -> str:
        if note.reading == Reading.SIDE:
            return say(ONLY_SIDE.with_(side=OF_SIDE[Side(note.side)]))
        return say(ONLY_ORGANISATION.with_(organisation=note.organisation.name))


class NoteDetailSerializer(NoteSerializer):
    """A note, with the organisations that would read it if it were revealed now."""

    would_be_read_by = serializers.SerializerMethodField()

    @extend_schema_field(Reference(many=True))
    def get_would_be_read_by(self, note: Note) -> list[Json]:
        actor = self.context["view"].actor
        subject = queries.subject_of(note.subject_kind, note.subject_id, actor)
        level = annotated.level_of(subject) if subject is not None else None
        if level is None:
            return []
        readers = queries.readers_at(note.bargaining_table_id, level, timezone.localdate())
        return [Reference().to_representation(reader) for reader in readers]


class OutcomeSerializer(StrictSerializer):
    """What came of a comment, as far as you may see. `meeting`: on whose agenda an item stands."""

    kind = serializers.ChoiceField(choices=Became.choices)
    id = serializers.UUIDField(source="made.pk")
    title = serializers.SerializerMethodField()
    meeting = serializers.SerializerMethodField()

    def get_title(self, came: Came) -> str:
        title: str = getattr(came.made, "caption", None) or came.made.title
        return title

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_meeting(self, came: Came) -> str | None:
        return str(came.made.meeting_id) if came.kind == Became.AGENDA_ITEM else None


class CommentSerializer(_AboutSerializer):
    """Something said at the table. `revealed`: it was a private note until then."""

    bargaining_table = Reference()
    side = serializers.ChoiceField(choices=Side.choices, source="author_side")
    revealed = serializers.BooleanField()
    resolved = serializers.BooleanField()
    replies = serializers.IntegerField(source="reply_count")
    became = OutcomeSerializer(many=True)
    digest = serializers.SerializerMethodField()


class ReplySerializer(StrictSerializer):
    """An answer to a comment."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    organisation = Reference()
    side = serializers.ChoiceField(choices=Side.choices, source="author_side")
    person = serializers.CharField(source="person_name")
    created_at = serializers.DateTimeField()


class ResolutionSerializer(StrictSerializer):
    """That a comment was settled, or opened again: by whom and when."""

    id = serializers.UUIDField()
    resolved = serializers.BooleanField()
    organisation = Reference()
    person = serializers.CharField(source="person_name")
    created_at = serializers.DateTimeField()


class RevealSerializer(StrictSerializer):
    """That a note was revealed: the comment in which everybody at the table reads it since then."""

    id = serializers.UUIDField()
    organisation = Reference()
    person = serializers.CharField(source="person_name")
    digest = serializers.SerializerMethodField()
    revealed_at = serializers.DateTimeField(source="created_at")

    def get_digest(self, comment: Comment) -> str:
        return comment.digest()


class PassageInput(StrictSerializer):
    """Words from a text of the dossier, however the lines are broken.

    Without `version` they are looked for in the text that counts now; `start` tells which of
    several places is meant: the nearest.
    """

    quote = serializers.CharField(max_length=LONGEST_QUOTE)
    version = serializers.UUIDField(required=False, allow_null=True)
    field = serializers.CharField(required=False, allow_blank=True, max_length=30)
    start = serializers.IntegerField(required=False, allow_null=True, min_value=0)


class _Written(StrictSerializer):
    text = serializers.CharField(max_length=LONGEST)
    passage = PassageInput(required=False, allow_null=True)


class _Create(_Written):
    subject_kind = serializers.CharField(max_length=20)
    subject_id = serializers.UUIDField()
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )


class NoteCreate(_Create):
    """A note about something that you can see; read by your organisation unless you say more."""

    reading = serializers.ChoiceField(choices=Reading.choices, required=False)


class NoteUpdate(_Written):
    """Other words, another passage (null for none), or more readers: before it is revealed."""

    reading = serializers.ChoiceField(choices=Reading.choices)


class CommentCreate(_Create):
    """Something to say about a dossier that lies on the table."""


class ReplyCreate(StrictSerializer):
    """An answer."""

    text = serializers.CharField(max_length=LONGEST)
    organisation = serializers.UUIDField(source="organisation_id", required=False, allow_null=True)


class ResolutionCreate(StrictSerializer):
    """Whether the comment is settled."""

    resolved = serializers.BooleanField()


class RevealCreate(StrictSerializer):
    """The digest of the note as you read it: exactly that will be revealed, for good."""

    digest = serializers.CharField(min_length=64, max_length=64)


class PromiseCreate(CommitmentCreate):
    """A commitment that came of a comment, in the dossier that the comment is about."""

    subject_kind = None  # type: ignore[assignment]
    subject_id = None  # type: ignore[assignment]


class AgendaItemPlaced(StrictSerializer):
    """What a comment is called on the agenda of one of its `meetings`."""

    meeting = serializers.UUIDField()
    title = serializers.CharField(max_length=LONGEST_TITLE)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)
