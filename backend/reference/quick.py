"""Models that are read by the hundred."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class Quick(models.Model):
    """A model whose rows become instances the short way.

    Django's constructor sets field after field through descriptors and calls signals in between;
    for a page of a hundred rows with what belongs to them that takes longer than the database. A
    column that was not fetched is fetched when it is asked for, as with any model.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs know a later Django's parameter
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """Return the instance for a row of the database."""
        instance = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        instance.__dict__.update(zip(field_names, values, strict=True), _state=state)
        return instance
