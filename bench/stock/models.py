"""A clause with a state, as the documentation of django-fsm-2 and django-fsm-log has it."""

from typing import Any

from django.db import models
from django_fsm import FSMField, transition
from django_fsm_log.decorators import fsm_log_by


class StockClause(models.Model):
    """A clause."""

    title = models.CharField(max_length=300)
    summary = models.TextField()
    state = FSMField(default="in_negotiation", protected=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    @fsm_log_by
    @transition(field=state, source="in_negotiation", target="deadlocked")
    def deadlock(self, by: Any = None) -> None:
        """Talks have stopped."""
        self.version += 1
