"""The number of an article: it changes, and its history stays."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from backend.agreements import published
from backend.reference import moments


def noted(clause: Any, now: datetime | None) -> dict[str, Any]:
    """Publish what is in force under the clause's new number; return the fact to record.

    Called under the clause's lock, before the row with the new number is written.
    """
    rows = type(clause).objects.filter(pk=clause.pk)
    before = rows.values_list("article_number", flat=True).get()
    moment = now or moments.now()
    if before != clause.article_number:
        published.renumber(clause, timezone.localdate(moment), moment)
    return {"article": {"from": before, "to": clause.article_number}}
