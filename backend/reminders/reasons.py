"""Why something stands in an inbox: what "once" means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from backend.reminders import rules
from backend.reminders.letters import Letter


@dataclass(frozen=True, slots=True)
class Reason:
    """A date at an offset, or an event and which one; `about` is the subject, or what is told of.

    Nobody gets two reminders for one reason: the database's constraints see to that.
    """

    about: Any
    deadline: str = ""
    anchor_on: date | None = None
    offset_days: int | None = None
    event: str = ""
    matter: str = ""

    @property
    def sort(self) -> tuple[str, str, str]:
        """What decides by which rule it is told."""
        return self.about.kind, self.deadline, self.event


class Told(NamedTuple):
    """A letter, and the reason for which it was written."""

    letter: Letter
    reason: Reason


def rules_of(these: Sequence[Told]) -> dict[tuple[str, str, str], rules.Rule]:
    """Return the rules by which these are told, by the sort of their reasons."""
    sorts = {each.reason.sort for each in these}
    found = rules.all_named({rules.name_for(*sort) for sort in sorts})
    return {sort: found[rules.name_for(*sort)] for sort in sorts}
