"""Of whom something is awaited on one subject: the other way round of `waiting`.

Everything here is read in the reading context of who asks, so that what one may not see is not in
it. What an organisation keeps within its own side is in it for nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.parties.kinds import Capacity
from backend.parties.models import Membership, Organisation
from backend.reference.words import Words
from backend.reminders import arranging, circles, deadlines, waiting
from backend.workflow import consents


@dataclass(frozen=True, slots=True)
class Awaited:
    """What one organisation is asked for, and the step that it takes by doing it, if it is one."""

    organisation_id: UUID
    label: Words
    transition: str = ""
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation and everything that is awaited of it on a subject."""

    organisation: Organisation
    what: tuple[Awaited, ...]

    @property
    def label(self) -> Words:
        """All of it in one line."""
        labels = dict.fromkeys(each.label for each in self.what)
        return Words(*("; ".join(each.in_(code) for each in labels) for code in Words._fields))

    @property
    def transition(self) -> str:
        """The one step that it takes; "" where there is none, or more than one."""
        steps = {each.transition for each in self.what}
        return steps.pop() if len(steps) == 1 else ""


Source = Callable[[Any, date], Iterable[Awaited]]


def register(kind: str, source: Source, *, instead_of: Iterable[str] = ()) -> None:
    """Ask this of subjects of a kind; called from an `AppConfig.ready`.

    `instead_of` names deadlines of that kind that ask for the very same thing.
    """
    _SOURCES.setdefault(kind, []).append(source)
    _SAID_ELSEWHERE.setdefault(kind, set()).update(instead_of)


def circle(name: str, label: Words, while_in: Iterable[str], transition: str = "") -> Source:
    """Return a source that awaits `label` of every organisation in a circle of the subject."""
    states = frozenset(while_in)

    def source(subject: Any, today: date) -> Iterator[Awaited]:
        if subject.state in states:
            for organisation in circles.organisations_of(subject, [name], today):
                yield Awaited(organisation, label, transition)

    return source


def of(subject: Any, today: date) -> list[Asked]:
    """Return of whom something is awaited on a subject, by the name of the organisation.

    Not of the secretariat, which asks the others.
    """
    found: dict[UUID, list[Awaited]] = {}
    for source in (_consents, _papers, *_SOURCES.get(subject.kind, ())):
        for each in source(subject, today):
            found.setdefault(each.organisation_id, []).append(each)
    for each in list(_dates(subject, today)):
        # a date says no more than what it is asked for, where that is said
        known = found.setdefault(each.organisation_id, [])
        if all(one.is_date for one in known):
            known.append(each)
    keeping = Membership.objects.valid_on(today).filter(
        bargaining_table=subject.bargaining_table_id, capacity=Capacity.SECRETARIAT
    )
    asked = found.keys() - set(keeping.values_list("organisation_id", flat=True))
    rows = Organisation.objects.filter(pk__in=asked).order_by("name", "id")
    return [Asked(organisation, tuple(found[organisation.pk])) for organisation in rows]


def _consents(subject: Any, today: date) -> Iterator[Awaited]:
    """Yield whose yes is missing to what others have said yes to."""
    live = consents.live_consents(subject)
    for name in dict.fromkeys(c.transition for c in live if c.through_id is None):
        row = subject.lifecycle.find(subject.state, name)
        if row is None:
            continue
        row = subject.applied(row)
        where = consents.standing(subject, row, on=today)
        if where.given:
            label = waiting.CONSENT.with_(transition=row.label)
            for _, organisation, _ in where.missing:
                yield Awaited(organisation, label, name)


def _papers(subject: Any, today: date) -> Iterator[Awaited]:
    """Yield which parties have to confirm or refuse a consent on paper."""
    for paper in consents.waiting_papers(subject):
        row = subject.lifecycle.find(subject.state, paper.transition)
        if row is not None:
            label = waiting.ON_PAPER.with_(transition=subject.applied(row).label)
            yield Awaited(paper.organisation_id, label, paper.transition)


def _dates(subject: Any, today: date) -> Iterator[Awaited]:
    """Yield who has to act on a date of which people are being reminded by now."""
    elsewhere = _SAID_ELSEWHERE.get(subject.kind, set())
    arranged = arranging.in_force(table=subject.bargaining_table_id)
    for deadline in subject.lifecycle.deadlines:
        anchor = deadline.anchor(subject)
        if anchor is None or deadline.own_side or deadline.name in elsewhere:
            continue
        if deadlines.asks(subject, deadline, anchor, today, arranged):
            step = subject.lifecycle.settling(deadline, subject.state)
            name = step.name if step is not None else ""
            for organisation in circles.organisations_of(subject, deadline.acting, today):
                yield Awaited(organisation, deadline.label, name, is_date=True)


_SOURCES: dict[str, list[Source]] = {}
_SAID_ELSEWHERE: dict[str, set[str]] = {}
