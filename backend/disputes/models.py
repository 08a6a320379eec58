"""A dispute and what stands below it: the other side's answer, evidence, and rungs of the ladder.

The parties of the table read all of it, for good, however the subject is read. What was said is
never changed: the database refuses it.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.disputes.kinds import LONGEST, Ending, Finding, Kind, Level, Said
from backend.parties.kinds import Side
from backend.parties.models import Organisation
from backend.reference.ids import new_id
from backend.workflow.anchored import Anchored, Standing


def _organisation() -> Any:
    return models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")


class Dispute(Anchored, Confidential):
    """One dispute about one subject, known by its kind and id only.

    The first fields are the claim of the side that raised it; `quote` is the passage, pointed at in
    the text of that day, and `commitment_id` the promise that it is about, where it is not about
    the whole. Older ones have only the words, which were typed over. `level` is the
    rung it is on. It is open until it has an `ending`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    back_to = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    facts = models.TextField(max_length=LONGEST)
    requested = models.TextField(max_length=LONGEST)
    text_number = models.PositiveIntegerField(null=True)
    commitment_id = models.UUIDField(null=True)
    author_side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    organisation = _organisation()
    organisation_id: UUID | None
    raised_on = models.DateField()
    answer_due_on = models.DateField(null=True)
    level = models.CharField(max_length=20, choices=Level.choices)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_on = models.DateField(null=True)
    ended_subject = models.BooleanField(default=False)
    outcome = models.TextField(max_length=LONGEST, blank=True)
    consequences = models.TextField(max_length=LONGEST, blank=True)
    ruling = models.TextField(max_length=LONGEST, blank=True)

    # Filled by `queries.with_rungs`, for one actor.
    rungs: "list[Rung]"
    statements: "list[Statement]"
    pieces: "list[Piece]"
    standing: Standing | None

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject_id"], condition=Q(ending=""), name="one_open_dispute"
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_on__isnull=True)
                | (~Q(ending="") & Q(ended_on__isnull=False)),
                name="dispute_ended_on_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "raised_on"], name="dispute_subject"),
            models.Index(fields=["audience", "raised_on", "id"], name="dispute_reading"),
        ]


class BelowDispute(Confidential):
    """What stands below a dispute; read by who reads the dispute."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="+")
    dispute_id: UUID
    author_side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    organisation = _organisation()
    organisation_id: UUID | None

    class Meta(Confidential.Meta):
        abstract = True

    @classmethod
    def below(cls, dispute: Dispute, **fields: Any) -> Any:
        """Write a row for the readers of this dispute."""
        return cls.objects.create(
            dispute=dispute,
            bargaining_table_id=dispute.bargaining_table_id,
            visibility=dispute.visibility,
            **fields,
        )


class Statement(BelowDispute):
    """The one answer to the claim, or what a side adds to what it said."""

    said = models.CharField(max_length=10, choices=Said.choices)
    text = models.TextField(max_length=LONGEST)
    requested = models.TextField(max_length=LONGEST, blank=True)
    said_at = models.DateTimeField()

    class Meta(BelowDispute.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *BelowDispute.Meta.constraints,
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(said=Said.ANSWER), name="one_answer_a_dispute"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dispute", "said_at", "id"], name="statement_dispute")
        ]

    def digest(self) -> str:
        """Return the SHA-256 of what was said."""
        return digest_of_content({"text": self.text, "requested": self.requested})


class Piece(BelowDispute):
    """Evidence of one side: a document, or a web address with what can be found there."""

    title = models.CharField(max_length=300)
    explanation = models.TextField(max_length=2000, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    added_at = models.DateTimeField()

    class Meta(BelowDispute.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["dispute", "added_at", "id"], name="piece_dispute")
        ]

    def digest(self) -> str:
        """Return the SHA-256 of what was handed in; the document counts by its own."""
        return digest_of_content(
            {
                "title": self.title,
                "explanation": self.explanation,
                "url": self.url,
                "document": self.sha256,
            }
        )


class Rung(BelowDispute):
    """A rung that the dispute came to: since when, for how long, before whom, and what came of it.

    Of a rung that the clock brought it to, there is no side.
    """

    level = models.CharField(max_length=20, choices=Level.choices)
    began_on = models.DateField()
    due_on = models.DateField(null=True)
    before = models.CharField(max_length=300, blank=True)
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    finding_text = models.TextField(max_length=LONGEST, blank=True)
    finding_source = models.CharField(max_length=300, blank=True)
    found_on = models.DateField(null=True)

    class Meta(BelowDispute.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *BelowDispute.Meta.constraints,
            models.UniqueConstraint(fields=["dispute", "level"], name="a_rung_once"),
        ]
