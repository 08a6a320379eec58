"""Compose what one recipient reads in the inbox. What a mail says is composed in `contents`.

Whoever composes has entered the recipient's reading context: the subject that comes in here was
fetched as the recipient sees it, so nothing else can end up in the text.
"""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.template.loader import render_to_string

from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import wording
from backend.reminders.addresses import page_of
from backend.reminders.circles import Recipient
from backend.workflow.lifecycle import NOT_ASKED, Deadline

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Letter:
    """One finished text about one subject, in one language."""

    recipient: Person
    subject: Any
    title: str
    headline: str
    status: str
    text: str
    link: str
    transition: str
    action: str


def of_deadline(
    subject: Any,
    deadline: Deadline,
    anchor: date,
    today: date,
    recipient: Recipient,
    also: Words = NOT_ASKED,
) -> Letter:
    """Write that a date comes near, is there, or went by; and what is said `also`."""
    headline, status = words_of(subject, deadline, anchor, today, also)
    return write(subject, recipient, headline=headline, status=status)


def words_of(
    subject: Any, deadline: Deadline, anchor: date, today: date, also: Words = NOT_ASKED
) -> tuple[Words, Words]:
    """Return headline and line of status of a date, as things stand today."""
    when = wording.when_in_words(anchor, today)
    headline = wording.HEADLINE.with_(label=deadline.label, when=when)
    status = wording.DATED.with_(
        day=wording.day_in_words(anchor), when=when, state=state_of(subject)
    )
    counted = counted_in_words(subject, deadline, anchor)
    status = Words(f"{status.nl} {counted.nl}", f"{status.en} {counted.en}")
    if also != NOT_ASKED:
        status = Words(f"{status.nl} {also.nl}", f"{status.en} {also.en}")
    return headline, status


def counted_in_words(subject: Any, deadline: Deadline, anchor: date) -> Words:
    """Return how the date of a deadline was counted, and by which rule, in one line."""
    computation = deadline.computed(subject, anchor)
    said = wording.COUNTED.with_(computation=computation, rule=deadline.rule)
    if deadline.basis == NOT_ASKED:
        return said
    basis = wording.BASIS.with_(basis=deadline.basis)
    return Words(f"{said.nl} {basis.nl}", f"{said.en} {basis.en}")


def state_of(subject: Any) -> Words:
    """Return the label of the state that the subject is in."""
    label: Words = subject.lifecycle.states[subject.state].label
    return label


def write(
    subject: Any,
    recipient: Recipient,
    *,
    headline: Words,
    status: Words,
    transition: str = "",
    action: Words = wording.OPEN,
) -> Letter:
    """Write one letter: what it is about, one line of status, one link to the action."""
    language = recipient.person.language
    title = title_of(subject)
    link = page_of(subject.kind, subject.pk, transition)
    words = {
        "language": language,
        "headline": one_line(headline.in_(language)),
        "title": title,
        "status": status.in_(language),
        "action": action.in_(language),
        "why": wording.WHY.with_(organisation=recipient.organisation).in_(language),
        "link": link,
    }
    return Letter(
        recipient=recipient.person,
        subject=subject,
        title=title,
        headline=words["headline"],
        status=words["status"],
        text=render_to_string("reminders/reminder.txt", words).strip() + "\n",
        link=link,
        transition=transition,
        action=words["action"],
    )


def title_of(subject: Any) -> str:
    """Return the line by which people recognise the subject, cut off where it is a whole text."""
    return shorten(subject.caption, LONGEST_TITLE, placeholder=" …")


def one_line(text: str) -> str:
    """Return the text without line breaks: it goes into the header of a mail."""
    return " ".join(text.split())
