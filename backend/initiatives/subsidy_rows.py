"""A subsidy of an initiative, with dates of its own."""

from collections.abc import Collection
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from backend.initiatives import subsidy_dates
from backend.initiatives.rows import Row
from backend.workflow.dated import Dated


def _day() -> Any:
    return models.DateField(null=True, blank=True)


class Subsidy(Dated, Row):
    """A round of a funding programme that the owners look at, and what came of it.

    `source` says where its window stands. Dismissed has a reason; applied for it can get a day by
    which it is accounted for. It is read by whoever reads the initiative.
    """

    kind = "subsidy"
    lifecycle = subsidy_dates.DATES
    read_with = ("bargaining_table", "initiative")

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="subsidies"
    )
    initiative_id: UUID
    programme = models.CharField(max_length=60)
    opens_on = _day()
    closes_on = models.DateField()
    source = models.CharField(max_length=300)
    applied_on = _day()
    dismissed_on = _day()
    dismissed_because = models.CharField(max_length=500, blank=True)
    accounting_due_on = _day()
    handed_in_on = _day()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True) | Q(dismissed_on__isnull=True),
                name="subsidy_applied_or_dismissed",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=False)
                | Q(accounting_due_on__isnull=True, handed_in_on__isnull=True),
                name="subsidy_accounted_once_applied",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["initiative", "closes_on", "id"], name="subsidy_list"),
            models.Index(fields=["closes_on", "id"], name="subsidy_closes"),
        ]

    @property
    def state(self) -> str:
        """Where it stands: considered, applied for, dismissed, or accounted for."""
        if self.dismissed_on is not None:
            return subsidy_dates.DISMISSED
        if self.handed_in_on is not None:
            return subsidy_dates.SETTLED
        return subsidy_dates.CONSIDERED if self.applied_on is None else subsidy_dates.APPLIED

    @property
    def caption(self) -> str:
        """The programme and the initiative, by which people know it."""
        return f"{subsidy_dates.name_of(self.programme).nl}: {self.initiative.title}"

    @property
    def dates_word(self) -> str:
        """Who reads its dates: whoever reads it."""
        return self.word

    def circle(self, name: str) -> set[UUID]:
        """Return the owners of the initiative."""
        found: set[UUID] = self.initiative.circle(name)
        return found

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the owners of many."""
        return {subject.pk: subject.circle(name) for subject in subjects}
