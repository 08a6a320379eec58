"""The days of a rule that a table may choose, within limits; and what follows from a choice.

What was arranged for one agreement goes before what its table arranged, and that before the rule.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.parties.kinds import Capacity
from backend.parties.models import BargainingTable, Membership
from backend.reference import moments
from backend.reference.lists import FURTHEST_DAY
from backend.reference.words import Words
from backend.workflow import belonging, dues, records, registry
from backend.workflow.about import About
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.lifecycle import Deadline
from backend.workflow.models import Arrangement, Due
from backend.workflow.rungs import Rung

FURTHEST, MOST = FURTHEST_DAY, 8
KIND = "arrangement"


class Place(NamedTuple):
    """For what something holds: a table, or one agreement of it with all that belongs to that."""

    table: UUID | None
    agreement: UUID | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """What holds instead of the rules: the days by place and rule; none for that of the liaison.

    `divided` are the tables where something was arranged for one agreement.
    """

    days: Mapping[tuple[Place, str], tuple[int, ...]] = field(default_factory=dict)
    divided: frozenset[UUID | None] = frozenset()


_UNKNOWN = Words("Deze regel bestaat niet.", "There is no such rule.")
_NO_AGREEMENT = Words("Deze cao bestaat niet.", "There is no such agreement.")
_OTHER_TABLE = Words("Deze cao ligt aan een andere tafel.", "This agreement lies at another table.")
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
    for kind in registry.dated():
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


def in_force(reader: Actor | None = None, *, table: UUID | None = None) -> Arranged:
    """Return what tables arranged, as far as one reads.

    All of it that the reading context sees, or what a `reader` may read, or of one `table`.
    """
    rows = Arrangement.objects.all() if reader is None else Arrangement.objects.visible_to(reader)
    rows = rows.filter(agreed_at__isnull=False, ended_at__isnull=True)
    rows = rows.filter(bargaining_table=table) if table is not None else rows
    found = rows.values_list("bargaining_table_id", "agreement_id", "rule", "offsets")
    days = {(Place(at, of), rule): tuple(offsets or ()) for at, of, rule, offsets in found}
    return Arranged(days, frozenset(place.table for place, _ in days if place.agreement))


def places_of(subjects: Collection[Any], arranged: Arranged) -> dict[UUID, Place]:
    """Return where subjects lie, by their ids. What something holds for there is in `arranged`.

    The database is asked only about what lies at a table of which one agreement has its own days.
    Read as the system: to which agreement something belongs depends on nobody.
    """
    asked = [each for each in subjects if each.bargaining_table_id in arranged.divided]
    of: dict[UUID, UUID] = {}
    if asked:
        with acting_as(SYSTEM, savepoint=False):
            of = belonging.agreements_of(asked)
    return {each.pk: Place(each.bargaining_table_id, of.get(each.pk)) for each in subjects}


def place_of(subject: Any, arranged: Arranged) -> Place:
    """Return the same of one."""
    return places_of([subject], arranged)[subject.pk]


def holding(arranged: Arranged, place: Place, rule: str) -> tuple[int, ...] | None:
    """Return what holds for a rule at a place: the agreement's, else the table's; None if neither.

    Of the liaison it is empty, and not None, where it is told.
    """
    own = arranged.days.get((place, rule))
    return arranged.days.get((Place(place.table), rule)) if own is None else own


def liaison_is_told_of(subjects: Collection[Any]) -> set[UUID]:
    """Return of which subjects both sides agreed that the liaison of the government is told.

    At their table, or for the agreement to which they belong.
    """
    arranged = in_force()
    places = places_of(subjects, arranged)
    return {
        pk for pk, at in places.items() if holding(arranged, at, Arrangement.LIAISON) is not None
    }


def adjusted(
    deadline: Deadline, place: Place, arranged: Arranged, *, public: bool = True
) -> Deadline:
    """Return a deadline as it holds at a place: with the days that were arranged for it, if any.

    Nobody is reminded on the day on which only the liaison is told, where it is not: it reads only
    what is `public`.
    """
    rungs, offsets = deadline.rungs, holding(arranged, place, deadline.name) or deadline.offsets
    if not public or holding(arranged, place, Arrangement.LIAISON) is None:
        rungs = {day: rung for day, rung in rungs.items() if rung is not Rung.LIAISON}
    if rungs == deadline.rungs and offsets == deadline.offsets:
        return deadline
    return replace(deadline, offsets=offsets, rungs=rungs)


def plan_again(place: Place, rule: str, today: date) -> None:
    """Let the dates of a rule at a place wake on the days that hold now. Asked as the system.

    What is due already stays so; a day that went by before it was chosen is not made up for.
    """
    arranged = in_force(table=place.table)
    for kind in registry.dated():
        own = {each.name: each for each in registry.lifecycle_of(kind).deadlines}
        if rule not in own:
            continue
        rows = Due.objects.filter(
            subject_id__in=subjects_at(kind, place).values("pk"), name=rule, is_transition=False
        ).exclude(wake_on__lte=today)
        changed = list(rows.select_for_update().order_by("pk"))
        those = registry.model_of(kind).objects.in_bulk([row.subject_id for row in changed])
        places = places_of(those.values(), arranged)
        for row in changed:
            days = adjusted(own[rule], places[row.subject_id], arranged).days
            row.wake_on = dues.wake_after(row.anchor_on, days, today, at_work=own[rule].at_once)
        Due.objects.bulk_update(changed, ["wake_on"], batch_size=500)


def subjects_at(kind: str, place: Place) -> Any:
    """Return the subjects of a kind for which what is arranged at a place can hold."""
    if place.agreement is None:
        return registry.model_of(kind).objects.filter(bargaining_table=place.table)
    rows = belonging.rows_of(kind, place.agreement)
    return rows.filter(bargaining_table=place.table)


def agreement_at(table: UUID | None, agreement: UUID, reader: Actor) -> Any:
    """Return an agreement of a table, as somebody reads it; raises InvalidData."""
    rows = registry.model_of(belonging.AGREEMENT).objects.visible_to(reader)
    found = rows.filter(pk=agreement).first()
    if found is None:
        raise InvalidData([Fault("/agreement", "unknown-agreement", _NO_AGREEMENT)])
    if found.bargaining_table_id != table:
        raise InvalidData([Fault("/agreement", "other-table", _OTHER_TABLE)])
    return found


def titles_of(agreements: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return what people call these agreements, as far as the reading context sees them."""
    named = {each for each in agreements if each is not None}
    rows = registry.model_of(belonging.AGREEMENT).objects.filter(pk__in=named)
    return dict(rows.values_list("pk", "title")) if named else {}


def about(row: Arrangement) -> Any:
    """Return what an arrangement is about and in whose chain it stands: its agreement or table."""
    if row.agreement_id is not None:
        return registry.subject_of(belonging.AGREEMENT, row.agreement_id)
    return table_of(row.bargaining_table_id)


def table_of(pk: Any) -> About:
    """Return a table as what is said about it."""
    name = BargainingTable.objects.values_list("name", flat=True).get(pk=pk)
    return About("bargaining_table", pk, audience_of(Visibility.PARTIES, pk), name)


def seen(pk: UUID, reader: Actor) -> About | None:
    """Return an arrangement for who may read it; None for anybody else."""
    row = Arrangement.objects.visible_to(reader).filter(pk=pk).first()
    return row and About(KIND, row.pk, row.audience, about(row).caption)


def seen_table(pk: UUID, reader: Actor) -> About | None:
    """Return a table for who sits there, as rows of an inbox from before name it."""
    return table_of(pk) if reader.seats_at(pk) else None


def record(row: Arrangement, event: str, actor: Actor, office: Office) -> None:
    """Write down who arranged what: in the chain of the table, which all who sit there read.

    What is about one agreement stands in the chain of that, for who reads it.
    """
    facts: dict[str, Any] = {
        "arrangement": str(row.pk),
        "rule": row.rule,
        "offsets": row.offsets,
        "agreed_by": [each["name"] for each in row.consents],
    }
    with acting_as(SYSTEM, savepoint=False):
        records.record(
            about(row),
            f"reminding_{event}",
            actor=actor,
            office=office,
            facts=facts,
            source="",
            audience=audience_of(row.visibility, row.bargaining_table_id, row.side),
            at=moments.now(),
        )


def follow(agreement: Any) -> None:
    """Let who reads an agreement read what was arranged for it; called when that widens."""
    with acting_as(SYSTEM, savepoint=False):
        rows = Arrangement.objects.filter(agreement_id=agreement.pk)
        rows.update(visibility=records.level_of(agreement), side=agreement.side)


def arranged_for(dossiers: Collection[UUID]) -> list[Any]:
    """Return what was arranged for these agreements, which goes along to another table."""
    return [Arrangement.objects.filter(agreement_id__in=dossiers)]


def ids_for(dossiers: Collection[UUID]) -> list[UUID]:
    """Return the ids of those, of which people were told."""
    return [row.pk for rows in arranged_for(dossiers) for row in rows]


def plan_moved(dossiers: Collection[UUID], table: UUID) -> None:
    """Plan again what went along to another table by what was arranged for it."""
    today = timezone.localdate(moments.now())
    rows = Arrangement.objects.filter(
        agreement_id__in=dossiers, agreed_at__isnull=False, ended_at__isnull=True
    )
    for agreement, rule in rows.exclude(rule=Arrangement.LIAISON).values_list(
        "agreement_id", "rule"
    ):
        plan_again(Place(table, agreement), rule, today)


def sitting_at(table: UUID | None, on: date) -> set[UUID]:
    """Return the parties and the secretariat of a table: who is told of what it arranged."""
    told = (Capacity.PARTY, Capacity.SECRETARIAT)
    rows = Membership.objects.valid_on(on).filter(bargaining_table=table, capacity__in=told)
    return set(rows.values_list("organisation_id", flat=True))
