"""What an organisation could read of a dossier while it sat at its table."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import VisibleQuerySet
from backend.parties.audiences import audience_of_negotiators
from backend.parties.models import BargainingTable, Membership, Organisation
from backend.reference import moments
from backend.reference.ids import new_id


class DossierCopy(models.Model):
    """A dossier as it stood when a seat last read it, for who negotiates for that organisation.

    `body` holds `texts`, `comments` and `entries`, as `contents.body_of` makes them; `digest` is
    the SHA-256 of its canonical JSON. Append-only: the database refuses to change or delete one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seat = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    seat_id: UUID
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: UUID
    bargaining_table = models.ForeignKey(
        BargainingTable, on_delete=models.PROTECT, related_name="+"
    )
    bargaining_table_id: UUID
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=2000)
    part_of = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=30)
    ended_on = models.DateField()
    # Not where only this dossier went on without it: then its place at the table stays.
    seat_ended = models.BooleanField(default=True, db_default=True)
    made_at = models.DateTimeField(default=moments.now, editable=False)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    audience = models.GeneratedField(
        expression=Concat(
            Value("negotiators:"),
            Cast("organisation_id", models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects: ClassVar[Any] = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["seat", "subject_id"], name="copied_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "-ended_on", "id"], name="copy_reading"),
        ]

    @property
    def word(self) -> str:
        """The audience word that the database generates for this row's columns."""
        return audience_of_negotiators(self.organisation_id)

    def fill(self, body: dict[str, Any]) -> None:
        """Hold this, and the digest of it."""
        self.body, self.digest = body, digest_of_content(body)
