"""What a transition of a meeting fixes. Called under the meeting's row lock."""

from typing import Any

from backend.workflow.lifecycle import Step


def fix_agenda(meeting: Any, step: Step) -> None:
    """Note since when the agenda stays as it is."""
    meeting.agenda_fixed_at = step.now


def reopen_agenda(meeting: Any, step: Step) -> None:
    """Let people put items on the agenda again."""
    meeting.agenda_fixed_at = None


def ask_again(meeting: Any, step: Step) -> None:
    """Ask every side anew: what they said was of a meeting that did not take place."""
    meeting.asked += 1
