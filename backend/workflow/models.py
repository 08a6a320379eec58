"""Consents given, and the days on which the clock must look at a subject."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from backend.confidentiality.models import Confidential, VisibleQuerySet
from backend.parties.kinds import Side
from backend.parties.models import Organisation, Person
from backend.reference.ids import new_id


class Paper(models.Model):
    """A consent that was given on paper, with the document. It counts for nothing by itself.

    Those of the parties who read the subject read it. It waits until a mandated person of the party
    confirms it here, or refuses it; what it was about is fixed by `digest`, as with a consent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    audience = models.TextField()
    transition = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    terms = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    signed_by = models.CharField(max_length=200)
    signed_on = models.DateField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    recorded_by = models.CharField(max_length=200)
    recorded_for = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10,
        default="waiting",
        choices=[(w, w) for w in ("waiting", "confirmed", "refused", "voided", "replaced")],
    )
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "transition", "organisation"],
                condition=Q(state="waiting"),
                name="one_waiting_paper",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "recorded_at", "id"], name="paper_subject")
        ]


class Consent(models.Model):
    """One party's yes to one exact text and to what one transition fixes.

    Never changed but to end it: `ended_because` says withdrawn, voided, replaced or used. The
    names are copied, so that the yes outlives the account; `mandate` is a mark, see `mark_of`.
    With a `paper` it was signed on `signed_on`, and confirmed here on `given_at`. One that was
    given with the consent to a whole of which this is a part is `through` that one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    audience = models.TextField()
    transition = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    terms = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    mandate = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    through = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(
        max_length=10,
        blank=True,
        choices=[(w, w) for w in ("withdrawn", "voided", "replaced", "used")],
    )

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "transition", "organisation"],
                condition=Q(ended_at__isnull=True, through__isnull=True),
                name="one_consent_a_party",
            ),
            models.UniqueConstraint(
                fields=["subject_id", "transition", "person"],
                condition=Q(ended_at__isnull=True, through__isnull=True),
                name="one_consent_a_person",
            ),
            models.UniqueConstraint(fields=["through", "subject_id"], name="one_consent_through"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "transition"], name="consent_subject")
        ]


class Due(models.Model):
    """A derived date: on `wake_on` the clock looks at the subject again.

    Rows are rewritten whenever the subject changes, so that a moved date re-plans by itself. A
    `transition` is performed on its day; a `deadline` is reminded of before and after `anchor_on`.
    Since `failing_since` the clock has not been able to do what it was to do on that day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    audience = models.TextField()
    name = models.CharField(max_length=60)
    is_transition = models.BooleanField()
    anchor_on = models.DateField()
    wake_on = models.DateField(null=True)
    failing_since = models.DateTimeField(null=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "name", "is_transition"], name="one_due_a_name"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["wake_on", "id"],
                name="due_wake",
                condition=Q(wake_on__isnull=False),
            ),
            models.Index(
                fields=["anchor_on", "id"],
                name="due_by_date",
                condition=Q(is_transition=False),
            ),
            models.Index(
                fields=["failing_since"],
                name="due_failing",
                condition=Q(failing_since__isnull=False),
            ),
        ]


class Planning(models.Model):
    """How far the due rows of one kind of subject follow the deadlines of its table.

    `rules` is the digest of those deadlines; every subject up to and including `reached` has been
    planned by them, and all have been once it is `finished_at`. Nothing here tells about a subject.
    """

    kind = models.CharField(max_length=20, primary_key=True)
    rules = models.CharField(max_length=64)
    reached = models.UUIDField(null=True)
    finished_at = models.DateTimeField(null=True)


class Arrangement(Confidential):
    """What a bargaining table agreed about reminding: that the liaison is told, or a rule's days.

    One with an `agreement_id` holds for that agreement and what belongs to it (see `belonging`),
    and is read by who reads that; agreements are known here by their id only. In force from
    `agreed_at` until `ended_at`; before that it is a proposal. `consents` has who said yes:
    organisation, side, person and name. One without `offsets` is about the liaison.
    """

    LIAISON = "liaison"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement_id = models.UUIDField(null=True)
    rule = models.CharField(max_length=60)
    offsets = ArrayField(models.SmallIntegerField(), null=True)
    consents = models.JSONField(default=list)
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["bargaining_table", "agreement_id", "rule"],
                condition=Q(agreed_at__isnull=False, ended_at__isnull=True),
                nulls_distinct=False,
                name="one_arrangement_a_rule",
            ),
            models.UniqueConstraint(
                fields=["bargaining_table", "agreement_id", "rule"],
                condition=Q(agreed_at__isnull=True, ended_at__isnull=True),
                nulls_distinct=False,
                name="one_proposed_arrangement",
            ),
            models.CheckConstraint(
                condition=Q(rule="liaison", offsets__isnull=True)
                | ~Q(rule="liaison") & Q(offsets__isnull=False),
                name="arrangement_has_days",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["agreement_id"],
                name="arrangement_agreement",
                condition=Q(agreement_id__isnull=False),
            )
        ]

    @property
    def standing(self) -> str:
        """Where it stands: `proposed`, `agreed` or `ended`."""
        if self.ended_at is not None:
            return "ended"
        return "proposed" if self.agreed_at is None else "agreed"
