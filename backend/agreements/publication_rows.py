"""What is kept out of a text before it goes public."""

from typing import Any, ClassVar

from django.db import models

from backend.confidentiality.models import Confidential
from backend.parties.audiences import Visibility
from backend.reference.ids import new_id


class PublicationText(Confidential):
    """A text as it will go public, with the passages that somebody withheld from it.

    The newest of a text counts. One with a `reason` corrected what was public already. Read by the
    parties alone, for it names what is withheld; the database refuses to change or delete it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="publication_texts"
    )
    text = models.ForeignKey(
        "agreements.ClauseVersion", on_delete=models.PROTECT, related_name="publication_texts"
    )
    passages = models.JSONField(default=list)
    body = models.TextField()
    withheld = models.PositiveIntegerField()
    reason = models.TextField(blank=True, db_default="")
    person_name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta(Confidential.Meta):
        ordering = ("-created_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(visibility__in=[Visibility.AGGREGATE, Visibility.PUBLIC]),
                name="publicationtext_stays_with_the_parties",
            ),
        ]

    @property
    def number(self) -> Any:
        """The number of the text that it was made of."""
        return self.text.number
