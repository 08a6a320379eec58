"""What a mail says, put together at the moment of sending, reading as its recipient.

What the recipient may not read by then is left out, and so is a date that was met, moved or left
meanwhile: only who has not acted yet is reminded. Each item is one line of status as of now, and
one link. A digest also has the dates until the next one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

import structlog
from django.db.models import F
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, actor_for
from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import (
    awaited,
    circles,
    climbing,
    deadlines,
    digests,
    letters,
    retelling,
    rules,
    snoozing,
    told,
    wording,
)
from backend.reminders.addresses import page_of
from backend.reminders.models import Channel, Mail, Reminder
from backend.reminders.pages import pages_of
from backend.workflow import consents, registry
from backend.workflow.lifecycle import NOT_ASKED, Deadline
from backend.workflow.models import Due

# More dates than this nobody reads in a mail; the rest is on the screen.
MOST_DATES = 100

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell: what it is about, how it stands, and where to act."""

    headline: str
    title: str
    status: str
    link: str
    action: str


@dataclass(slots=True)
class Contents:
    """What a mail says, which rows of the inbox it leaves out, and which dates it tells."""

    items: list[Item] = field(default_factory=list)
    coming: list[Item] = field(default_factory=list)
    until: date | None = None
    left_out: list[UUID] = field(default_factory=list)
    covers: list[list[str]] = field(default_factory=list)
    acts_for: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.items and not self.coming


def of(mail: Mail, now: datetime) -> Contents:
    """Return what a mail says now. Runs as the system, in the transaction that sends it."""
    # what somebody did first, then the dates in their order
    rows = list(mail.items.order_by(F("anchor_on").asc(nulls_first=True), "created_at", "id"))
    found = Contents()
    if not mail.recipient.is_active:
        found.left_out = [row.pk for row in rows]
        return found
    reader = _Reader(mail.recipient, timezone.localdate(now))
    found.acts_for = ", ".join(office.organisation_name for office in reader.actor.offices)
    reader.look_at(rows)
    newest = {_told(row): row.pk for row in rows if row.deadline}  # the last of each stays
    unwanted = _unwanted(mail.recipient_id)
    for row in rows:
        if rules.name_for(row.subject_kind, row.deadline, row.event) in unwanted:
            found.left_out.append(row.pk)
            continue
        if row.deadline and newest[_told(row)] != row.pk:
            continue  # a newer one of the same date says it
        item = _item_of(reader, row)
        if item is None:
            found.left_out.append(row.pk)
        else:
            found.items.append(item)
            found.covers += [list(_told(row))] if row.deadline else []
    if mail.sort == Mail.DIGEST:
        _add_coming(found, reader, now, unwanted)
    return found


def letter_now(row: Reminder, now: datetime) -> letters.Letter | None:
    """Return a row of the inbox as it would be written now; None if it asks for nothing any more.

    Runs as the system, in the caller's transaction.
    """
    if not row.recipient.is_active:
        return None
    reader = _Reader(row.recipient, timezone.localdate(now))
    reader.look_at([row])
    item, subject = reader.item_of(row), reader.seen(row)
    if item is None or subject is None:
        return None
    acts_for = ", ".join(office.organisation_name for office in reader.actor.offices)
    with acting_as(reader.actor):
        sheet = letters.write(
            subject,
            headline=Words(item.headline, item.headline),
            status=Words(item.status, item.status),
            transition=row.transition,
            action=Words(item.action, item.action),
        )
    sheet = replace(sheet, link=item.link)
    return letters.addressed(sheet, circles.Recipient(row.recipient, acts_for))


def _unwanted(person_id: UUID) -> set[str]:
    """Return the names of the rules by which somebody wants no mail by now."""
    wanted = digests.preferences_of([person_id])[person_id]
    known = rules.every().values()
    return {r.name for r in known if rules.channel_of(r, wanted) is Channel.INBOX}


def _item_of(reader: "_Reader", row: Reminder) -> Item | None:
    """Return what there is to say of a row; as it was told then, where that goes wrong.

    One subject that is broken is not to keep the others out of the mail.
    """
    try:
        return reader.item_of(row)
    except Exception:
        log.exception("mail_item_failed", reminder=str(row.pk))
        return reader.item_as_told(row)


def _add_coming(found: Contents, reader: "_Reader", now: datetime, unwanted: set[str]) -> None:
    """Add the dates until the next digest that ask something of the reader."""
    person_id = reader.person_id
    comes = digests.next_after(now, digests.preferences_of([person_id])[person_id])
    if comes is None:
        return
    found.until = timezone.localdate(comes)
    put_off = snoozing.dates_of(person_id)
    said = {(subject, name) for subject, name, _ in (*found.covers, *put_off)}
    for due in reader.dates_until(found.until):
        if len(found.coming) == MOST_DATES:
            return
        rule = rules.name_for(due.subject_kind, due.name, "")
        if (str(due.subject_id), due.name) in said or rule in unwanted:
            continue
        item = reader.item_of_date(due)
        if item is not None:
            found.coming.append(item)
            found.covers.append([str(due.subject_id), due.name, str(due.anchor_on)])


def _told(row: Reminder) -> tuple[str, str, str]:
    return str(row.subject_id), row.deadline, str(row.anchor_on)


class _Reader:
    """The recipient on a day, with the subjects as they see them and as they are."""

    def __init__(self, person: Person, today: date) -> None:
        self.person_id, self.today = person.pk, today
        self.actor = actor_for(person, today)
        self.acts_for = {o.organisation_id for o in self.actor.offices if o.negotiates}
        self.keeps_for = {o.organisation_id for o in self.actor.offices if o.keeps_mandates}
        self._seen: dict[UUID, Any] = {}
        self._whole: dict[UUID, Any] = {}

    def look_at(self, rows: Iterable[Any]) -> None:
        """Read the subjects of these rows: one query a kind for the reader, one for the system."""
        known = [row for row in rows if row.subject_kind in registry.dated()]
        with acting_as(self.actor):
            self._seen |= deadlines.subjects_of(known, self.actor)
        seen = [row for row in known if row.subject_id in self._seen]
        self._whole |= deadlines.subjects_of(seen, SYSTEM)

    def dates_until(self, last: date) -> Iterator[Due]:
        """Yield the dates up to a day that the reader is told of, the nearest first."""
        if not self.actor.seats:
            return
        with acting_as(self.actor):
            rows = deadlines.visible_to(self.actor, self.today)
            rows = rows.filter(anchor_on__gte=self.today, anchor_on__lte=last)
            pages = pages_of(deadlines.of_tables_of(self.actor, rows), "anchor_on")
        while True:
            with acting_as(self.actor):
                page = next(pages, [])
            if not page:
                return
            self.look_at(page)
            told = deadlines.concerning(self.actor, page, self._whole)
            yield from (due for due in page if due.pk in told)

    def item_of(self, row: Reminder) -> Item | None:
        """Return what there is to say now of a row of the inbox; None if nothing any more."""
        if row.subject_kind not in registry.dated():
            # what has no lifecycle stands as it was told
            seen = self._sees(row)
            return self._item(row.subject_title, row) if seen else None
        subject = self._seen.get(row.subject_id)
        if subject is None:
            return None
        if row.deadline:
            return self._item_of_deadline(row)
        asks = self._STILL.get(row.event)
        if asks is not None and not asks(self, row):
            return None
        return self._item(letters.title_of(subject), row, self._by_now(row))

    def item_as_told(self, row: Reminder) -> Item | None:
        """Return a row as the inbox has it, for who may read its subject."""
        if row.subject_id not in self._seen:
            return None
        return Item(row.headline, row.subject_title, row.status, row.link, row.action)

    def item_of_date(self, due: Due) -> Item | None:
        """Return a coming date; None if it asks nothing of the reader."""
        deadline = deadlines.deadline_of(due)
        if deadline is None:
            return None
        return self._dated(due.subject_id, deadline, due.anchor_on, None)

    def seen(self, row: Reminder) -> Any:
        """Return what a row is about, as the reader may read it now; None if they may not."""
        if row.subject_kind in registry.kinds():
            return self._seen.get(row.subject_id)
        with acting_as(self.actor):
            seen = told.seen_by(row.subject_kind, [row.subject_id], self.actor)
        return seen.get(row.subject_id)

    def _sees(self, row: Reminder) -> bool:
        """Whether the reader may read what has no lifecycle; if nobody can be asked, its word."""
        if not told.is_known(row.subject_kind):
            return row.subject_audience in self.actor.audiences
        return self.seen(row) is not None

    def _item_of_deadline(self, row: Reminder) -> Item | None:
        table = registry.lifecycle_of(row.subject_kind).deadlines
        deadline = next((each for each in table if each.name == row.deadline), None)
        anchor, offset = row.anchor_on, row.offset_days
        if deadline is None or anchor is None:
            return None
        return self._dated(row.subject_id, deadline, anchor, offset)

    def _asks(
        self, subject_id: UUID, deadline: Deadline, anchor: date, offset: int | None
    ) -> tuple[Words, bool] | None:
        """Return what is said besides, and whether the reader has to act.

        None where a date no longer is what it was, or does not reach them.

        Who is to act can depend on what the reader may not see: it is asked as the system, and
        only the answer is used.
        """
        whole = self._whole.get(subject_id)
        if whole is None or deadline.anchor(whole) != anchor:
            return None
        if offset is None:
            around = circles.Around([whole], self.today)
            if not around.organisations(whole, deadline.whom) & self.acts_for:
                return None
            acting = around.organisations(whole, deadline.acting)
            return climbing.NOTHING, bool(acting & self.acts_for)
        asked = climbing.Asked(whole, deadline, anchor, offset)
        those = climbing.reached(asked, self.today)
        also = those.told(self.acts_for, self.keeps_for)
        return None if also is None else (also, bool(those.acting & self.acts_for))

    def _still_awaited(self, row: Reminder) -> bool:
        """Whether the consent of somebody the reader acts for is awaited, as it was then."""
        whole = self._whole[row.subject_id]
        step = whole.lifecycle.find(whole.state, row.transition)
        if step is None:
            return not row.transition  # of before it was written down which step it is
        step = whole.applied(step)
        where = consents.standing(whole, step, on=self.today)
        awaited = {organisation for _, organisation, _ in where.missing}
        return bool(where.given) and bool(awaited & self.acts_for)

    def _still_asked(self, row: Reminder) -> bool:
        """Whether something is still awaited of somebody the reader acts for."""
        asked = awaited.of(self._whole[row.subject_id], self.today)
        return any(each.organisation.pk in self.acts_for for each in asked)

    def _paper_waits(self, row: Reminder) -> bool:
        """Whether a paper of somebody the reader acts for still asks to be confirmed."""
        papers = consents.waiting_papers(self._whole[row.subject_id])
        return any(paper.organisation_id in self.acts_for for paper in papers)

    # What asks for something, by its event: whether it still does.
    _STILL: ClassVar[dict[str, Callable[["_Reader", Reminder], bool]]] = {
        "consent_given": _still_awaited,
        "paper_recorded": _paper_waits,
        wording.NUDGE: _still_asked,
    }

    def _dated(
        self, subject_id: UUID, deadline: Deadline, anchor: date, offset: int | None
    ) -> Item | None:
        asked = self._asks(subject_id, deadline, anchor, offset)
        if asked is None:
            return None
        subject, (also, acts) = self._seen[subject_id], asked
        way = letters.way_to(subject, deadline, acts=acts)
        headline, status = letters.words_of(subject, deadline, anchor, self.today, also)
        language = self.actor.language
        return Item(
            headline=letters.one_line(headline.in_(language)),
            title=letters.title_of(subject),
            status=status.in_(language),
            link=page_of(subject.kind, subject_id, way.transition, way.part),
            action=way.action.in_(language),
        )

    def _by_now(self, row: Reminder) -> Words:
        """Return what is said of an event where the state moved on since."""
        subject = self._seen[row.subject_id]
        if row.state in ("", subject.state):
            return NOT_ASKED
        return wording.BY_NOW.with_(state=letters.state_of(subject))

    def _item(self, title: str, row: Reminder, also: Words = NOT_ASKED) -> Item:
        """Return a notice in the reader's language, as far as it is known in both."""
        headline, status, action = retelling.notice(row, self.actor.language, also)
        return Item(headline, title, status, row.link, action)
