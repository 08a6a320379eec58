"""The dates that matter to an actor: derived rows, joined with what the tables say of them.

Where a table arranged other days for a rule, for all or for one agreement, these hold here as well,
as far as the actor reads what was arranged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reference.workdays import A_DAY, next_workday
from backend.reminders import arranging, letters, told
from backend.reminders.arranging import Arranged
from backend.reminders.circles import CAPACITIES
from backend.workflow import dues, registry
from backend.workflow.lifecycle import NOT_ASKED, Deadline
from backend.workflow.models import Due


def arranged_for(actor: Actor) -> Arranged:
    """Return what was arranged at the actor's tables, as far as it reads that."""
    return arranging.in_force(actor) if actor.seats else Arranged()


def visible_to(actor: Actor, today: date, arranged: Arranged | None = None) -> QuerySet[Due]:
    """Return the deadlines that the actor may read and that mean something today.

    One that only speaks of being late does not before it is late; one that only announces the same
    date does not afterwards. `arranged` is what `arranged_for` gives, where that was asked before.
    """
    rows = Due.objects.visible_to(actor).filter(is_transition=False)
    return rows.exclude(_silent(today, arranged_for(actor) if arranged is None else arranged))


def of_tables_of(actor: Actor, rows: QuerySet[Due]) -> QuerySet[Due]:
    """Return only those of the subjects at the tables where the actor sits."""
    return rows.filter(subject_id__in=subjects_at_tables_of(actor))


def subjects_at_tables_of(actor: Actor) -> Any:
    """Return the ids of every subject at the tables where the actor sits, as a subquery."""
    tables = {seat.bargaining_table_id for seat in actor.seats}
    first, *others = (
        registry.model_of(kind)
        .objects.visible_to(actor)
        .filter(bargaining_table__in=tables)
        .values("pk")
        for kind in registry.dated()
    )
    return first.union(*others, all=True) if others else first


def asking(rows: QuerySet[Due], today: date, arranged: Arranged) -> QuerySet[Due]:
    """Return only those of which people are being reminded by now."""
    wanted = Q(pk__in=())
    for kind, deadline in _table():
        # who is reminded before a weekend of what falls in it finds it here by then
        until = next_workday(dues.moved(today, 1)) - A_DAY if deadline.at_once else today

        def asks_since(first: int, until: date = until) -> Q:
            return Q(anchor_on__lte=dues.moved(until, -first))

        wanted |= _by_first_day(kind, deadline, arranged, asks_since)
    return rows.filter(wanted)


def asks(subject: Any, deadline: Deadline, anchor: date, today: date, arranged: Arranged) -> bool:
    """Whether a date of this deadline of a subject asks somebody to act by now."""
    if anchor < today and only_announces(subject.kind, deadline):
        return False
    own = arranging.holding(arranged, arranging.place_of(subject, arranged), deadline.name)
    first = _first_day(deadline, own)
    if deadline.follows is not None:
        first = max(first, min(deadline.days_of(subject, anchor, own or deadline.offsets)))
    return anchor <= dues.moved(today, -first)


@dataclass(frozen=True, slots=True)
class Described:
    """A date as people see it: what it is, of what, and whether it is theirs."""

    id: UUID
    name: str
    label: Words
    subject: dict[str, Any]
    due_on: date
    computation: Words
    rule: Words
    basis: Words
    overdue: bool
    next_reminder_on: date | None
    mine: bool


def described(rows: Iterable[Due], actor: Actor, today: date) -> list[Described]:
    """Return these rows as the actor sees them, in the same order; no date of what has gone."""
    found = list(rows)
    subjects = subjects_of(found, actor)
    gone = outlived(subjects.values(), today)
    found = [row for row in found if row.subject_id not in gone]
    mine = concerning(actor, found, subjects)
    arranged = arranged_for(actor)
    places = arranging.places_of(subjects.values(), arranged)

    def own_days(row: Due) -> tuple[int, ...] | None:
        place = places.get(row.subject_id)
        return None if place is None else arranging.holding(arranged, place, row.name)

    return [
        _described(
            row, subjects.get(row.subject_id), actor, today, own_days(row), mine=row.pk in mine
        )
        for row in found
    ]


def concerning(
    actor: Actor, rows: Iterable[Due], subjects: Mapping[UUID, Any], *, acting: bool = False
) -> set[UUID]:
    """Return the ids of the rows of which somebody for whom the actor acts is reminded.

    With `acting` only those on which they still have to act themselves. The number of questions
    does not depend on how many rows there are.
    """
    asked = [
        (row, subjects[row.subject_id], deadline.acting if acting else deadline.whom)
        for row in rows
        if row.subject_id in subjects and (deadline := deadline_of(row))
    ]
    wanted: dict[tuple[str, str], dict[UUID, Any]] = defaultdict(dict)
    for _, subject, circles in asked:
        for name in set(circles) - CAPACITIES.keys():
            wanted[subject.kind, name][subject.pk] = subject
    known = {
        (kind, name): registry.model_of(kind).circles_of(list(these.values()), name)
        for (kind, name), these in wanted.items()
    }

    def is_mine(subject: Any, circles: Iterable[str]) -> bool:
        def circle(name: str) -> set[UUID]:
            found: set[UUID] = known[subject.kind, name][subject.pk]
            return found

        return concerns(actor, subject, circles, circle)

    return {row.pk for row, subject, circles in asked if is_mine(subject, circles)}


def _described(
    row: Due, subject: Any, actor: Actor, today: date, own: tuple[int, ...] | None, *, mine: bool
) -> Described:
    deadline = deadline_of(row)
    # the day tells what a table arranged, which is for who sits there
    told = subject is not None and bool(actor.seats_at(subject.bargaining_table_id))
    return Described(
        id=row.pk,
        name=row.name,
        label=deadline.label if deadline is not None else Words(row.name, row.name),
        subject=reference_to(row.subject_kind, row.subject_id, subject),
        due_on=row.anchor_on,
        computation=computation_of(subject, deadline, row.anchor_on),
        rule=deadline.rule if deadline is not None else NOT_ASKED,
        basis=deadline.basis if deadline is not None else NOT_ASKED,
        overdue=is_overdue(row.anchor_on, deadline, today, own),
        next_reminder_on=row.wake_on if told else None,
        mine=mine,
    )


def computation_of(subject: Any, deadline: Deadline | None, anchor: date) -> Words:
    """Return how a date was counted, of a subject that the reader sees; nothing of another."""
    if subject is None or deadline is None:
        return NOT_ASKED
    return deadline.computed(subject, anchor)


def reference_to(kind: str, subject_id: UUID, subject: Any) -> dict[str, Any]:
    """Return a subject by kind, id and caption; without caption where it is not seen (any more)."""
    return {
        "kind": kind,
        "id": subject_id,
        "title": letters.title_of(subject) if subject is not None else "",
    }


def deadline_of(row: Due) -> Deadline | None:
    """Return the row of the table that a date comes from; None if it is not in there any more."""
    rows = registry.lifecycle_of(row.subject_kind).deadlines
    return next((deadline for deadline in rows if deadline.name == row.name), None)


def is_overdue(
    anchor: date, deadline: Deadline | None, today: date, own: tuple[int, ...] | None = None
) -> bool:
    """Whether the date went by, and with it any time that is allowed after it.

    `own` are the days that were arranged for it, if any.
    """
    late = 1
    if deadline is not None and min(deadline.offsets) > 0:
        late = min(own or deadline.offsets)
    return (today - anchor).days >= late


def subjects_of(rows: Iterable[Due], actor: Actor) -> dict[UUID, Any]:
    """Return the subjects of these rows by id, as the actor sees them: one query a kind."""
    found: dict[UUID, Any] = {}
    for kind, wanted in told.ids_by_kind(rows).items():
        found |= told.seen_by(kind, wanted, actor)
    return found


def outlived(subjects: Iterable[Any], today: date) -> set[UUID]:
    """Return the ids of those whose rows mean nothing any more: what they belong to is over.

    What belongs to an agreement can lose its dates by the law and the calendar, with no step to
    plan it anew. One question at most a kind, and a kind of what they belong to.
    """
    kinds: dict[str, list[Any]] = defaultdict(list)
    for subject in subjects:
        if subject.kind in registry.kinds():
            kinds[subject.kind].append(subject)
    gone = (registry.model_of(kind).outlived(these, today) for kind, these in kinds.items())
    return set().union(*gone)


def concerns(
    actor: Actor,
    subject: Any,
    circles: Iterable[str],
    circle: Callable[[str], set[UUID]] | None = None,
) -> bool:
    """Whether the actor acts for an organisation in one of these circles of the subject.

    `circle` gives those that only the kind of subject knows, where they were asked before.
    """
    known = circle or subject.circle
    acting = {office.organisation_id for office in actor.offices if office.negotiates}
    for name in circles:
        if name in CAPACITIES:
            seats = actor.seats_at(subject.bargaining_table_id)
            if any(s.capacity == CAPACITIES[name] and s.office.negotiates for s in seats):
                return True
        elif acting & known(name):
            return True
    return False


def _table() -> list[tuple[str, Deadline]]:
    return [(k, d) for k in registry.dated() for d in registry.lifecycle_of(k).deadlines]


def _first_day(deadline: Deadline, own: tuple[int, ...] | None = None) -> int:
    """Return from how many days before (negative) or after its date a deadline asks for something.

    From the first reminder, of the days that were arranged for it (`own`) or of its rule. One of
    which people are only reminded days after its date asks from the date itself: they get some time
    before anybody reminds them. One that only speaks of being late never asks before it is.
    """
    first = min(own or deadline.offsets)
    if first <= 1 or deadline.only_late:
        return first
    return 0 if own is None else max(_first_day(deadline), 0)


def _silent(today: date, arranged: Arranged) -> Q:
    """Return which dates say nothing today."""
    silent = Q(pk__in=())

    def not_late(first: int) -> Q:
        return Q(anchor_on__gt=dues.moved(today, -first))

    for kind, deadline in _table():
        if min(deadline.offsets) > 0:
            silent |= _by_first_day(kind, deadline, arranged, not_late)
        elif only_announces(kind, deadline):
            silent |= Q(subject_kind=kind, name=deadline.name, anchor_on__lt=today)
    return silent


def _by_first_day(
    kind: str, deadline: Deadline, arranged: Arranged, condition: Callable[[int], Q]
) -> Q:
    """Return a condition on the dates of a deadline, given the first day that holds for each."""
    rest, found = Q(subject_kind=kind, name=deadline.name), Q(pk__in=())
    own = {place: days for (place, rule), days in arranged.days.items() if rule == deadline.name}
    # what was arranged for one agreement goes before what was arranged for its whole table
    for place in sorted(own, key=lambda place: place.agreement is None):
        there = Q(subject_id__in=arranging.subjects_at(kind, place).values("pk"))
        found |= rest & there & condition(_first_day(deadline, own[place]))
        rest &= ~there
    return found | rest & condition(_first_day(deadline))


def only_announces(kind: str, deadline: Deadline) -> bool:
    """Whether a deadline only looks ahead: it passes, or another of its date says it is late."""
    if deadline.passes:
        return True
    return max(deadline.offsets) < 0 and any(
        twin.counted_from is deadline.counted_from and min(twin.offsets) > 0
        for twin in registry.lifecycle_of(kind).deadlines
    )
