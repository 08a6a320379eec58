"""When something happens: now, unless history is being written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("polder_moment", default=None)


@contextmanager
def happening(moment: datetime | None) -> Iterator[None]:
    """Let everything inside the block happen at this moment; with None it changes nothing.

    What is written there is dated by it: entries of the chain, rows that were made or changed.
    """
    token = _moment.set(moment or _moment.get())
    try:
        yield
    finally:
        _moment.reset(token)


def now() -> datetime:
    """Return the moment at which what is being written happens."""
    return _moment.get() or timezone.now()


class Changed(models.DateTimeField):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """When a row was last written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out what every field of this kind has."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime:  # noqa: FBT001  # Django's signature
        """Date the row on its way to the database."""
        moment = now()
        setattr(model_instance, self.attname, moment)
        return moment
