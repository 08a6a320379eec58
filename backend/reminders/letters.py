"""Compose what one recipient reads in the inbox. What a mail says is composed in `contents`.

Whoever composes has entered the recipient's reading context: the subject that comes in here was
fetched as the recipient sees it, so nothing else can end up in the text.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from textwrap import shorten
from typing import Any, NamedTuple

from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import wording
from backend.reminders.addresses import page_of, part_for
from backend.reminders.circles import Recipient
from backend.workflow.lifecycle import NOT_ASKED, Deadline

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet in one language; `body` is the text without the line that says why one gets it."""

    headline: str
    status: str
    action: str
    body: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is told of one subject, the same to all who may see it in that version."""

    subject: Any
    title: str
    headline: Words
    status: Words
    action: Words
    link: str
    transition: str
    pages: dict[str, Page] = field(default_factory=dict)

    def in_(self, language: str) -> Page:
        """Return the sheet in a language; written once."""
        page = self.pages.get(language)
        if page is None:
            page = self.pages[language] = self._in(language)
        return page

    def _in(self, language: str) -> Page:
        headline = one_line(self.headline.in_(language))
        status, action = self.status.in_(language), self.action.in_(language)
        body = f"{headline}\n{self.title}\n\n{status}\n\n{action}:\n{self.link}\n\n--\n"
        return Page(headline, status, action, body.lstrip())


class Letter(NamedTuple):
    """One finished text about one subject, in the language of its recipient.

    The page is the same to many; `why` says for whom this one is meant.
    """

    recipient: Person
    sheet: Sheet
    page: Page
    why: str

    @property
    def text(self) -> str:
        """The whole of it."""
        return self.page.body + self.why

    @property
    def subject(self) -> Any:
        """What it is about, as its recipient sees it."""
        return self.sheet.subject


class Way(NamedTuple):
    """Where a reader goes from here: the one step to take, or a part of the page; and its words."""

    transition: str
    part: str
    action: Words


def of_deadline(
    subject: Any,
    deadline: Deadline,
    anchor: date,
    today: date,
    also: Words = NOT_ASKED,
    *,
    acts: bool = False,
) -> Sheet:
    """Write that a date comes near, is there, or went by; and what is said `also`.

    Who `acts` is led to where it is settled.
    """
    headline, status = words_of(subject, deadline, anchor, today, also)
    way = way_to(subject, deadline, acts=acts)
    return write(subject, headline=headline, status=status, **way._asdict())


def way_to(subject: Any, deadline: Deadline, *, acts: bool) -> Way:
    """Return where a date is settled, to who has to act; the page alone to who is only told."""
    if not acts:
        return Way("", "", wording.VIEW)
    row = subject.lifecycle.settling(deadline, subject.state)
    if row is not None:
        return Way(row.name, "", row.label)
    return Way("", part_for(subject.kind, deadline.name), wording.OPEN)


def words_of(
    subject: Any, deadline: Deadline, anchor: date, today: date, also: Words = NOT_ASKED
) -> tuple[Words, Words]:
    """Return headline and line of status of a date, as things stand today."""
    counted = counted_in_words(subject, deadline, anchor)
    return _said(deadline.label, anchor, today, state_of(subject), counted, also)


def counted_in_words(subject: Any, deadline: Deadline, anchor: date) -> Words:
    """Return how the date of a deadline was counted, and by which rule, in one line."""
    return _counted(deadline.computed(subject, anchor), deadline.rule, deadline.basis)


# Of many subjects the same is said: those that were agreed together have their dates in common.
@lru_cache(maxsize=1024)
def _said(
    label: Words, anchor: date, today: date, state: Words, counted: Words, also: Words
) -> tuple[Words, Words]:
    when = wording.when_in_words(anchor, today)
    dated = wording.DATED.with_(day=wording.day_in_words(anchor), when=when, state=state)
    parts = [part for part in (dated, counted, also) if part != NOT_ASKED]
    status = Words(" ".join(part.nl for part in parts), " ".join(part.en for part in parts))
    return wording.HEADLINE.with_(label=label, when=when), status


@lru_cache(maxsize=1024)
def _counted(computation: Words, rule: Words, basis: Words) -> Words:
    said = wording.COUNTED.with_(computation=computation, rule=rule)
    if basis == NOT_ASKED:
        return said
    basis = wording.BASIS.with_(basis=basis)
    return Words(f"{said.nl} {basis.nl}", f"{said.en} {basis.en}")


def state_of(subject: Any) -> Words:
    """Return the label of the state that the subject is in."""
    label: Words = subject.lifecycle.states[subject.state].label
    return label


def write(
    subject: Any,
    *,
    headline: Words,
    status: Words,
    transition: str = "",
    part: str = "",
    action: Words = wording.OPEN,
) -> Sheet:
    """Write one sheet: what it is about, one line of status, one link to the action."""
    return Sheet(
        subject=subject,
        title=title_of(subject),
        headline=headline,
        status=status,
        action=action,
        link=page_of(subject.kind, subject.pk, transition, part),
        transition=transition,
    )


def addressed(sheet: Sheet, to: Recipient) -> Letter:
    """Return the letter to one recipient: the sheet in their language, and why they get it."""
    language = to.person.language
    page = sheet.in_(language)
    return Letter(to.person, sheet, page, _why(to.organisation, language))


@lru_cache(maxsize=1024)
def _why(organisation: str, language: str) -> str:
    return wording.WHY.with_(organisation=organisation).in_(language).rstrip() + "\n"


def title_of(subject: Any) -> str:
    """Return the line by which people recognise the subject, cut off where it is a whole text."""
    title = one_line(subject.caption)
    return title if len(title) <= LONGEST_TITLE else shorten(title, LONGEST_TITLE, placeholder=" …")


def one_line(text: str) -> str:
    """Return the text without line breaks: it goes into the header of a mail."""
    return " ".join(text.split())
