"""Let what stops with another subject be planned anew when that one ends, or goes on after all.

Whether it still has dates is not a matter of its own row, which nobody touches when that happens.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM

ENDED = "einde"

Plan = Callable[[Any, date], None]

_plans: list[Plan] = []


def with_plans(plan: Plan) -> None:
    """Name who plans what stops with a subject; called from an `AppConfig.ready`."""
    if plan not in _plans:
        _plans.append(plan)


def is_over(subject: Any) -> bool:
    """Whether nothing is expected of a subject any more, in the state in which it is."""
    return _is_end(subject, subject.state)


def follow(subject: Any, source: str, today: date) -> None:
    """Plan what stops with a subject, if its step from a state ended it or let it go on.

    Called under the subject's lock, in the transaction of the step.
    """
    if _is_end(subject, source) == is_over(subject):
        return
    with acting_as(SYSTEM, savepoint=False):
        for plan in _plans:
            plan(subject, today)


def _is_end(subject: Any, state: str) -> bool:
    ends: bool = subject.lifecycle.states[state].phase == ENDED
    return ends
