"""A request to declare provisions of an agreement generally binding (avv), and what came of it."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.agreements.kinds import BindingKind, BindingOutcome
from backend.confidentiality.models import Confidential
from backend.parties.audiences import Visibility
from backend.reference import moments
from backend.reference.ids import new_id


def _day() -> Any:
    return models.DateField(null=True)


def _clauses() -> Any:
    return ArrayField(models.UUIDField(), default=list)


class BindingRequest(Confidential):
    """One request, or one extension of what was declared binding: its days, in their order.

    The parties read it until it is open for inspection, and everybody from then on. It names
    organisations and counts, never persons; the database keeps what was recorded as it was. That
    the `parties` asked is said by who recorded it, `stated_by`, with a letter as evidence.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="binding_requests"
    )
    agreement_id: UUID
    kind = models.CharField(max_length=10, choices=BindingKind.choices)
    extends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    fund = models.BooleanField(default=False)
    clauses = _clauses()
    parties = ArrayField(models.CharField(max_length=200))
    stated_by = models.CharField(max_length=200, blank=True, db_default="")
    requested_on = models.DateField()
    inspection_from = _day()
    inspection_until = _day()
    objections = models.PositiveSmallIntegerField(null=True)
    dispensations = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=BindingOutcome.choices, blank=True)
    excluded = _clauses()
    decided_on = _day()
    binding_from = _day()
    binding_until = _day()
    source = models.CharField(max_length=100, blank=True)
    withdrawn_on = _day()
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=moments.now, editable=False)

    class Meta(Confidential.Meta):
        ordering = ("-requested_on", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PARTIES, inspection_from__isnull=True)
                | Q(visibility=Visibility.PUBLIC, inspection_from__isnull=False)
                | Q(visibility=Visibility.PUBLIC, decided_on__isnull=False),
                name="binding_public_once_inspected",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | ~Q(outcome="") & Q(decided_on__isnull=False, withdrawn_on__isnull=True),
                name="binding_decided_with_an_outcome",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agreement", "requested_on"], name="binding_agreement")
        ]

    @property
    def state(self) -> str:
        """Where it stands: requested, in inspection, withdrawn, or decided on."""
        if self.withdrawn_on is not None:
            return "withdrawn"
        if self.outcome:
            return str(self.outcome)
        return "requested" if self.inspection_from is None else "inspected"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.withdrawn_on is None and not self.outcome


class BindingLetter(Confidential):
    """The document by which parties ask, or let somebody ask for them: evidence of a request.

    The parties alone read it, for good: it holds names and signatures. It never changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="+"
    )
    request = models.OneToOneField(BindingRequest, on_delete=models.PROTECT, related_name="letter")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=moments.now, editable=False)

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PARTIES), name="binding_letter_of_the_parties"
            ),
        ]
