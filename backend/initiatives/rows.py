"""What stands below an initiative. Each row is read by exactly whoever reads the initiative."""

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from backend.confidentiality.models import Confidential
from backend.initiatives.kinds import BottleneckStatus, Confidence, Moment, OwnerSide
from backend.parties.models import Organisation
from backend.reference import moments
from backend.reference.ids import new_id


def _number() -> Any:
    return models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)


def bare(number: Decimal | None) -> str:
    """Return a number without trailing zeros: the database adds them, a fresh object has none."""
    return "" if number is None else format(number.normalize(), "f")


class Row(Confidential):
    """A row below an initiative, with the initiative's table, visibility and side."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=moments.now, editable=False)

    class Meta(Confidential.Meta):
        abstract = True

    @classmethod
    def below(cls, initiative: Any, **facts: Any) -> Self:
        """Create a row that is read by whoever reads the initiative."""
        row = cls(
            **facts,
            initiative=initiative,
            bargaining_table_id=initiative.bargaining_table_id,
            visibility=initiative.visibility,
            side=initiative.side,
        )
        row.save(force_insert=True)
        return row


class IndicatorLine(Row):
    """One of the at most three indicators: where it stood, should get to, and stands."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="indicators"
    )
    code = models.CharField(max_length=60)
    baseline = _number()
    target = _number()
    current = _number()
    source = models.CharField(max_length=300, blank=True)
    not_available_because = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Row.Meta):
        ordering = ("position", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            models.UniqueConstraint(fields=["initiative", "code"], name="one_line_an_indicator"),
        ]

    def as_agreed(self) -> dict[str, str]:
        """Return the line as it stands in the digest that sides consent to."""
        numbers = {name: getattr(self, name) for name in ("baseline", "target", "current")}
        shown = {name: bare(value) for name, value in numbers.items()}
        return shown | {
            "code": self.code,
            "source": self.source,
            "not_available_because": self.not_available_because,
        }


class Measurement(Row):
    """One value of one indicator on one day, or why there is none."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="measurements"
    )
    indicator = models.ForeignKey(
        IndicatorLine, on_delete=models.PROTECT, related_name="measurements"
    )
    moment = models.CharField(max_length=10, choices=Moment.choices)
    measured_on = models.DateField()
    value = _number()
    source = models.CharField(max_length=300, blank=True)
    not_available_because = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True, max_length=2000)

    class Meta(Row.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value__isnull=False) & ~Q(source="") & Q(not_available_because="")
                | Q(value__isnull=True) & ~Q(not_available_because=""),
                name="measurement_value_or_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["initiative", "measured_on", "id"], name="measurement_list")
        ]


class Bottleneck(Row):
    """What stands in the way, who deals with it, how, and by when."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="bottlenecks"
    )
    code = models.CharField(max_length=60)
    description = models.TextField(blank=True, max_length=2000)
    owner_side = models.CharField(max_length=10, choices=OwnerSide.choices)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    solution = models.TextField(max_length=2000)
    raised_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    status = models.CharField(max_length=12, choices=BottleneckStatus.choices)
    result = models.TextField(blank=True, max_length=2000)
    closed_on = models.DateField(null=True, blank=True)

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["initiative", "due_on", "id"], name="bottleneck_list")
        ]


class BusinessCase(Row):
    """Costs and benefits as somebody reckoned them; a later one does not erase an earlier one."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="business_cases"
    )
    cost = models.DecimalField(max_digits=14, decimal_places=2)
    benefit = models.DecimalField(max_digits=14, decimal_places=2)
    payback_months = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True)
    note = models.TextField(blank=True, max_length=2000)

    class Meta(Row.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["initiative", "created_at", "id"], name="business_case_list")
        ]
