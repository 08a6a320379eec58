"""What a step does besides the state. What follows in the clauses is in `concluding`."""

from typing import Any

from backend.packages.kinds import AGREE, APART, NOT_CHOSEN
from backend.workflow.lifecycle import Step
from backend.workflow.voiding import void


def note_who(package: Any, step: Step) -> None:
    """Keep who takes the step for what follows from it, once it has been recorded."""
    package.step = step


def take_apart(package: Any, step: Step) -> None:
    """End every consent to it: the clauses go on without."""
    note_who(package, step)
    void(package, step.actor, step.now, only=AGREE, because=APART)


def fall_away(package: Any, step: Step) -> None:
    """End every consent to it: another one was agreed."""
    note_who(package, step)
    void(package, step.actor, step.now, because=NOT_CHOSEN)
