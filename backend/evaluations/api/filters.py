"""What the list of evaluations can be narrowed by."""

from backend.api.filters import Choice, Identifier, PlainFilters, Text, YesNo
from backend.evaluations.kinds import Form


class EvaluationFilters(PlainFilters):
    """Filters of evaluations."""

    subject_kind = Text()
    subject_id = Identifier()
    form = Choice(choices=Form.choices)
    open = YesNo(field_name="closed_at", lookup_expr="isnull", help_text="Still under way.")
