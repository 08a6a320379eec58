"""Write down each rung that a silence climbs to, once: in the chain of the subject, by the clock.

An entry says which date it is and to whom it climbed. Who is silent and why is not in it. What is a
side's own business stands in that side's chain.
"""

from datetime import date, datetime
from typing import Any

from backend.audit.models import AuditEntry
from backend.parties.actors import CLOCK
from backend.parties.audiences import Visibility, audience_of
from backend.reminders.climbing import Reached
from backend.workflow import records
from backend.workflow.lifecycle import Deadline
from backend.workflow.rungs import Rung

CLIMB = "climb"


class Busy(Exception):
    """Somebody is at work on the subject; its chain is written in the next round."""


def climbed(
    subject: Any, deadline: Deadline, anchor: date, offset: int, those: Reached, now: datetime
) -> None:
    """Record the rungs up to this offset that were not recorded yet. Runs as the clock.

    Raises Busy where somebody else holds the subject, before anything was written.
    """
    due = [rung for day, rung in sorted(deadline.rungs.items()) if day <= offset]
    if Rung.LIAISON in due and not those.liaison:
        due.remove(Rung.LIAISON)  # the table did not agree to that
    about = {"deadline": deadline.name, "due_on": anchor.isoformat()}
    rows = AuditEntry.objects.filter(subject_id=subject.pk, event=CLIMB, facts__contains=about)
    have = set(rows.values_list("facts__rung", "audience"))
    wanted = [
        (rung, word)
        for rung in due
        for word in _readers(subject, deadline, those)
        if (rung, word) not in have
    ]
    if not wanted:
        return
    held = type(subject).objects.select_for_update(skip_locked=True).filter(pk=subject.pk)
    locked = held.first()
    if locked is None:
        raise Busy
    for rung, word in wanted:
        records.record(
            locked,
            CLIMB,
            actor=CLOCK,
            office=None,
            facts={**about, "rung": rung},
            audience=word,
            at=now,
        )


def _readers(subject: Any, deadline: Deadline, those: Reached) -> list[str]:
    if not deadline.own_side:
        return [records.readers_of(subject)]
    table = subject.bargaining_table_id
    return [audience_of(Visibility.SIDE_PRIVATE, table, side) for side in sorted(those.silent)]
