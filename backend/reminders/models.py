"""The inbox: what somebody was reminded or told of, and whether the mail about it has left.

A row is written once for each reason and recipient; the database's constraints say what "once"
means. The mail is not a second thing that could be forgotten: it is the same row, still unsent.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Concat

from backend.confidentiality.models import VisibleQuerySet
from backend.parties.actors import Actor
from backend.parties.models import Person
from backend.reference.ids import new_id
from backend.reference.words import LANGUAGES


class InboxQuerySet(VisibleQuerySet):
    """Rows of somebody's inbox."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the actor's own rows, about subjects that it may (still) read."""
        own = super().visible_to(actor)
        if actor.sees_everything:
            return own
        return own.filter(subject_audience__in=sorted(actor.audiences))

    def unsent(self) -> Self:
        """Return the rows whose mail still has to leave."""
        return self.filter(sent_at__isnull=True, parked_at__isnull=True, withheld_at__isnull=True)


class Reminder(models.Model):
    """One notice to one person, in their inbox and by mail.

    Of a `deadline` (at `offset_days` before or after `anchor_on`), or of an `event` that somebody
    caused; then `matter` says which one. `subject_audience` is the subject's own word: who may no
    longer read the subject no longer finds what was said about it.

    The mail has left when `sent_at` is set; it waits until `try_at` otherwise. It is given up
    (`parked_at`) after the last failed try, and not sent at all (`withheld_at`) to a person who by
    then may not read the subject any more or has left.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    audience = models.GeneratedField(
        expression=Concat(
            models.Value("person:"),
            Cast("recipient_id", models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    subject_audience = models.TextField()
    subject_title = models.CharField(max_length=300)
    deadline = models.CharField(max_length=60, blank=True)
    anchor_on = models.DateField(null=True)
    offset_days = models.SmallIntegerField(null=True)
    event = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    headline = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    link = models.CharField(max_length=500)
    message_id = models.CharField(max_length=300, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)

    objects: ClassVar[InboxQuerySet] = InboxQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_id", "deadline", "anchor_on", "offset_days", "recipient"],
                condition=~Q(deadline=""),
                name="one_reminder_an_offset",
            ),
            models.UniqueConstraint(
                fields=["subject_id", "event", "matter", "recipient"],
                condition=~Q(event=""),
                name="one_notice_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(~Q(deadline=""), event="", anchor_on__isnull=False)
                & Q(offset_days__isnull=False)
                | Q(~Q(event=""), ~Q(matter=""), deadline=""),
                name="of_a_deadline_or_an_event",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "created_at", "id"], name="reminder_inbox"),
            models.Index(fields=["subject_id"], name="reminder_subject"),
            models.Index(
                fields=["try_at", "id"],
                name="reminder_unsent",
                condition=Q(sent_at__isnull=True, parked_at__isnull=True, withheld_at__isnull=True),
            ),
            models.Index(
                fields=["parked_at"], name="reminder_parked", condition=Q(parked_at__isnull=False)
            ),
        ]

    @property
    def about(self) -> dict[str, Any]:
        """The subject, as it was called when this was written."""
        return {"kind": self.subject_kind, "id": self.subject_id, "title": self.subject_title}


class Sweep(models.Model):
    """One round of the clock: when, as of which moment, and what came of it."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    as_of = models.DateTimeField()
    performed = models.PositiveIntegerField(default=0)
    reminded = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-finished_at"], name="sweep_newest")
        ]
