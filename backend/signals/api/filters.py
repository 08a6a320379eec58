"""What the lists of signals can be narrowed by."""

from backend.api.filters import Choice, PlainFilters
from backend.signals.kinds import State


class SignalFilters(PlainFilters):
    """Filters of signals."""

    state = Choice(choices=State.choices)
