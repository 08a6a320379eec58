"""The rows of the chains. The database refuses to change or delete an entry or a seal."""

from typing import ClassVar

from django.db import models

from backend.confidentiality.models import VisibleQuerySet

# No actor has this word: see `backend.parties.actors`.
NOBODY = "system"


class AuditEntry(models.Model):
    """One line: who did what, on behalf of whom, and why.

    Names are copied as text: an entry outlives the account and the organisation it speaks of.
    `mandate` is a mark (`parties.mandates.mark_of`): that there was one, and not which.
    A chain belongs to a subject *and an audience*: whoever may read one entry of it may read and
    verify all of it, and its numbers tell nothing about what others may read.
    """

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    audience = models.TextField()
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=60)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    organisation_id = models.CharField(max_length=40, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    acting_side = models.CharField(max_length=10, blank=True)
    mandate = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "audience", "number"], name="audit_one_number"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "id"], name="audit_subject")
        ]

    @property
    def chain(self) -> str:
        """The chain's name, as it stands in exports and seals."""
        return f"{self.subject_kind}:{self.subject_id}:{self.audience}"


class AuditHead(models.Model):
    """A chain's last number and digest, so that appending reads one row and never an entry."""

    id = models.BigAutoField(primary_key=True)
    subject_id = models.UUIDField()
    audience = models.TextField()
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject_id", "audience"], name="audit_one_head")
        ]


class AuditSeal(models.Model):
    """A day's stamp over all chains. Its digest can be shown to anybody: it tells no number.

    `upto` and `chains` are those of seals from before there were proofs, and their digests cover
    them; since then the last entry under a seal stands in its `SealOpening`.
    """

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    upto = models.BigIntegerField(null=True)
    chains = models.PositiveIntegerField(null=True)
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class SealOpening(models.Model):
    """With what the root of a seal is computed anew; nobody reads it but the system itself.

    `upto` is the last entry that was sealed, `leaves` the number of chains. `tree` holds the nodes
    of all levels, the leaves first, 32 bytes each: only of the last seal, of which proofs are given
    (PostgreSQL keeps 1 GiB in a field: sixteen million chains).
    """

    day = models.DateField(primary_key=True)
    audience = models.TextField(default=NOBODY)
    upto = models.BigIntegerField()
    secret = models.BinaryField()
    leaves = models.PositiveIntegerField()
    tree = models.BinaryField(null=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]
