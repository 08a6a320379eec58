"""What a step of a routine does: it closes the period and opens the next, in one transaction."""

from typing import Any

from backend.routines.guards import nominal_on
from backend.routines.kinds import PeriodState
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Step


def begin(routine: Any, step: Step) -> None:
    """Open the first period."""
    routine.open_period(1, nominal_on(routine, 1))


def complete(routine: Any, step: Step) -> None:
    """Note that it was done, and open the next period."""
    _close(
        routine,
        step,
        state=PeriodState.HELD,
        held_on=day_of(step, "held_on"),
        outcome=step.data.get("outcome", ""),
    )
    _next(routine)


def skip(routine: Any, step: Step) -> None:
    """Note why it is not done this time, and open the next period."""
    _close(routine, step, state=PeriodState.SKIPPED, outcome=step.data.get("why", ""))
    _next(routine)


def miss(routine: Any, step: Step) -> None:
    """Note that it was not done, and open the period that is there by now."""
    _close(routine, step, state=PeriodState.MISSED)
    _next(routine)


def move(routine: Any, step: Step) -> None:
    """Move the day of this period; the rhythm, and so the next one, stays as it was agreed."""
    routine.due_on = day_of(step, "due_on")
    routine.periods.filter(number=routine.number).update(due_on=routine.due_on)


def stop(routine: Any, step: Step) -> None:
    """Close what is open; nothing comes back any more."""
    _close(routine, step, state=PeriodState.SKIPPED, outcome=step.data.get("why", ""))
    routine.due_on = None


def _close(routine: Any, step: Step, **facts: Any) -> None:
    rows = routine.periods.filter(number=routine.number, state=PeriodState.OPEN)
    rows.update(closed_on=step.today, **facts)


def _next(routine: Any) -> None:
    number = routine.number + 1
    routine.open_period(number, nominal_on(routine, number))
