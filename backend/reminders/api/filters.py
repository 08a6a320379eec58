"""What the lists of reminders and deadlines can be narrowed by."""

from backend.api.filters import Day, Identifier, Moment, PlainFilters, Text, YesNo


class ReminderFilters(PlainFilters):
    """Filters of an inbox."""

    unread = YesNo(field_name="read_at", lookup_expr="isnull")
    subject = Identifier(field_name="subject_id")
    deadline = Text()
    event = Text()
    changed_since = Moment(field_name="created_at", lookup_expr="gte")


class DeadlineFilters(PlainFilters):
    """Filters of deadlines."""

    kind = Text(field_name="subject_kind")
    name = Text()
    subject = Identifier(field_name="subject_id")
    due_from = Day(field_name="anchor_on", lookup_expr="gte")
    due_until = Day(field_name="anchor_on", lookup_expr="lte")
