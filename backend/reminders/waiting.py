"""What waits for somebody: consents that are awaited, dates that ask for something, and more.

Domains on higher floors add their own with `register`, so that one short list has it all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
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
    """Return everything that waits for the actor, the most urgent first, the undated last."""
    found = [each for source in _SOURCES for each in source(actor, today)]
    on_paper = {_asked(each) for each in found if each.kind == "paper"}
    found = [each for each in found if each.kind != "consent" or _asked(each) not in on_paper]
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
    mine = {office.organisation_id for office in actor.offices if office.negotiates}
    if not mine or not actor.seats:
        return
    # what is consented to as part of a whole waits as that whole
    live = Consent.objects.visible_to(actor).filter(ended_at__isnull=True, through__isnull=True)
    offers = live.filter(subject_id__in=deadlines.subjects_at_tables_of(actor))
    pairs = offers.order_by("subject_id", "transition").values_list(
        "subject_kind", "subject_id", "transition"
    )
    for kind, subject_id, name in pairs.distinct()[:MOST_CONSENTS]:
        subject = registry.model_of(kind).objects.visible_to(actor).filter(pk=subject_id).first()
        row = subject.lifecycle.find(subject.state, name) if subject is not None else None
        if subject is None or row is None:
            continue
        row = subject.applied(row)
        where = consents.standing(subject, row, on=today)
        if where.given and any(awaited in mine for _, awaited, _ in where.missing):
            label = CONSENT.with_(transition=row.label)
            yield Waiting("consent", _reference(subject), label, transition=name)


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
    """Yield the deadlines of which the actor is being reminded, until the work is done."""
    if not actor.seats:
        return
    arranged = deadlines.arranged_for(actor)
    rows = deadlines.of_tables_of(actor, deadlines.visible_to(actor, today, arranged))
    rows = deadlines.asking(rows, today, arranged).exclude(name__in=_SAID_ELSEWHERE)
    found = list(rows.order_by("anchor_on", "id")[:MOST_DATES])
    subjects = deadlines.subjects_of(found, actor)
    mine = deadlines.concerning(actor, found, subjects)
    for row in found:
        subject, deadline = subjects.get(row.subject_id), deadlines.deadline_of(row)
        if subject is None or deadline is None or deadline.anchor(subject) != row.anchor_on:
            continue
        if row.pk in mine:
            kind = "ballot" if row.name == "ballot_open" else "deadline"
            about = _reference(subject)
            yield Waiting(kind, about, deadline.label, due_on=row.anchor_on)


def _asked(waiting: Waiting) -> tuple[Any, str]:
    return waiting.subject["id"], waiting.transition


def _reference(subject: Any) -> dict[str, Any]:
    return deadlines.reference_to(subject.kind, subject.pk, subject)


_SAID_ELSEWHERE: set[str] = set()
_SOURCES: list[Source] = [awaited_consents, waiting_papers, asking_dates]
