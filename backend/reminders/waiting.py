"""What waits for somebody: consents that are awaited, dates that ask for something, and more.

Domains on higher floors add their own with `register`, so that one short list has it all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.pages import pages_of
from backend.workflow import consents, registry
from backend.workflow.models import Consent, Paper

# Nobody works through a longer list in one sitting, and every line has to be looked into.
MOST_CONSENTS = 50
MOST_DATES = 200
KINDS = (
    "consent",
    "deadline",
    "ballot",
    "judgement",
    "transition",
    "signal",
    "meeting",
    "paper",
)
CONSENT = Words("Instemming: {transition}", "Consent: {transition}")
ON_PAPER = Words(
    "Instemming op papier bevestigen of weigeren: {transition}",
    "Confirm or refuse a consent on paper: {transition}",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the actor; `subject` as `deadlines.reference_to` gives it."""

    kind: str  # one of KINDS
    subject: dict[str, Any]
    label: Words
    due_on: date | None = None
    transition: str = ""


Source = Callable[[Actor, date], Iterable[Waiting]]


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Return everything that waits for the actor, the most urgent first, the undated last.

    What is asked for in more than one way is in it once: on paper before in so many words, and
    either before as a date.
    """
    found = [each for source in _SOURCES for each in source(actor, today)]
    on_paper = {_asked(each) for each in found if each.kind == "paper"}
    found = [each for each in found if each.kind != "consent" or _asked(each) not in on_paper]
    steps = {_asked(each) for each in found if each.kind != "deadline"}
    found = [each for each in found if each.kind != "deadline" or _asked(each) not in steps]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.kind))


def register(source: Source, *, instead_of: Iterable[str] = ()) -> None:
    """Ask this as well; called from an `AppConfig.ready`.

    `instead_of` names deadlines that ask for the very same thing: they are not listed beside it.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)
        _SAID_ELSEWHERE.update(instead_of)


def awaited_consents(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the transitions to which others consented and the actor's organisation did not yet."""
    return islice(_consents_of(actor, today), MOST_CONSENTS)


def _consents_of(actor: Actor, today: date) -> Iterator[Waiting]:
    mine = {office.organisation_id for office in actor.offices if office.negotiates}
    if not mine or not actor.seats:
        return
    # what is consented to as part of a whole waits as that whole
    live = Consent.objects.visible_to(actor).filter(ended_at__isnull=True, through__isnull=True)
    offers = live.filter(subject_id__in=deadlines.subjects_at_tables_of(actor))
    for organisation in mine if len(mine) == 1 else ():  # what it said yes to awaits others
        said = live.filter(organisation=organisation, transition=OuterRef("transition"))
        offers = offers.exclude(Exists(said.filter(subject_id=OuterRef("subject_id"))))
    asked: set[tuple[Any, str]] = set()
    for page in pages_of(offers, "subject_id", first=MOST_CONSENTS):
        subjects = deadlines.subjects_of(page, actor)
        for offer in page:
            pair, subject = (offer.subject_id, offer.transition), subjects.get(offer.subject_id)
            row = subject.lifecycle.find(subject.state, offer.transition) if subject else None
            if subject is None or row is None or pair in asked:
                continue
            asked.add(pair)
            row = subject.applied(row)
            where = consents.standing(subject, row, on=today)
            if where.given and any(awaited in mine for _, awaited, _ in where.missing):
                label = CONSENT.with_(transition=row.label)
                yield Waiting("consent", _reference(subject), label, transition=row.name)


def waiting_papers(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the consents on paper that count once the actor's own organisation confirms them.

    Where one is there, it is asked instead of the consent itself.
    """
    mine = [office.organisation_id for office in actor.offices if office.negotiates]
    if not mine:
        return
    rows = Paper.objects.visible_to(actor).filter(state="waiting", organisation__in=mine)
    rows = rows.defer("content").order_by("recorded_at", "id")
    for paper in rows[:MOST_CONSENTS]:
        seen = registry.model_of(paper.subject_kind).objects.visible_to(actor)
        subject = seen.filter(pk=paper.subject_id).first()
        row = subject.lifecycle.find(subject.state, paper.transition) if subject else None
        if subject is not None and row is not None:
            label = ON_PAPER.with_(transition=subject.applied(row).label)
            yield Waiting("paper", _reference(subject), label, transition=row.name)


def asking_dates(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the dates on which the actor still has to act and is being reminded by now."""
    return islice(_dates_of(actor, today), MOST_DATES)


def _dates_of(actor: Actor, today: date) -> Iterator[Waiting]:
    if not actor.seats:
        return
    arranged = deadlines.arranged_for(actor)
    rows = deadlines.of_tables_of(actor, deadlines.visible_to(actor, today, arranged))
    rows = deadlines.asking(rows, today, arranged).exclude(name__in=_SAID_ELSEWHERE)
    for page in pages_of(rows, "anchor_on", first=MOST_DATES):
        subjects = deadlines.subjects_of(page, actor)
        mine = deadlines.concerning(actor, page, subjects, acting=True)
        for row in page:
            subject, deadline = subjects.get(row.subject_id), deadlines.deadline_of(row)
            if row.pk not in mine or subject is None or deadline is None:
                continue
            if deadline.follows is not None and not deadlines.asks(
                subject, deadline, row.anchor_on, today, arranged
            ):
                continue
            if deadline.anchor(subject) == row.anchor_on:
                step = subject.lifecycle.settling(deadline, subject.state)
                yield Waiting(
                    "ballot" if row.name == "ballot_open" else "deadline",
                    _reference(subject),
                    deadline.label,
                    due_on=row.anchor_on,
                    transition=step.name if step is not None else "",
                )


def _asked(waiting: Waiting) -> tuple[Any, str]:
    return waiting.subject["id"], waiting.transition


def _reference(subject: Any) -> dict[str, Any]:
    return deadlines.reference_to(subject.kind, subject.pk, subject)


_SAID_ELSEWHERE: set[str] = set()
_SOURCES: list[Source] = [awaited_consents, waiting_papers, asking_dates]
