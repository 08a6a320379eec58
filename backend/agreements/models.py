"""An agreement and its clauses. What stands below a clause is in `rows`."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from backend.agreements import (
    agreement_dates,
    bound,
    captions,
    columns,
    dates,
    holding,
    in_law,
    parting,
    published,
    texts,
    voting,
)
from backend.agreements.agreement_dates import DATES
from backend.agreements.binding_rows import BindingLetter, BindingRequest
from backend.agreements.keys import key_column, key_of
from backend.agreements.kinds import NEVER_IN_FORCE, NOTICED, AgreementType, SbiVersion
from backend.agreements.lifecycle import LIFECYCLE
from backend.agreements.publication_rows import PublicationText
from backend.agreements.rows import Amendment, Ballot, ClauseVersion, PublishedText
from backend.agreements.terms import HasTerm
from backend.audit.digests import digest_of_content
from backend.commitments.actions import follow_dossier
from backend.commitments.queries import promises_digest
from backend.confidentiality.models import Confidential
from backend.disputes.kinds import Level
from backend.parties.actors import SYSTEM
from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity
from backend.reference import moments
from backend.reference.ids import new_id
from backend.reminders import arranging
from backend.workflow import engine
from backend.workflow.dated import Dated
from backend.workflow.lifecycle import Refusal, Step, Transition
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject

__all__ = [
    "Agreement",
    "Amendment",
    "Ballot",
    "BindingLetter",
    "BindingRequest",
    "Clause",
    "ClauseVersion",
    "PublicationText",
    "PublishedText",
]

_WIDTH = list(Visibility)


class Agreement(Dated, HasTerm, Confidential):
    """A collective labour agreement: its term, registration and secretariat.

    Its parties are those of its bargaining table. What happens to it happens to its clauses; the
    dates of a clause may differ from its own.
    """

    kind = "agreement"
    lifecycle = DATES
    state = ""  # it has none of its own: what happens to it happens to its clauses

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    agreement_type = models.CharField(max_length=10, choices=AgreementType.choices)
    sector_code = models.CharField(max_length=10, blank=True)
    sbi_version = models.CharField(max_length=4, choices=SbiVersion.choices, blank=True)
    secretariat = columns.organisation()
    registered_on = columns.day()
    receipt_notice_on = columns.day()
    agreement_number = models.CharField(max_length=20, blank=True)
    binding_requested_on = columns.day()
    binding_decided_on = columns.day()
    binding_ends_on = columns.day()
    binding_extension_on = columns.day()
    binding_declined_on = columns.day()
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=moments.now, editable=False)
    updated_at = moments.Changed()

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=Q(start_on__lt=F("end_on")), name="agreement_begins_before_it_ends"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["updated_at", "id"], name="agreement_changed"),
            models.Index(fields=["title", "id"], name="agreement_title"),
            models.Index(fields=["audience", "updated_at", "id"], name="agreement_read"),
        ]

    @property
    def caption(self) -> str:
        """The one line by which people recognise this agreement."""
        return self.title

    @property
    def notice_by(self) -> date | None:
        """The last day on which notice can be given for the agreement as a whole."""
        return dates.notice_deadline(self.as_clause())

    def as_clause(self) -> "Clause":
        """Return an unsaved clause that stands for the agreement as a whole in a reckoning."""
        return Clause(
            agreement=self, ends_on=self.end_on, clause_type="normative", state="in_force"
        )

    def is_over(self, on: date) -> bool:
        """Whether it has ended in law by a day."""
        return in_law.agreement_is_over(self, on)

    def circle(self, name: str) -> set[UUID]:
        """Return who is told of the agreement as a whole besides its table."""
        return agreement_dates.liaisons(self) if name == "liaison" else set()

    def change(self, **fields: Any) -> None:
        """Write these fields under a new version. What happens to a clause can change them.

        Counted by the database: two clauses can do so at once, and neither change is lost.
        """
        rows = type(self).objects.filter(pk=self.pk)
        rows.update(**fields, version=F("version") + 1, updated_at=moments.now())
        for name, value in fields.items():
            setattr(self, name, value)
        self.plan()

    def widen(self, visibility: str) -> None:
        """Let at least these people read that the agreement exists; never fewer than before."""
        if _WIDTH.index(Visibility(visibility)) > _WIDTH.index(Visibility(self.visibility)):
            self.change(visibility=visibility, side="")
            arranging.follow(self)


class Clause(Subject):
    """An article, annex or protocol that is followed by itself."""

    kind = "clause"
    own_voice = (Capacity.PARTY,)  # who only carries out reads its side's drafts; parties decide
    text_columns = frozenset(
        {
            "current_version_id",
            "proposed_version_id",
            "amendment_since",
            "article_number",
            "title",
            "clause_type",
            "aims",
            "scope",
        }
    )
    read_with = ("bargaining_table", "agreement")
    state = StateField(LIFECYCLE)
    carried: dict[str, Any] | None = None  # to which table, in the step that is under way

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clauses")
    article_number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    clause_type = models.CharField(max_length=20, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    aims = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    scope = columns.text()
    indicators = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    current_version = models.ForeignKey(
        ClauseVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_version = models.ForeignKey(
        ClauseVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    published_text = models.ForeignKey(
        PublishedText, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    round_on = columns.day()
    round_id = models.UUIDField(null=True, blank=True)  # a meeting, known by its id
    final_offer_answer_on = columns.day()
    ratification_due_on = columns.day()
    ratified_on = columns.day()
    effective_on = columns.day()
    ends_on = columns.day()
    next_review_on = columns.day()
    final_evaluation_from = columns.day()
    final_evaluation_on = columns.day()
    registered_on = columns.day()
    receipt_notice_on = columns.day()
    in_force_since = columns.day()
    retroactive = models.BooleanField(default=False)
    renewals = models.PositiveSmallIntegerField(default=0)
    notice_given_on = columns.day()
    notice_by = columns.organisation()
    notice_registered_on = columns.day()
    amendment_since = columns.day()
    amendment_side = models.CharField(max_length=10, blank=True)
    dispute_kind = models.CharField(max_length=20, blank=True)
    dispute_by = columns.organisation()
    dispute_facts = columns.text()
    dispute_requested = columns.text()
    dispute_level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    dispute_answer_due_on = columns.day()
    dispute_answered = models.BooleanField(default=False)
    lessons = columns.text()
    follow_up = models.CharField(max_length=20, blank=True)
    ended_on = columns.day()
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    search = models.GeneratedField(
        expression=SearchVector("article_number", "title", "summary", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=sorted(LIFECYCLE.states)), name="clause_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(effective_on__lte=F("ends_on")),
                name="clause_begins_before_it_ends",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "updated_at", "id"], name="clause_read"),
            # Walking along one of these tells from the index alone what the reader may see.
            models.Index(fields=["updated_at", "id", "audience"], name="clause_changed"),
            models.Index(fields=["created_at", "id", "audience"], name="clause_created"),
            models.Index(fields=["title", "id", "audience"], name="clause_title"),
            GinIndex(fields=["search"], name="clause_search"),
            models.Index(key_column(), name="clause_key"),
        ]

    @property
    def caption(self) -> str:
        """The one line by which people recognise this clause."""
        return f"{self.article_number} {self.title}"

    @property
    def key(self) -> str:
        """The name by which people know this clause, whatever its article is numbered."""
        return key_of(self.pk)

    @property
    def asked_text_id(self) -> UUID | None:
        """The text that a consent would be about now: of the amendment, where there is one."""
        return self.proposed_version_id if self.amendment_since else self.current_version_id

    @property
    def legal_status(self) -> str:
        """What the clause is in law today: from dates and registration, not from the process."""
        return self.legal_status_on(timezone.localdate())

    def legal_status_on(self, day: date) -> str:
        """Return what the clause is in law on a day; the clock does not wait for the process."""
        return in_law.status_on(self, day)

    def text_digest(self) -> str:
        """Return the digest of what a consent is about: the text and everything promised in it."""
        return digest_of_content(
            {
                "text": texts.digest_of_asked(self),
                "article": self.article_number,
                "title": captions.whole(self, "title"),
                "clause_type": self.clause_type,
                "aims": list(self.aims),
                "scope": captions.whole(self, "scope"),
                "promises": promises_digest(self.kind, self.pk),
            }
        )

    def followed_by(self) -> "Clause | None":
        """Return the clause that replaces this one, as far as the reading context sees it."""
        if self.successor_id is None:
            return None
        found: Clause | None = type(self).objects.filter(pk=self.successor_id).first()
        return found

    def circle(self, name: str) -> set[UUID]:
        """Return whose ballot, answer, or word on notice is awaited, as far as one reads."""
        return self.circles_of([self], name)[self.pk]

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the same of many clauses, asked at once."""
        return voting.circles_of(subjects, name, timezone.localdate())

    @classmethod
    def hold_first(cls, ids: Collection[UUID], *, stepping: bool = False) -> None:
        """Lock what binds these clauses to others, or all that a step on them can reach."""
        (holding.for_step if stepping else bound.hold)(ids)

    def against_consent(self, row: Transition, step: Step) -> Refusal | None:
        """What is agreed only together with others is not consented to by itself."""
        return bound.refusal(self) if row.name == "agree" else None

    def wholes(self) -> Collection[Subject]:
        """Return what binds this clause to others: its text is part of those."""
        return bound.wholes(self)

    def performed(self, name: str, now: datetime) -> None:
        """What this clause replaces is superseded as soon as this one is in force."""
        published.follow(self, name, now)
        parting.note_move(self)
        if self.state in NEVER_IN_FORCE:
            bound.left(self, now)
        if name in NOTICED or name in published.BRINGS_A_TEXT:
            self.agreement.plan()
        if name == "enter_into_force":
            for before in self.predecessors.all():
                if before.lifecycle.find(before.state, "supersede"):
                    engine.perform(before, "supersede", actor=SYSTEM, now=now)

    def visibility_changed(self) -> None:
        """Take the current text, ballots, promises and the agreement along.

        Earlier texts keep the readers they had. All but the agreement stays with the parties: what
        goes public of a text is published apart.
        """
        texts.show_current(self)
        self.ballots.update(visibility=texts.reach(self.visibility), side=self.side)
        follow_dossier(self)
        if self.visibility != Visibility.SIDE_PRIVATE:
            self.agreement.widen(self.visibility)
