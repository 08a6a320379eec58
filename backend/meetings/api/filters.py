"""What the list of meetings can be narrowed by."""

from backend.api.filters import Choice, Choices, Filters, Identifier, Moment
from backend.meetings.kinds import Form
from backend.meetings.lifecycle import STATES


class MeetingFilters(Filters):
    """Filters of meetings."""

    state = Choices(choices=[(code, code) for code in STATES])
    form = Choice(choices=Form.choices)
    bargaining_table = Identifier(field_name="bargaining_table_id")
    starts_from = Moment(field_name="starts_at", lookup_expr="gte")
    starts_until = Moment(field_name="starts_at", lookup_expr="lt")
