"""What the list of disputes can be narrowed by."""

from backend.api.filters import Choice, Identifier, PlainFilters, Text, YesNo
from backend.disputes.kinds import Kind, Level


class DisputeFilters(PlainFilters):
    """Filters of disputes."""

    subject_kind = Text()
    subject_id = Identifier()
    kind = Choice(choices=Kind.choices)
    level = Choice(choices=Level.choices)
    open = YesNo(field_name="ended_on", lookup_expr="isnull", help_text="Still under way.")
