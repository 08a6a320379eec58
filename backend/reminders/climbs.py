"""Write down each rung that a silence climbs to, once: in the chain of the subject, by the clock.

An entry says which date it is and to whom it climbed. Who is silent and why is not in it. What is a
side's own business stands in that side's chain.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.audit.models import AuditEntry
from backend.parties.actors import CLOCK
from backend.parties.audiences import Visibility, audience_of
from backend.reminders.climbing import Asked, Reached
from backend.workflow import records, registry
from backend.workflow.rungs import Rung

CLIMB = "climb"
# Deadline, date, rung, and who reads of it.
Line = tuple[str, ...]


def record(reached: Sequence[tuple[Asked, Reached]], now: datetime) -> set[int]:
    """Write down the rungs up to these offsets that were not recorded yet. Runs as the clock.

    Returns the places of those whose subject somebody else holds: for these nothing was written.
    Their chains are written in the next round; nobody is waited for.
    """
    silent = {place: each for place, each in enumerate(reached) if each[1].silent}
    have = _recorded({asked.subject.pk for asked, _ in silent.values()})
    wanted = {
        place: missing
        for place, (asked, those) in silent.items()
        if (missing := _missing(asked, those, have[asked.subject.pk]))
    }
    locked = _hold(reached[place][0].subject for place in wanted)
    busy = set()
    for place, missing in wanted.items():
        asked, _ = reached[place]
        subject = locked.get(asked.subject.pk)
        if subject is None:
            busy.add(place)
            continue
        for rung, word in missing:
            records.record(
                subject,
                CLIMB,
                actor=CLOCK,
                office=None,
                facts={**_about(asked), "rung": rung},
                audience=word,
                at=now,
            )
    return busy


def _missing(asked: Asked, those: Reached, have: set[Line]) -> list[tuple[Rung, str]]:
    """Return the rungs that are not in the chain yet, each with who reads of it."""
    rungs = asked.deadline.rungs
    due = [rung for day, rung in sorted(rungs.items()) if day <= asked.offset]
    if Rung.LIAISON in due and not those.liaison:
        due.remove(Rung.LIAISON)  # the table did not agree to that
    about = tuple(_about(asked).values())
    return [
        (rung, word)
        for rung in due
        for word in _readers(asked, those)
        if (*about, rung, word) not in have
    ]


def _about(asked: Asked) -> dict[str, str]:
    return {"deadline": asked.deadline.name, "due_on": asked.anchor.isoformat()}


def _readers(asked: Asked, those: Reached) -> list[str]:
    subject = asked.subject
    if not asked.deadline.own_side:
        return [records.readers_of(subject)]
    table = subject.bargaining_table_id
    return [audience_of(Visibility.SIDE_PRIVATE, table, side) for side in sorted(those.silent)]


def _recorded(subjects: set[UUID]) -> dict[UUID, set[Line]]:
    """Return what is in the chains by now: deadline, date, rung and who reads of it."""
    found: dict[UUID, set[Line]] = defaultdict(set)
    if subjects:
        rows = AuditEntry.objects.filter(subject_id__in=subjects, event=CLIMB)
        for subject, facts, word in rows.values_list("subject_id", "facts", "audience"):
            found[subject].add((facts["deadline"], facts["due_on"], facts["rung"], word))
    return found


def _hold(subjects: Iterable[Any]) -> dict[UUID, Any]:
    """Lock these, but for those on which somebody is at work."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for subject in subjects:
        ids[subject.kind].add(subject.pk)
    found: dict[UUID, Any] = {}
    for kind, these in ids.items():
        rows = registry.model_of(kind).objects.select_for_update(skip_locked=True)
        found |= {row.pk: row for row in rows.filter(pk__in=these)}
    return found
