"""A package: clauses that are agreed only together, each on terms that are written down with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet

from backend.agreements import holding
from backend.agreements.models import Agreement, Clause
from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.packages import concluding, guards
from backend.packages.kinds import AGREE, LONGEST_TITLE, OPEN
from backend.packages.lifecycle import LIFECYCLE
from backend.parties.kinds import Capacity
from backend.reference.ids import new_id
from backend.workflow import consenting
from backend.workflow.lifecycle import Refusal, Step, Transition
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject


class Package(Subject):
    """Clauses of one agreement, on the table for both sides.

    Those with the same `choice` are alternatives: of them one at most is agreed. Who holds a
    package holds all of its choice, and every clause in them.
    """

    kind = "package"
    own_voice = (Capacity.PARTY,)
    text_columns = frozenset({"title", "explanation"})
    state = StateField(LIFECYCLE)
    step: Step | None = None  # the one that is being taken, for what follows from it

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="packages")
    agreement_id: UUID
    title = models.CharField(max_length=LONGEST_TITLE)
    explanation = models.TextField(blank=True)
    choice = models.UUIDField(default=new_id, editable=False)
    is_alternative = models.BooleanField(default=False, editable=False)

    seen: "list[Any]"  # what it is made of, as far as the reader may see, filled by `queries`
    beside: "list[Any]"  # what it is an alternative to, as far as the reader may see

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=sorted(LIFECYCLE.states)), name="package_state_is_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "updated_at", "id"], name="package_read"),
            models.Index(fields=["choice"], name="package_choice"),
        ]

    @property
    def caption(self) -> str:
        """The title, by which people know it."""
        return self.title

    @classmethod
    def hold_first(cls, ids: Collection[UUID], *, stepping: bool = False) -> None:  # noqa: ARG003  # the same for every act
        """Lock all packages of these ones' choices, and then every clause in any of them.

        Nobody else touches several clauses of their agreement meanwhile.
        """
        rows = cls.objects.filter(pk__in=ids).values_list("agreement", flat=True)
        holding.alone(set(rows))
        choices = cls.objects.filter(pk__in=ids).values("choice")
        rows = cls.objects.filter(choice__in=choices).order_by("pk").select_for_update()
        held = list(rows.values_list("pk", flat=True))
        clauses = Clause.objects.filter(
            pk__in=Member.objects.filter(package__in=held).values("clause")
        )
        list(clauses.order_by("pk").select_for_update().values_list("pk"))

    def parts(self) -> list[Any]:
        """Return what it is made of, in order, each with its clause and that clause's texts."""
        rows = Member.objects.filter(package=self.pk).order_by("position", "id")
        return list(rows.select_related("clause__current_version", "clause__proposed_version"))

    def rivals(self) -> QuerySet[Any]:
        """Return the other packages of its choice."""
        rows: QuerySet[Any] = Package.objects.filter(choice=self.choice).exclude(pk=self.pk)
        return rows.order_by("pk")

    def fewest(self) -> int:
        """Return of how many clauses it must consist: an alternative can be a single one."""
        return 1 if self.is_alternative or self.rivals().exists() else 2

    def text_digest(self) -> str:
        """Return the digest of everything in it: each clause's text, and the terms for it."""
        return digest_of_content(
            {
                "title": self.title,
                "explanation": self.explanation,
                "clauses": [
                    {
                        "clause": str(part.clause_id),
                        "text": part.clause.text_digest(),
                        "terms": part.terms,
                    }
                    for part in sorted(self.parts(), key=lambda part: str(part.clause_id))
                ],
            }
        )

    def against_consent(self, row: Transition, step: Step) -> Refusal | None:
        """Nobody consents to what cannot be agreed any more."""
        return guards.all_lie_on_the_table(self, step) if row.name == AGREE else None

    def consents_with(self, row: Transition) -> Collection[UUID]:
        """Consent to the package is consent to every text in it."""
        return [part.clause_id for part in self.parts()] if row.name == AGREE else ()

    def consented(self, row: Transition, consent: Any, step: Step, mandate: Any) -> None:
        """Record the consent to every clause in it."""
        if row.name != AGREE:
            return
        for part in sorted(self.parts(), key=lambda part: str(part.clause_id)):
            consenting.carry(consent, part.clause, AGREE, part.terms, step=step, mandate=mandate)

    def performed(self, name: str, now: datetime) -> None:
        """Agree every clause in it, let the one go that was taken out, or all of them."""
        if self.step is None:
            return
        step, self.step = self.step, None
        if name == AGREE:
            concluding.agree(self, step)
        elif name == "release":
            concluding.release(self, step)
        else:
            concluding.take_apart(self, step, name)


class Member(Confidential):
    """A clause in a package, with the terms on which it is agreed: those of its own `agree`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="members")
    package_id: UUID
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    clause_id: UUID
    position = models.PositiveSmallIntegerField()
    terms = models.JSONField(default=dict)

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["package", "clause"], name="once_in_a_package"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["clause"], name="member_clause")
        ]


def open_with(clauses: Collection[UUID]) -> QuerySet[Any]:
    """Return the open packages that hold any of these clauses."""
    held = Member.objects.filter(clause__in=clauses).values("package")
    rows: QuerySet[Any] = Package.objects.filter(pk__in=held, state=OPEN)
    return rows.order_by("title", "pk")
