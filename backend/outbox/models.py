"""The queue is a table: a row that is still due *is* the retry."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from backend.confidentiality.models import VisibleQuerySet
from backend.reference.ids import new_id


class OutboxMessage(models.Model):
    """One message about one subject. Its id is the same on every try."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    audience = models.TextField()
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects: ClassVar[VisibleQuerySet] = VisibleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"],
                name="outbox_due",
                condition=Q(delivered_at__isnull=True, parked_at__isnull=True),
            ),
            models.Index(
                fields=["parked_at"], name="outbox_parked", condition=Q(parked_at__isnull=False)
            ),
            models.Index(fields=["subject_id"], name="outbox_subject"),
        ]
