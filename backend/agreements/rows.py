"""What stands below a clause: its texts, amendments and ballots, and what of it is published."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from backend.agreements import dates
from backend.agreements.keys import key_of
from backend.agreements.kinds import ACCEPTING, SHOW_COUNTS_FROM, Advice, AmendmentOutcome, Outcome
from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.parties.audiences import Visibility
from backend.parties.kinds import Side
from backend.parties.models import Organisation
from backend.reference.ids import new_id


class ClauseVersion(Confidential):
    """One exact text. The database refuses to change it; only who may read it can widen.

    It goes no further than the parties: the public reads a `PublishedText`. Versions of a private
    draft are numbered apart, so that the first text on the table is number 1 and tells nothing
    about the drafts before it.
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
    organisation_name = models.CharField(max_length=200, blank=True, db_default="")
    author_name = models.CharField(max_length=200)
    effective_on = models.DateField(null=True)
    # Of an amendment: when it was registered, and of any text since when it holds in law.
    registered_on = models.DateField(null=True)
    receipt_notice_on = models.DateField(null=True)
    holds_from = models.DateField(null=True)
    # What it was written against, and the amendment that it is a text of.
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    amendment = models.ForeignKey(
        "agreements.Amendment", on_delete=models.PROTECT, null=True, related_name="texts"
    )
    digest = models.CharField(max_length=64)
    # What the clause is called, where words of it were withheld from the clause's own (`captions`).
    title = models.CharField(max_length=200, blank=True, db_default="")
    summary = models.TextField(blank=True, db_default="")
    scope = models.TextField(blank=True, db_default="")
    created_at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("body", "title", "summary", config="dutch"),
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
            # What goes public is a text of its own, without what is withheld.
            models.CheckConstraint(
                condition=~Q(visibility__in=[Visibility.AGGREGATE, Visibility.PUBLIC]),
                name="version_stays_with_the_parties",
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


class Amendment(Confidential):
    """A proposal to change a clause that is in force; several can lie on the table at once.

    `base` is the agreed text that it changes, `head` its own text as it is now. It is open until
    it has an outcome.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="amendments"
    )
    base = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, null=True, related_name="+")
    head = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by_side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    wanted_from = models.DateField(null=True)
    proposed_on = models.DateField()
    settled_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=AmendmentOutcome.choices, blank=True)

    class Meta(Confidential.Meta):
        ordering = ("proposed_on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="", settled_on__isnull=True)
                | (~Q(outcome="") & Q(settled_on__isnull=False)),
                name="amendment_settled_with_an_outcome",
            ),
        ]


class PublishedText(Confidential):
    """A text in force from a day on, as everybody may read it: without names or signatures.

    Written when it begins to hold, or when it is known that it will; the database refuses to
    change it. It knows nothing of the process: until when it holds follows from the text that comes
    after it, and from `last_on`, the last day of the clause as a whole. One that was corrected is
    `replaced_at` a moment by another one of the same days, and is read by the parties alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clause = models.ForeignKey(
        "agreements.Clause", on_delete=models.PROTECT, related_name="published"
    )
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="published"
    )
    # The whole text that it was made of: for the parties, as that text itself.
    text = models.ForeignKey(ClauseVersion, on_delete=models.PROTECT, null=True, related_name="+")
    article_number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField()
    # How many passages were withheld from it; which ones is for the parties.
    withheld = models.PositiveIntegerField(default=0, db_default=0)
    digest = models.CharField(max_length=64)
    since = models.DateField()
    last_on = models.DateField(null=True)
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=SearchVector("body", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(Confidential.Meta):
        ordering = ("article_number", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PUBLIC, replaced_at__isnull=True)
                | Q(visibility=Visibility.PARTIES, replaced_at__isnull=False),
                name="published_is_public_until_replaced",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["clause", "since"], name="published_since"),
            models.Index(fields=["agreement", "article_number", "id"], name="published_article"),
            GinIndex(fields=["search"], name="published_search"),
        ]

    @property
    def key(self) -> str:
        """The name by which people know the clause, whatever its article is numbered."""
        return key_of(self.clause_id)


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
    def record_until_date(self) -> date | None:
        """The last day on which the outcome can be written down, for all parties the same."""
        return dates.recording_until(self.clause)

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
