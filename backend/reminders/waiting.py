"""What waits for somebody: consents that are awaited, dates that ask for something, and more.

Domains on higher floors add their own with `register`, so that one short list has it all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from backend.parties.actors import Actor, Office
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.pages import pages_of
from backend.workflow import consents
from backend.workflow.models import Consent, Paper

# Nobody works through more of one kind in one sitting, and every line has to be looked into.
MOST = 50
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


class Part(NamedTuple):
    """A part of what waits for the actor, and whether there is more behind it."""

    items: list[Waiting]
    more: bool


def waiting_for(actor: Actor, today: date, number: int = 1) -> Part:
    """Return what waits for the actor, the most urgent first, the undated last.

    Part `number` of it, from 1: each has the next few of every kind. What is asked for in more than
    one way is in it once: on paper before as a step, that before as a consent, and each of these
    before as a date.
    """
    most = MOST * number
    found = [list(islice(source(actor, today), most + 1)) for source in _SOURCES]
    known = [each for rows in found for each in rows[:most]]
    shown = [each for rows in found for each in rows[most - MOST : most]]
    for kind, before in _INSTEAD_OF.items():
        asked = {_asked(each) for each in known if each.kind in before}
        shown = [each for each in shown if each.kind != kind or _asked(each) not in asked]
    shown.sort(key=lambda each: (each.due_on or date.max, each.kind))
    return Part(shown, more=any(len(rows) > most for rows in found))


def register(source: Source, *, instead_of: Iterable[str] = ()) -> None:
    """Ask this as well; called from an `AppConfig.ready`.

    A source yields what waits in the order of its urgency, and reads on for as long as it is asked
    to: nothing but what is the actor's own may make it stop. `instead_of` names deadlines that ask
    for the very same thing: they are not listed beside it.
    """
    if source not in _SOURCES:
        _SOURCES.append(source)
        _SAID_ELSEWHERE.update(instead_of)


def awaited_consents(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the transitions to which others consented and the actor's organisation did not yet.

    What has waited longest comes first.
    """
    mine = {office.organisation_id: office for office in actor.offices if office.negotiates}
    if not mine or not actor.seats:
        return
    # what is consented to as part of a whole waits as that whole
    live = Consent.objects.visible_to(actor).filter(ended_at__isnull=True, through__isnull=True)
    offers = live.filter(subject_id__in=deadlines.subjects_at_tables_of(actor))
    for organisation in mine if len(mine) == 1 else ():  # what it said yes to awaits others
        said = live.filter(organisation=organisation, transition=OuterRef("transition"))
        offers = offers.exclude(Exists(said.filter(subject_id=OuterRef("subject_id"))))
    asked: set[tuple[Any, str]] = set()
    for page in pages_of(offers, "given_at", first=MOST):
        subjects, before = deadlines.subjects_of(page, actor), _said_by(actor, page)
        for offer in page:
            pair, subject = (offer.subject_id, offer.transition), subjects.get(offer.subject_id)
            row = subject.lifecycle.find(subject.state, offer.transition) if subject else None
            if subject is None or row is None or pair in asked:
                continue
            asked.add(pair)
            row = subject.applied(row)
            where = consents.standing(subject, row, on=today)
            own = before[offer.subject_id]
            asks = (mine[awaited] for _, awaited, _ in where.missing if awaited in mine)
            if where.given and any(_may_say(office, row.name, own) for office in asks):
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
    for page in pages_of(rows.defer("content"), "recorded_at", first=MOST):
        subjects = deadlines.subjects_of(page, actor)
        for paper in page:
            subject = subjects.get(paper.subject_id)
            row = subject.lifecycle.find(subject.state, paper.transition) if subject else None
            if subject is not None and row is not None:
                label = ON_PAPER.with_(transition=subject.applied(row).label)
                yield Waiting("paper", _reference(subject), label, transition=row.name)


def asking_dates(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the dates on which the actor still has to act and is being reminded by now."""
    if not actor.seats:
        return
    arranged = deadlines.arranged_for(actor)
    rows = deadlines.of_tables_of(actor, deadlines.visible_to(actor, today, arranged))
    rows = deadlines.asking(rows, today, arranged).exclude(name__in=_SAID_ELSEWHERE)
    for page in pages_of(rows, "anchor_on"):
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


class _Said(NamedTuple):
    """A yes that a person gave before, whatever became of it."""

    transition: str
    organisation_id: UUID
    side: str
    ended_at: datetime | None


def _said_by(actor: Actor, offers: Iterable[Consent]) -> dict[UUID, list[_Said]]:
    rows = Consent.objects.filter(subject_id__in={o.subject_id for o in offers}, person=actor.id)
    found: dict[UUID, list[_Said]] = defaultdict(list)
    columns = ("transition", "organisation_id", "organisation__side", "ended_at")
    for subject_id, *said in rows.values_list("subject_id", *columns):
        found[subject_id].append(_Said(*said))
    return found


def _may_say(office: Office, transition: str, said: Iterable[_Said]) -> bool:
    """Whether somebody can say yes for this party: for two sides, or two parties, nobody does."""
    return not any(
        yes.side != office.side
        or (
            (yes.transition, yes.ended_at) == (transition, None)
            and yes.organisation_id != office.organisation_id
        )
        for yes in said
    )


def _asked(waiting: Waiting) -> tuple[Any, str]:
    return waiting.subject["id"], waiting.transition


def _reference(subject: Any) -> dict[str, Any]:
    return deadlines.reference_to(subject.kind, subject.pk, subject)


# As what else the same is asked, so that it is not listed as this. A signal asks for no step.
_INSTEAD_OF = {
    "transition": {"paper"},
    "consent": {"paper", "transition"},
    "deadline": set(KINDS) - {"deadline", "signal"},
}
_SAID_ELSEWHERE: set[str] = set()
_SOURCES: list[Source] = [awaited_consents, waiting_papers, asking_dates]
