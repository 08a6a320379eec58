"""What the lists of reminders and deadlines can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from backend.api.filters import Day, Identifier, Moment, PlainFilters, Text, YesNo
from backend.reminders.models import ASLEEP


class ReminderFilters(PlainFilters):
    """Filters of an inbox."""

    unread = YesNo(field_name="read_at", lookup_expr="isnull")
    asleep = YesNo(method="only_asleep")
    subject = Identifier(field_name="subject_id")
    deadline = Text()
    event = Text()
    changed_since = Moment(field_name="created_at", lookup_expr="gte")

    def only_asleep(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:  # noqa: FBT001
        """Return what was put off and has not come back, or all but that."""
        return rows.filter(ASLEEP) if value else rows.exclude(ASLEEP)


class DeadlineFilters(PlainFilters):
    """Filters of deadlines."""

    kind = Text(field_name="subject_kind")
    name = Text()
    subject = Identifier(field_name="subject_id")
    due_from = Day(field_name="anchor_on", lookup_expr="gte")
    due_until = Day(field_name="anchor_on", lookup_expr="lte")
