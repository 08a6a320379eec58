"""What the list of recurring duties can be narrowed by."""

from backend.api.filters import Choices, Filters, Identifier
from backend.routines.lifecycle import STATES


class RoutineFilters(Filters):
    """Filters of recurring duties."""

    state = Choices(choices=[(code, code) for code in STATES])
    subject = Identifier(field_name="about_id", help_text="The dossier that they belong to.")
    bargaining_table = Identifier(field_name="bargaining_table_id")
