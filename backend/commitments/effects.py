"""What a transition changes besides the state. They run inside the engine, as who performs."""

from datetime import date
from typing import Any

from backend.workflow.lifecycle import Step


def start(commitment: Any, step: Step) -> None:
    """Note since when somebody works on it."""
    commitment.started_on = commitment.started_on or step.today


def deliver(commitment: Any, step: Step) -> None:
    """Note when and by whom, and file what was handed in with it."""
    commitment.delivered_on = step.today
    commitment.delivered_by_id = step.office.organisation_id if step.office else None
    for piece in step.data.get("evidence", ()):
        commitment.file_evidence(piece, actor=step.actor, at=step.now)


def accept(commitment: Any, step: Step) -> None:
    """Note when the other side confirmed."""
    commitment.accepted_on = step.today


def give_back(commitment: Any, step: Step) -> None:
    """Forget the delivery: it was not enough. The chain remembers it."""
    commitment.delivered_on = commitment.delivered_by_id = None


def defer(commitment: Any, step: Step) -> None:
    """Move the date to the one that both sides agreed, and count."""
    commitment.due_on = date.fromisoformat(step.data["due_on"])
    commitment.deferrals += 1
    commitment.deferred_on = step.today


def justify(commitment: Any, step: Step) -> None:
    """Keep the justification that both sides accepted."""
    commitment.justification = step.data["justification"]


def reopen(commitment: Any, step: Step) -> None:
    """Start again with a new date: what closed it no longer holds."""
    commitment.due_on = date.fromisoformat(step.data["due_on"])
    commitment.delivered_on = commitment.delivered_by_id = commitment.accepted_on = None
    commitment.justification = ""
