"""The rows of the reference lists: public facts, the same for everyone."""

from typing import ClassVar

from django.db import models

from backend.reference.ids import new_id
from backend.reference.words import Words


class Entry(models.Model):
    """One code of one list, with its names, its attributes and the days on which it is valid.

    A code may appear twice in a list when its meaning changed: then with two validity periods.
    An empty boundary means that the list does not know of one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    name_nl = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    attributes = models.JSONField(default=dict)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["list", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["list", "code", "valid_from"],
                nulls_distinct=False,
                name="reference_one_code",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="reference_period_runs_forward",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["list", "position"], name="reference_list_order"),
        ]

    def __str__(self) -> str:
        return f"{self.list}/{self.code}"

    @property
    def label(self) -> Words:
        """The name in both languages."""
        return Words(self.name_nl, self.name_en)
