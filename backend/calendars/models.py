"""The addresses at which people's calendar programs fetch their dates, and what each was told.

Of an address only a digest is kept: who reads this table cannot fetch anybody's calendar. Of what
was told only digests, days and what they are days of are kept, and no title: what somebody may no
longer read is not here either.
"""

from typing import ClassVar

from django.db import models

from backend.confidentiality.models import VisibleQuerySet
from backend.parties.models import Person
from backend.reference.ids import new_id
from backend.reminders.models import own_word

LONGEST_NAME = 80


class CalendarFeed(models.Model):
    """One secret address at which a person's calendar is fetched, until it is revoked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    audience = own_word("person_id")
    name = models.CharField(max_length=LONGEST_NAME)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_fetched_at = models.DateTimeField(null=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]


class CalendarEntry(models.Model):
    """What was last told of one date at one address: how often it changed, and since when.

    `uid` names the date for good, whatever becomes of it. A deadline is the one of this `name` of a
    subject; a meeting has neither. `sequence` only rises. `cancelled_at`
    says since when it is no longer among what the person is told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    feed = models.ForeignKey(CalendarFeed, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    audience = own_word("person_id")
    uid = models.UUIDField()
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)
    name = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    day = models.DateField(null=True)
    starts_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feed", "uid"], name="one_entry_a_date"),
            models.CheckConstraint(
                condition=models.Q(day__isnull=False, starts_at__isnull=True)
                | models.Q(day__isnull=True, starts_at__isnull=False),
                name="entry_is_a_day_or_a_moment",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["cancelled_at"],
                name="entry_cancelled",
                condition=models.Q(cancelled_at__isnull=False),
            ),
            models.Index(
                fields=["day"],
                name="entry_day",
                condition=models.Q(day__isnull=False),
            ),
            models.Index(
                fields=["starts_at"],
                name="entry_started",
                condition=models.Q(starts_at__isnull=False),
            ),
        ]
