"""What stands below a clause: its text versions and the ballots of its parties."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from backend.agreements.kinds import ACCEPTING, SHOW_COUNTS_FROM, Advice, Outcome
from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.parties.kinds import Side
from backend.parties.models import Organisation
from backend.reference.ids import new_id


class ClauseVersion(Confidential):
    """One exact text. The database refuses to change it; only who may read it can widen.

    Versions of a private draft are numbered apart, so that the first text on the table is number 1
    and tells nothing about the drafts before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    body = models.TextField()
    rationale = models.TextField(blank=True)
    author_side = models.CharField(max_length=10, choices=Side.choices)
    author_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    effective_on = models.DateField(null=True)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("body", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(Confidential.Meta):
        ordering = ("-created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["clause", "side", "number"], name="one_version_a_number"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [GinIndex(fields=["search"], name="version_search")]

    @staticmethod
    def digest_for(clause: Any, body: str) -> str:
        """Return the digest of a text: of the clause it belongs to, its name and its body."""
        return digest_of_content(
            {
                "clause": str(clause.pk),
                "article": clause.article_number,
                "title": clause.title,
                "body": body,
            }
        )


class Ballot(Confidential):
    """What one party's members said: an outcome and numbers, never names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="ballots"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    closes_on = models.DateField()
    advice = models.CharField(max_length=10, choices=Advice.choices)
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstentions = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Confidential.Meta):
        ordering = ("organisation__name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["clause", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_ballot_a_party",
            ),
        ]

    @property
    def accepts(self) -> bool:
        """Whether the party goes along; no objection counts as going along."""
        return self.outcome in ACCEPTING

    @property
    def counts(self) -> dict[str, int] | None:
        """The numbers, where enough people voted to hide each of them; else None."""
        cast = {
            "votes_for": self.votes_for,
            "votes_against": self.votes_against,
            "abstentions": self.abstentions,
        }
        known = {name: number for name, number in cast.items() if number is not None}
        return known if sum(known.values()) >= SHOW_COUNTS_FROM else None
