"""An initiative, its plan and what became of it. What stands below it is in `rows`."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.commitments.actions import follow_dossier
from backend.commitments.queries import promises_digest
from backend.evaluations import awaited
from backend.initiatives import bottlenecks
from backend.initiatives.deadlines import APPLYING
from backend.initiatives.kinds import (
    BOTTLENECK_OWNER,
    Anchor,
    BottleneckStatus,
    Culture,
    Occasion,
    Outcome,
    SbiVersion,
    WorksCouncilRole,
)
from backend.initiatives.lifecycle import LIFECYCLE
from backend.initiatives.rows import (
    Bottleneck,
    BusinessCase,
    IndicatorLine,
    Measurement,
    Row,
    bare,
)
from backend.initiatives.subsidy_dates import OWN_MONEY
from backend.initiatives.subsidy_rows import Subsidy
from backend.parties.models import Organisation
from backend.workflow.lifecycle import ConsentRule
from backend.workflow.models import Consent
from backend.workflow.owned import Owned
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject

__all__ = [
    "ROWS",
    "Bottleneck",
    "BusinessCase",
    "IndicatorLine",
    "Initiative",
    "Measurement",
    "Subsidy",
]

ROWS: tuple[type[Row], ...] = (IndicatorLine, Measurement, Bottleneck, BusinessCase, Subsidy)
LONGEST = 5000
# The circles of the owners who have not said yes to a step yet.
_UNTIL_SAID = {"example_awaited": "agree_example", "resume_awaited": "resume"}
# What concludes a review, and a final evaluation.
CONCLUDES = (("review_continue",), ("decide_embed", "decide_stop", "extend"))

# What the sides consent to. What is only learned on the way (culture, lessons) is not in it.
AGREED_FIELDS = (
    "title",
    "problem",
    "plan",
    "desired_situation",
    "occasion",
    "organisation_id",
    "sector_code",
    "sbi_version",
    "region",
    "size_class",
    "types",
    "aims",
    "target_group",
    "target_group_size",
    "tailoring",
    "partnership",
    "works_council_role",
    "works_council_outcome",
    "works_council_conditions",
    "employer_owner_id",
    "worker_owner_id",
    "start_on",
    "end_on",
    "next_review_on",
    "final_evaluation_on",
    "resume_on",
    "budget",
    "funding",
)


def _organisation() -> Any:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _text() -> Any:
    return models.TextField(blank=True, max_length=LONGEST)


def _codes() -> Any:
    return ArrayField(models.CharField(max_length=60), default=list, blank=True)


def _day() -> Any:
    return models.DateField(null=True, blank=True)


class Initiative(Owned, Subject):
    """Social innovation in one organisation, carried by an owner of each side."""

    kind = "initiative"
    both_sides = ConsentRule.EMPLOYER_AND_WORKERS
    text_columns = frozenset(AGREED_FIELDS)
    state = StateField(LIFECYCLE)

    title = models.CharField(max_length=200)
    problem = _text()
    plan = _text()
    desired_situation = _text()
    occasion = models.CharField(max_length=30, choices=Occasion.choices, blank=True)

    organisation = _organisation()
    sector_code = models.CharField(max_length=10, blank=True)
    sbi_version = models.CharField(max_length=4, choices=SbiVersion.choices, blank=True)
    region = models.CharField(max_length=10, blank=True)
    size_class = models.CharField(max_length=10, blank=True)
    types = _codes()
    aims = _codes()
    target_group = models.CharField(max_length=500, blank=True)
    target_group_size = models.PositiveIntegerField(null=True, blank=True)
    tailoring = _text()
    partnership = models.CharField(max_length=300, blank=True)
    success_factors = _codes()
    # Agreements are a sibling of this domain: their clauses are known by id only.
    linked_clauses = ArrayField(models.UUIDField(), default=list, blank=True)

    works_council_role = models.CharField(
        max_length=20, choices=WorksCouncilRole.choices, blank=True
    )
    works_council_body = _organisation()
    works_council_answer_due_on = _day()
    works_council_outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    works_council_decided_on = _day()
    works_council_conditions = _text()

    employer_owner = _organisation()
    worker_owner = _organisation()
    start_on = _day()
    end_on = _day()
    next_review_on = _day()
    final_evaluation_on = _day()
    approved_on = _day()
    resume_on = _day()
    stop_announced_on = _day()
    stop_announced_by = models.CharField(max_length=10, blank=True)
    closed_on = _day()
    follow_up_on = _day()
    follow_up_called_on = _day()
    example_asked_on = _day()
    example_agreed_on = _day()
    example_summary = _text()
    extensions = models.PositiveSmallIntegerField(default=0)

    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    funding = models.CharField(max_length=60, blank=True)
    grant_awarded_on = _day()

    culture_effect = models.CharField(max_length=10, choices=Culture.choices, blank=True)
    culture_note = _text()
    lessons = _text()
    embedding_plan = _text()
    embedding_owner = _organisation()
    embedding_anchor = models.CharField(max_length=30, choices=Anchor.choices, blank=True)
    embedding_evidence = _text()

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=sorted(LIFECYCLE.states)), name="initiative_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(aims__len__lte=3), name="initiative_at_most_three_aims"
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True)
                | Q(end_on__isnull=True)
                | Q(start_on__lt=F("end_on")),
                name="initiative_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(sector_code="", sbi_version="")
                | ~Q(sector_code="") & ~Q(sbi_version=""),
                name="initiative_sector_has_its_edition",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "updated_at", "id"], name="initiative_read"),
            models.Index(fields=["updated_at", "id"], name="initiative_changed"),
            models.Index(fields=["created_at", "id"], name="initiative_created"),
            models.Index(fields=["title", "id"], name="initiative_title"),
        ]

    @property
    def caption(self) -> str:
        """The one line by which people recognise this initiative."""
        return self.title

    @property
    def needs_grant(self) -> bool:
        """Whether somebody else pays, so that the work waits for their decision."""
        return self.funding not in ("", OWN_MONEY)

    def text_digest(self) -> str:
        """Return the digest of what sides consent to: the plan, its indicators and promises."""
        plan: dict[str, Any] = {name: _plain(getattr(self, name)) for name in AGREED_FIELDS}
        plan["indicators"] = [line.as_agreed() for line in self.indicators.all()]
        plan["promises"] = promises_digest(self.kind, self.pk)
        return digest_of_content(plan)

    def circle(self, name: str) -> set[UUID]:
        """Return the owners, or who was asked for advice; the core knows the other circles."""
        circles: dict[str, tuple[UUID | None, ...]] = {
            "owners": (self.employer_owner_id, self.worker_owner_id),
            **dict.fromkeys(_UNTIL_SAID, (self.employer_owner_id, self.worker_owner_id)),
            "employer_owner": (self.employer_owner_id,),
            "works_council_asked": (self.works_council_body_id,),
            "answer_awaited": () if self.works_council_outcome else (self.works_council_body_id,),
        }
        if name in (awaited.REVIEW, awaited.FINAL, BOTTLENECK_OWNER):
            return self.circles_of([self], name)[self.pk]
        found = {each for each in circles.get(name, ()) if each}
        if name in _UNTIL_SAID:
            given = Consent.objects.filter(
                subject_id=self.pk, transition=_UNTIL_SAID[name], ended_at__isnull=True
            )
            return found - set(given.values_list("organisation_id", flat=True))
        return found

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the same of many; of an evaluation, the owners that still have to do something."""
        if name == BOTTLENECK_OWNER:
            return bottlenecks.owners_of(subjects)
        if name not in (awaited.REVIEW, awaited.FINAL):
            return super().circles_of(subjects, name)
        asked = awaited.asked(name, *CONCLUDES)
        left = awaited.left_of(subjects, *asked, timezone.localdate())
        return {each.pk: each.owners_left(left.get(each.pk)) for each in subjects}

    def owners_left(self, left: awaited.Left | None) -> set[UUID]:
        """Return the owners of the sides that are not done; both where nobody is."""
        owners = self.circle("owners")
        if left is None:
            return owners
        theirs = {self.owner_of(side) for side in left.sides}
        return {each for each in owners if each in theirs or each in left.organisations}

    def visibility_changed(self) -> None:
        """Let everything that stands below be read by whoever reads the initiative."""
        for model in ROWS:
            rows: Any = model.objects  # every one of them has an initiative
            rows.filter(initiative_id=self.pk).update(visibility=self.visibility, side=self.side)
        self._plan_subsidies()
        follow_dossier(self)

    def performed(self, name: str, now: datetime) -> None:
        """Nothing is applied for any more for what is over; what was granted is accounted for."""
        if self.state not in APPLYING:
            self._plan_subsidies()

    def _plan_subsidies(self) -> None:
        for subsidy in self.subsidies.all():
            subsidy.plan()

    def add_bottleneck(self, **facts: Any) -> Bottleneck:
        """Write down a bottleneck below this initiative."""
        status = facts.pop("status", BottleneckStatus.OPEN)
        return Bottleneck.below(self, status=status, **facts)


def _plain(value: Any) -> Any:
    """Return a value as it stands in a digest."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return bare(value)
    return [str(item) for item in value] if isinstance(value, list) else str(value)
