"""Persons, organisations, bargaining tables, and the dated ties between them."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from backend.parties.audiences import audience_of_organisation
from backend.parties.kinds import (
    Act,
    Capacity,
    Function,
    OrganisationKind,
    RatificationRule,
    Side,
    WorkerVoice,
)
from backend.reference.ids import new_id
from backend.reference.quick import Quick


class PersonManager(BaseUserManager["Person"]):
    """Creates persons; e-mail addresses are compared in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create a person who logs in with `email`; without a password, only by token or OIDC."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who logs in. What they may see follows from their affiliations, not from here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")])
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # When a link to choose a password was last sent.
    invited_at = models.DateTimeField(null=True)
    # Since when the address is another one than an organisation knew: no way in on that day.
    address_since = models.DateField(null=True)
    # Since when the mail server refuses this address; null as soon as it takes a mail again.
    mail_refused_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args:
            kwargs.setdefault("language", "nl")
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    @property
    def access(self) -> str:
        """Whether this person can log in: `inactive`, `active`, `invited` or `not_invited`."""
        if not self.is_active:
            return "inactive"
        if self.has_usable_password():
            return "active"
        return "invited" if self.invited_at else "not_invited"


class Organisation(Quick):
    """An employer, a union, a works council, a secretariat or a public body."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    side = models.CharField(max_length=10, choices=Side.choices)
    size_class = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="bodies")
    fictional = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class BargainingTable(Quick):
    """The circle of organisations around a dossier: a cao table or a steering group."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    ratification_rule = models.CharField(
        max_length=20,
        choices=RatificationRule.choices,
        default=RatificationRule.MIN_ONE_PER_SIDE,
    )
    worker_voice = models.CharField(
        max_length=20, choices=WorkerVoice.choices, default=WorkerVoice.EITHER
    )
    # The last day on which anybody sits here; who sat here then reads on, and does nothing more.
    closes_on = models.DateField(null=True)
    # The tables at which its dossiers lay before, the first one first: who may act there, may here.
    stems_from = ArrayField(models.UUIDField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    def __str__(self) -> str:
        return self.name


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a day up to and including a day, or until further notice."""

    def valid_on(self, day: date) -> "DatedQuerySet":
        """Return the rows that hold on `day`."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Dated(models.Model):
    """A tie that holds between two days, both included."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def standing(self) -> str:
        """Where it stands today: `upcoming`, `valid` or `ended`."""
        today = timezone.localdate()
        if self.valid_until is not None and self.valid_until < today:
            return "ended"
        return "upcoming" if self.valid_from > today else "valid"


def _in_order(name: str) -> models.CheckConstraint:
    in_order = Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from"))
    return models.CheckConstraint(condition=in_order, name=f"{name}_dates_in_order")


class Membership(Dated):
    """An organisation's seat at a bargaining table, in one capacity, between dates."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bargaining_table = models.ForeignKey(
        BargainingTable, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _in_order("membership"),
            models.UniqueConstraint(
                fields=["bargaining_table", "organisation", "capacity"],
                condition=Q(valid_until__isnull=True),
                name="one_open_membership",
            ),
        ]


class Affiliation(Dated):
    """A person's place in an organisation, between dates.

    Who `keeps_mandates` writes down what the organisation's board grants and ends.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="affiliations"
    )
    function = models.CharField(max_length=12, choices=Function.choices)
    keeps_mandates = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _in_order("affiliation"),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(valid_until__isnull=True),
                name="one_open_affiliation",
            ),
        ]


class Mandate(Dated):
    """What a person may do in an organisation's name, at one table or at all, between dates.

    Private to the organisation: its row carries the organisation's audience. Never deleted, and
    changed only to end it sooner: `revoked_at` ends it at once, on whatever day it ends otherwise.
    Names are copied, so that it still says who was mandated, and by whom, without their accounts.
    """

    kind: ClassVar[str] = "mandate"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="mandates"
    )
    person_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates"
    )
    bargaining_table = models.ForeignKey(
        BargainingTable, on_delete=models.PROTECT, null=True, related_name="mandates"
    )
    acts = ArrayField(models.CharField(max_length=10, choices=Act.choices))
    granted_by = models.CharField(max_length=200)
    decided_on = models.DateField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    audience = models.GeneratedField(
        expression=Concat(
            models.Value("organisation:"),
            Cast("organisation_id", models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [_in_order("mandate")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "organisation"], name="mandate_holder"),
            models.Index(fields=["audience", "-valid_from", "id"], name="mandate_register"),
        ]

    @property
    def word(self) -> str:
        """Who reads it, also before it is saved."""
        return audience_of_organisation(self.organisation_id)

    def state_on(self, day: date) -> str:
        """Return `upcoming`, `valid` or `ended`."""
        if self.revoked_at is not None or (self.valid_until and self.valid_until < day):
            return "ended"
        return "upcoming" if self.valid_from > day else "valid"

    @property
    def state(self) -> str:
        """Where it stands today."""
        return self.state_on(timezone.localdate())
