"""A signal twice: as the secretariat has it, without who sent it, and as its sender has it.

Nothing leads from the first to the second. What leads back stands in the sender's own row, which
nobody but the sender reads.
"""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat

from backend.confidentiality.models import VisibleQuerySet
from backend.parties.models import BargainingTable, Organisation, Person
from backend.reference.ids import new_id
from backend.signals.kinds import LONGEST, State


def _word(kind: str, column: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=Concat(
            Value(f"{kind}:"),
            Cast(F(column), models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )


class Message(models.Model):
    """What both have: about what, the words, and what came of it.

    Each response has its `kind`, `text` and `responded_on`.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    text = models.TextField(max_length=LONGEST)
    may_quote = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    responses = models.JSONField(default=list)

    title: str  # filled by `queries.with_titles`, for one actor

    objects: ClassVar[Any] = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True


class Signal(Message):
    """A signal as the joint secretariat reads it, and nobody else.

    Its id is drawn by lot, and of its time only the day is kept: neither tells who was at work when
    it came. The name is empty unless the sender chose to be named.
    """

    kind = "signal"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    secretariat = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    secretariat_id: UUID
    bargaining_table = models.ForeignKey(
        BargainingTable, on_delete=models.PROTECT, related_name="+"
    )
    bargaining_table_id: UUID
    sender_name = models.CharField(max_length=200, blank=True)
    sender_organisation = models.CharField(max_length=200, blank=True)
    received_on = models.DateField()
    version = models.PositiveIntegerField(default=1, editable=False)
    audience = _word("organisation", "secretariat_id")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "received_on", "id"], name="signal_reading")
        ]


class OwnSignal(Message):
    """A signal as the person reads it who sent it; gone with the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    signal_id = models.UUIDField()
    named = models.BooleanField()
    sent_at = models.DateTimeField()
    audience = _word("person", "person_id")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["audience", "sent_at", "id"], name="own_signal_reading"),
            models.Index(fields=["signal_id"], name="own_signal_of"),
        ]
