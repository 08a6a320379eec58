"""Notes that one side keeps to itself, and what is said at the table."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential, VisibleQuerySet
from backend.notes.kinds import Became, Reading
from backend.parties.actors import Actor
from backend.parties.audiences import audience_of, audience_of_organisation
from backend.parties.kinds import Side
from backend.parties.models import BargainingTable, Organisation, Person
from backend.reference import moments
from backend.reference.ids import new_id
from backend.workflow.anchored import Anchored

LONGEST = 5000


class Spoken(models.Model):
    """Words of a person on behalf of an organisation. The name outlives the account."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: UUID
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=moments.now, editable=False)

    class Meta:
        abstract = True


class About(Anchored):
    """Words about a subject, and if wanted about a passage in one of its texts."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    text = models.TextField(max_length=LONGEST)

    class Meta:
        abstract = True

    def digest(self) -> str:
        """Return the SHA-256 of what it says, and of which words."""
        return digest_of_content(
            {
                "subject": f"{self.subject_kind}:{self.subject_id}",
                "text": self.text,
                "field": self.source_field,
                "quote": self.quote,
            }
        )


class NoteQuerySet(VisibleQuerySet):
    """Notes: read by who carries both of their words."""

    def visible_to(self, actor: Actor) -> Self:
        """Return only the notes that `actor` may read."""
        found = super().visible_to(actor)
        return found if actor.sees_everything else found.filter(circle__among=actor.words)


class Note(Spoken, About):
    """What an organisation writes for itself, or for its side at the table.

    `circle` is the second word that a reader must carry: of a side only they read along who read
    what the note is about. Its row is never read by anybody else, also not once it was revealed:
    then a comment with the same words was made, and the database refuses to change or remove it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bargaining_table = models.ForeignKey(
        BargainingTable, on_delete=models.PROTECT, related_name="+"
    )
    bargaining_table_id: UUID
    side = models.CharField(max_length=10, choices=Side.choices)
    reading = models.CharField(max_length=12, choices=Reading.choices)
    circle = models.TextField()
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = moments.Changed()
    revealed_at = models.DateTimeField(null=True)
    comment = models.OneToOneField(
        "notes.Comment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    comment_id: UUID | None
    audience = models.GeneratedField(
        expression=Case(
            When(
                reading=Reading.SIDE,
                then=Concat(
                    Value("side:"),
                    Cast("bargaining_table_id", models.TextField()),
                    Value(":"),
                    F("side"),
                    output_field=models.TextField(),
                ),
            ),
            default=Concat(
                Value("organisation:"),
                Cast("organisation_id", models.TextField()),
                output_field=models.TextField(),
            ),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects: ClassVar[Any] = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True, comment__isnull=True)
                | Q(revealed_at__isnull=False, comment__isnull=False),
                name="note_revealed_as_comment",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "created_at", "id"], name="note_subject"),
            models.Index(fields=["audience", "created_at", "id"], name="note_reading"),
        ]

    @property
    def word(self) -> str:
        """The audience word that the database generates for this row's columns."""
        if self.reading == Reading.SIDE:
            return audience_of("side_private", self.bargaining_table_id, self.side)
        return audience_of_organisation(self.organisation_id)

    def show_to(self, reading: str, level: str) -> None:
        """Let the organisation read it, or those of the side who read at this level."""
        self.reading = reading
        own = reading == Reading.ORGANISATION
        self.circle = self.word if own else audience_of(level, self.bargaining_table_id)


class AtTable(Confidential):
    """What is read by a whole level of the table, and never by fewer or more than at first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta(Confidential.Meta):
        abstract = True

    @property
    def word(self) -> str:
        """The audience word that the database generates for this row's columns."""
        return audience_of(self.visibility, self.bargaining_table_id)


class Comment(Spoken, About, AtTable):
    """Something said about a subject: with replies, settled or open again, and what came of it.

    Its words are never changed. `revealed` tells that they were a note until they were revealed;
    then `created_at` is the moment of revealing.
    """

    author_side = models.CharField(max_length=10, choices=Side.choices)
    revealed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = moments.Changed()
    reply_count = models.PositiveIntegerField(default=0)
    resolved = models.BooleanField(default=False)

    became: "list[Any]"  # of `queries.Came`, filled by `queries.with_outcomes`, for one actor

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "created_at", "id"], name="comment_subject"),
            models.Index(fields=["audience", "created_at", "id"], name="comment_reading"),
            models.Index(fields=["audience", "updated_at", "id"], name="comment_changed"),
        ]


class BelowComment(Spoken, AtTable):
    """What stands below a comment; read by who reads the comment."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    comment_id: UUID

    class Meta(Confidential.Meta):
        abstract = True

    @classmethod
    def below(cls, comment: Comment, **fields: Any) -> Any:
        """Write a row for the readers of this comment."""
        return cls.objects.create(
            comment=comment,
            bargaining_table_id=comment.bargaining_table_id,
            visibility=comment.visibility,
            **fields,
        )


class Reply(BelowComment):
    """An answer to a comment."""

    author_side = models.CharField(max_length=10, choices=Side.choices)
    text = models.TextField(max_length=LONGEST)


class Resolution(BelowComment):
    """That a comment was settled, or opened again."""

    resolved = models.BooleanField()


class Outcome(BelowComment):
    """What came of a comment: something else, known by its kind and id."""

    became = models.CharField(max_length=20, choices=Became.choices)
    became_id = models.UUIDField()

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["became_id"], name="outcome_became")
        ]
