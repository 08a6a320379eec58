"""The days of a rule that a table may choose, within limits; and what follows from a choice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.parties.kinds import Capacity
from backend.parties.models import BargainingTable, Membership
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import dues, records, registry
from backend.workflow.about import About
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.lifecycle import Deadline
from backend.workflow.models import Arrangement, Due
from backend.workflow.rungs import Rung

FURTHEST, MOST = 366, 8
Arranged = Mapping[tuple[UUID | None, str], tuple[int, ...]]

_UNKNOWN = Words("Deze regel bestaat niet.", "There is no such rule.")
_NO_DAYS = Words("Noem minstens één dag.", "Name at least one day.")
_NOT_HERE = Words("Hierover valt geen dag te kiezen.", "There is no day to choose about this.")
_TOO_MANY = Words(f"Kies hoogstens {MOST} dagen.", f"Choose {MOST} days at most.")
_TWICE = Words("Noem elke dag één keer.", "Name each day once.")
_TOO_FAR = Words(
    f"Kies dagen van {FURTHEST} voor tot {FURTHEST} na de datum.",
    f"Choose days from {FURTHEST} before to {FURTHEST} after the date.",
)
_BEFORE = Words(
    "Deze regel herinnert alleen vóór de datum: kies een getal onder nul.",
    "This rule reminds before the date only: choose a number below zero.",
)
_AFTER = Words(
    "Deze regel herinnert alleen na de datum: kies een getal boven nul.",
    "This rule reminds after the date only: choose a number above zero.",
)
_LEGAL = Words(
    "Dit gaat over een wettelijke termijn of een geschil. Dagen erbij kan; deze dagen blijven:"
    " {days}.",
    "This is about a legal date or a dispute. You can add days; these days stay: {days}.",
)


def rules() -> dict[str, Deadline]:
    """Return the rules whose days a table may choose, by name."""
    found: dict[str, Deadline] = {}
    for kind in registry.kinds():
        for deadline in registry.lifecycle_of(kind).deadlines:
            found.setdefault(deadline.name, deadline)
    return found


def checked(rule: str, offsets: Iterable[int] | None) -> list[int] | None:
    """Return the days in their order; raise InvalidData with all that is wrong with them."""
    if rule == Arrangement.LIAISON:
        if offsets is not None:
            raise InvalidData([Fault("/offsets", "no-days", _NOT_HERE)])
        return None
    deadline = rules().get(rule)
    if deadline is None:
        raise InvalidData([Fault("/rule", "unknown-rule", _UNKNOWN)])
    days = list(offsets or ())
    found = list(_faults(deadline, days))
    if found:
        raise InvalidData([Fault("/offsets", code, words) for code, words in found])
    return sorted(days)


def _faults(deadline: Deadline, days: list[int]) -> Iterable[tuple[str, Words]]:
    if not days:
        yield "required", _NO_DAYS
        return
    if len(days) > MOST:
        yield "too-many", _TOO_MANY
    if len(set(days)) != len(days):
        yield "twice", _TWICE
    if any(abs(day) > FURTHEST for day in days):
        yield "too-far", _TOO_FAR
    if max(deadline.offsets) < 0 and max(days) >= 0:
        yield "before-only", _BEFORE
    if min(deadline.offsets) > 0 and min(days) <= 0:
        yield "after-only", _AFTER
    if deadline.at_once and set(deadline.offsets) - set(days):
        said = ", ".join(str(day) for day in deadline.offsets)
        yield "legal", _LEGAL.with_(days=said)


def in_force() -> dict[tuple[UUID | None, str], tuple[int, ...]]:
    """Return what tables arranged, by table and rule: the days, none for that of the liaison.

    Asked as the system.
    """
    rows = Arrangement.objects.filter(agreed_at__isnull=False, ended_at__isnull=True)
    found = rows.values_list("bargaining_table_id", "rule", "offsets")
    return {(table, rule): tuple(offsets or ()) for table, rule, offsets in found}


def adjusted(
    deadline: Deadline, table: UUID | None, arranged: Arranged, *, public: bool = True
) -> Deadline:
    """Return a deadline as it holds at a table: with the days that were arranged there, if any.

    Nobody is reminded on the day on which only the liaison is told, where it is not: it reads only
    what is `public`.
    """
    rungs, offsets = deadline.rungs, arranged.get((table, deadline.name), deadline.offsets)
    if not public or (table, Arrangement.LIAISON) not in arranged:
        rungs = {day: rung for day, rung in rungs.items() if rung is not Rung.LIAISON}
    if rungs == deadline.rungs and offsets == deadline.offsets:
        return deadline
    return replace(deadline, offsets=offsets, rungs=rungs)


def plan_again(table: UUID | None, rule: str, today: date) -> None:
    """Let the dates of a rule at a table wake on the days that hold now. Asked as the system.

    What is due already stays so; a day that went by before it was chosen is not made up for.
    """
    arranged = in_force()
    for kind in registry.kinds():
        own = {each.name: each for each in registry.lifecycle_of(kind).deadlines}
        if rule not in own:
            continue
        days = adjusted(own[rule], table, arranged).days
        subjects = registry.model_of(kind).objects.filter(bargaining_table=table)
        rows = Due.objects.filter(
            subject_id__in=subjects.values("pk"), name=rule, is_transition=False
        ).exclude(wake_on__lte=today)
        changed = list(rows.select_for_update().order_by("pk"))
        for row in changed:
            row.wake_on = dues.wake_after(row.anchor_on, days, today, at_work=own[rule].at_once)
        Due.objects.bulk_update(changed, ["wake_on"], batch_size=500)


def table_of(pk: Any) -> About:
    """Return a table as what is said about it."""
    name = BargainingTable.objects.values_list("name", flat=True).get(pk=pk)
    return About("bargaining_table", pk, audience_of(Visibility.PARTIES, pk), name)


def seen(pk: UUID, reader: Actor) -> About | None:
    """Return a table for who sits there; None for anybody else."""
    return table_of(pk) if reader.seats_at(pk) else None


def record(row: Arrangement, event: str, actor: Actor, office: Office) -> None:
    """Write down who arranged what in the chain of the table, which all who sit there read."""
    facts: dict[str, Any] = {
        "arrangement": str(row.pk),
        "rule": row.rule,
        "offsets": row.offsets,
        "agreed_by": [each["name"] for each in row.consents],
    }
    with acting_as(SYSTEM, savepoint=False):
        table = table_of(row.bargaining_table_id)
        records.record(
            table,
            f"reminding_{event}",
            actor=actor,
            office=office,
            facts=facts,
            source="",
            audience=table.word,
            at=moments.now(),
        )


def sitting_at(table: UUID | None, on: date) -> set[UUID]:
    """Return the parties and the secretariat of a table: who is told of what it arranged."""
    told = (Capacity.PARTY, Capacity.SECRETARIAT)
    rows = Membership.objects.valid_on(on).filter(bargaining_table=table, capacity__in=told)
    return set(rows.values_list("organisation_id", flat=True))
