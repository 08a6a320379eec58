"""Write the reminders of a chunk of dates, and move their rows on.

Whatever is asked is asked once for the whole chunk: the subjects, who is around them, what was told
before. Each reader's context is entered once, and all that they may read is read in it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.parties.audiences import Visibility
from backend.reference.prepared import listed, rows_of
from backend.reference.words import Words
from backend.reminders import arranging, climbing, climbs, deadlines, inbox, letters
from backend.reminders.climbing import Addressee, Asked
from backend.reminders.inbox import Wanted
from backend.reminders.letters import Sheet
from backend.reminders.reasons import Reason, Told
from backend.reminders.sheets import Sheets
from backend.workflow import dues
from backend.workflow.lifecycle import Deadline
from backend.workflow.models import Due

# After so many days it is no use to announce a date, where another reminder says that it is late.
ANNOUNCED_AFTERWARDS = 7

_WRITTEN = """
select r.subject_id, r.deadline, r.anchor_on, r.offset_days, r.recipient_id
from reminders_reminder r
join unnest($1::uuid[], $2::text[], $3::date[], $4::smallint[])
    as asked (subject_id, deadline, anchor_on, offset_days)
    on r.subject_id = asked.subject_id and r.deadline = asked.deadline
    and r.anchor_on = asked.anchor_on and r.offset_days = asked.offset_days
where r.deadline <> ''
"""


class Done(NamedTuple):
    """What came of a chunk: how many letters, and the rows to come back to in a later round.

    `moved` has, of the rows that are not what the table says any more, the subjects.
    """

    written: int
    passed_over: set[UUID]
    moved: dict[UUID, Any]


NOTHING = Done(0, set(), {})


class _Date(NamedTuple):
    """A row of the clock, its subject, and its deadline as that holds at the subject's table.

    `offset` is the newest of its `days` that has come; it covers earlier ones that were missed.
    None where there is nothing to tell.
    """

    row: Due
    subject: Any
    deadline: Deadline
    days: tuple[int, ...]
    offset: int | None


def remind_of(rows: Sequence[Due], now: datetime) -> Done:
    """Write what there is to tell of these rows, which the caller holds, and move them on.

    All of it or nothing: runs in the caller's transaction, as the clock.
    """
    today = timezone.localdate(now)
    sheets = Sheets()
    dates, moved = _looked_up(rows, sheets.read_as_clock(rows), today)
    letters_, busy = _written([each for each in dates if each.offset is not None], sheets, now)
    inbox.put_all(letters_, at=now)
    dues.move_on({each.row.pk: _wakes_on(each, today) for each in dates if each.row.pk not in busy})
    return Done(len(letters_), busy | moved.keys(), moved)


def _looked_up(
    rows: Sequence[Due], subjects: Mapping[UUID, Any], today: date
) -> tuple[list[_Date], dict[UUID, Any]]:
    """Return the rows that still are what the table says, and the subjects of the others."""
    adjusted = _adjusting(subjects.values())
    dates, moved = [], {}
    for row in rows:
        subject = subjects[row.subject_id]
        deadline = deadlines.deadline_of(row)
        if deadline is None or deadline.anchor(subject) != row.anchor_on:
            moved[row.pk] = subject
            continue
        here = adjusted(deadline, subject)
        days = here.days_of(subject, row.anchor_on)
        dates.append(_Date(row, subject, here, days, _newest_offset(row, here, days, today)))
    return dates, moved


def _adjusting(subjects: Collection[Any]) -> Callable[[Deadline, Any], Deadline]:
    """Return what gives a deadline as it holds for one of these, at its table or agreement."""
    arranged = arranging.in_force()
    places = arranging.places_of(subjects, arranged)
    known: dict[tuple[int, arranging.Place, bool], Deadline] = {}

    def adjusted(deadline: Deadline, subject: Any) -> Deadline:
        place, public = places[subject.pk], subject.visibility == Visibility.PUBLIC
        key = (id(deadline), place, public)
        if key not in known:
            known[key] = arranging.adjusted(deadline, place, arranged, public=public)
        return known[key]

    return adjusted


def _newest_offset(row: Due, deadline: Deadline, days: tuple[int, ...], today: date) -> int | None:
    anchor, at_work = row.anchor_on, deadline.at_once
    come = [day for day in days if dues.reminded_on(anchor, day, at_work=at_work) <= today]
    old = (today - anchor).days > ANNOUNCED_AFTERWARDS
    if not come or (old and deadlines.only_announces(row.subject_kind, deadline)):
        return None
    return max(come)


def _wakes_on(each: _Date, today: date) -> date | None:
    at_work = each.deadline.at_once
    return dues.wake_after(each.row.anchor_on, each.days, today, at_work=at_work)


def _written(dates: Sequence[_Date], sheets: Sheets, now: datetime) -> tuple[list[Told], set[UUID]]:
    """Return the letters to whom these dates reach, and the rows that have to wait.

    A row waits where a silence climbs and somebody else is at work on its subject.
    """
    today = timezone.localdate(now)
    asked = [Asked(d.subject, d.deadline, d.row.anchor_on, d.offset or 0) for d in dates]
    those = climbing.reached_by(asked, today)
    places = climbs.record(list(zip(asked, those, strict=True)), now)
    busy = {dates[place].row.pk for place in places}
    told = climbing.recipients_of(those, today)
    have = _recipients_by_now(asked)
    wanted: list[Wanted] = []
    reasons: list[Reason] = []
    for each, one, people in zip(dates, asked, told, strict=True):
        if each.row.pk in busy:
            continue
        reason = Reason(one.subject, one.deadline.name, one.anchor, one.offset)
        left = [to for to in people if (*one.key, to.recipient.person.pk) not in have]
        wanted += _wanted(one, left, today)
        reasons += [reason] * len(left)
    found = zip(inbox.composed(wanted, today, sheets=sheets), reasons, strict=True)
    return [Told(letter, reason) for letter, reason in found if letter is not None], busy


def _wanted(asked: Asked, people: Iterable[Addressee], today: date) -> Iterator[Wanted]:
    """Yield what is to be written of one date to each of these: a sheet for all alike."""
    subject, deadline, anchor, _ = asked

    composers: dict[tuple[Words, bool], partial[Sheet]] = {}
    for recipient, also, acts in people:
        to = also, acts
        if to not in composers:
            composers[to] = partial(_sheet, deadline, anchor, today, to)
        yield Wanted(subject.kind, subject.pk, recipient, composers[to])


def _sheet(
    deadline: Deadline, anchor: date, today: date, to: tuple[Words, bool], seen: Any
) -> Sheet:
    also, acts = to
    return letters.of_deadline(seen, deadline, anchor, today, also, acts=acts)


def _recipients_by_now(asked: Sequence[Asked]) -> set[tuple[Any, ...]]:
    """Return who was told of these by now: `Asked.key`, and the recipient."""
    if not asked:
        return set()
    subjects, names, anchors, offsets = zip(*(each.key for each in asked), strict=True)
    columns = [listed(subjects), list(names), listed(anchors), listed(offsets)]
    return set(rows_of(_WRITTEN, columns))
