"""A recurring duty, and its periods."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.parties.kinds import Capacity
from backend.parties.models import Membership, Organisation
from backend.reference.ids import new_id
from backend.routines.kinds import (
    ABOUT_CHOICES,
    CAN_PROPOSE,
    LONGEST_TITLE,
    Form,
    PeriodState,
    Unit,
)
from backend.routines.lifecycle import LIFECYCLE, RUNNING
from backend.workflow import awaiting, endings, registry
from backend.workflow.lifecycle import ConsentRule, Transition, Trigger
from backend.workflow.owned import Owned
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject

AGREED_FIELDS = (
    "form",
    "title",
    "about_kind",
    "about_id",
    "every",
    "unit",
    "first_on",
    "month_end",
    "number",
    "due_on",
    "employer_owner_id",
    "worker_owner_id",
)
# What becomes of a period by the consent of both.
CONCLUDES = ("complete", "skip", "move")


def _organisation() -> Any:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Routine(Owned, Subject):
    """Something that comes back at a table, or in one of its dossiers, known by kind and id only.

    `number` and `due_on` are those of the current period: 0 and None before it runs.
    """

    kind = "routine"
    own_voice = CAN_PROPOSE  # whoever proposed it can change it and take it back
    text_columns = frozenset(AGREED_FIELDS)
    dossier_columns = ("about_kind", "about_id")
    state = StateField(LIFECYCLE)

    form = models.CharField(max_length=25, choices=Form.choices)
    title = models.CharField(max_length=LONGEST_TITLE)
    about_kind = models.CharField(max_length=20, choices=ABOUT_CHOICES, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=Unit.choices)
    first_on = models.DateField()
    month_end = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    employer_owner = _organisation()
    employer_owner_id: UUID | None
    worker_owner = _organisation()
    worker_owner_id: UUID | None

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=sorted(LIFECYCLE.states)), name="routine_state_is_known"
            ),
            models.CheckConstraint(condition=Q(every__gte=1), name="routine_comes_back"),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id__isnull=True)
                | ~Q(about_kind="") & Q(about_id__isnull=False),
                name="routine_of_a_table_or_a_dossier",
            ),
            models.CheckConstraint(
                condition=~Q(form=Form.LOCAL_REVIEW)
                | Q(employer_owner__isnull=False, worker_owner__isnull=False),
                name="routine_local_review_has_owners",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "updated_at", "id"], name="routine_read"),
            models.Index(fields=["updated_at", "id"], name="routine_changed"),
            models.Index(fields=["about_id"], name="routine_about"),
        ]

    @property
    def caption(self) -> str:
        """The title, by which people know it."""
        return self.title

    def text_digest(self) -> str:
        """Return the digest of what is agreed, and of the period that it is about now."""
        agreed = {name: getattr(self, name) for name in AGREED_FIELDS}
        return digest_of_content({name: str(value) for name, value in agreed.items()})

    def applied(self, row: Transition) -> Transition:
        """Fill in what "both sides" is here; what was measured needs nobody's consent."""
        if row.consent is not ConsentRule.BOTH_SIDES:
            return row
        if self.form == Form.MEASUREMENT and row.name == "complete":
            return replace(row, consent=ConsentRule.NONE, trigger=Trigger.MANUAL)
        if self.form == Form.LOCAL_REVIEW:
            return replace(row, consent=ConsentRule.BOTH_OWNERS)
        if self.about_kind == "initiative":
            return replace(row, consent=ConsentRule.EMPLOYER_AND_WORKERS)
        return row

    def dossier(self) -> Any:
        """Return what it belongs to, as the reading context sees it; None where there is none."""
        if self.about_id is None:
            return None
        return registry.model_of(self.about_kind).objects.filter(pk=self.about_id).first()

    def dossier_is_over(self, on: date | None) -> bool:
        """Whether what it belongs to has ended by a day (today if not said)."""
        return _is_over(self.dossier(), on or timezone.localdate())

    @classmethod
    def outlived(cls, subjects: Collection[Self], on: date) -> set[UUID]:
        """Return the ids of those whose dossier has ended by a day: one question a kind of it."""
        wanted: dict[str, set[UUID]] = {}
        for each in subjects:
            if each.about_id is not None:
                wanted.setdefault(each.about_kind, set()).add(each.about_id)
        over: set[UUID] = set()
        for kind, ids in wanted.items():
            dossiers = registry.model_of(kind).objects.filter(pk__in=ids)
            over |= {dossier.pk for dossier in dossiers if _is_over(dossier, on)}
        return {each.pk for each in subjects if each.about_id in over}

    def circle(self, name: str) -> set[UUID]:
        """Return the owners, or where there are none the parties at the table."""
        return self.circles_of([self], name)[self.pk]

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the same of many, having asked at once who sits at their tables.

        Who has said yes to what becomes of the period has done what there was to do.
        """
        found = cls._whole_circles_of(subjects, name)
        running = [each for each in subjects if each.state == RUNNING and found[each.pk]]
        begun = awaiting.begun(running) if running else set()
        for each in running:
            if each.pk in begun:
                missing = awaiting.missing_in(each, CONCLUDES, on=timezone.localdate())
                found[each.pk] &= found[each.pk] if missing is None else missing
        return found

    @classmethod
    def _whole_circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        if name in ("employer_owner", "works_council"):
            column = "employer_owner_id" if name == "employer_owner" else "worker_owner_id"
            return {each.pk: {pk for pk in (getattr(each, column),) if pk} for each in subjects}
        owners = {each.pk: each.owners() for each in subjects}
        if name != "keepers":
            return {pk: set() for pk in owners}
        without = {each.bargaining_table_id for each in subjects if not owners[each.pk]}
        parties = _parties_at(without) if without else {}
        return {
            each.pk: owners[each.pk] or set(parties.get(each.bargaining_table_id, ()))
            for each in subjects
        }

    def owners(self) -> set[UUID]:
        """Return who takes care of it, where that was agreed."""
        return {pk for pk in (self.employer_owner_id, self.worker_owner_id) if pk}

    def open_period(self, number: int, due_on: date) -> None:
        """Open a period, once: another with its number is refused by the database."""
        Period.objects.create(
            routine=self,
            bargaining_table_id=self.bargaining_table_id,
            visibility=self.visibility,
            side=self.side,
            number=number,
            due_on=due_on,
        )
        self.number, self.due_on = number, due_on

    def visibility_changed(self) -> None:
        """Let its periods be read by whoever reads it."""
        self.periods.update(visibility=self.visibility, side=self.side)


class Period(Confidential):
    """One time that a routine comes back, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    routine = models.ForeignKey(Routine, on_delete=models.PROTECT, related_name="periods")
    number = models.PositiveIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=PeriodState.choices, default=PeriodState.OPEN)
    held_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, max_length=2000)

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["routine", "number"], name="one_period_a_number"),
            models.UniqueConstraint(
                fields=["routine"], condition=Q(state=PeriodState.OPEN), name="one_open_period"
            ),
            models.CheckConstraint(
                condition=Q(state=PeriodState.OPEN, closed_on__isnull=True)
                | ~Q(state=PeriodState.OPEN) & Q(closed_on__isnull=False),
                name="period_closed_on_a_day",
            ),
        ]


def _is_over(dossier: Any, on: date) -> bool:
    """Whether a dossier has ended by a day; one that the reading context does not see has not."""
    if dossier is None:
        return False
    if dossier.kind == "agreement":
        return bool(dossier.is_over(on))
    return endings.is_over(dossier)


def _parties_at(tables: Collection[UUID | None]) -> dict[UUID | None, set[UUID]]:
    seats = Membership.objects.valid_on(timezone.localdate()).filter(
        bargaining_table__in=tables, capacity=Capacity.PARTY
    )
    found: dict[UUID | None, set[UUID]] = {}
    for table, organisation in seats.values_list("bargaining_table", "organisation"):
        found.setdefault(table, set()).add(organisation)
    return found
