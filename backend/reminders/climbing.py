"""Who is told of a date at an offset: who has to act, whose role it is, and who is on the ladder.

When somebody stays silent, all contacts of its organisation are told, then its own side, then the
secretariat, and the liaison only where the table agreed to that. Each hears that it is awaited,
and never why it is not there: nothing of that is read here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity, Function, OrganisationKind, Side
from backend.parties.models import Affiliation, Organisation
from backend.reference.words import Words
from backend.reminders import arranging
from backend.reminders.circles import Around, Recipient
from backend.workflow.lifecycle import Deadline
from backend.workflow.rungs import Rung

NOTHING = Words("", "")
STILL = Words("Nog niet gehandeld: {names}.", "Not acted yet: {names}.")
SOMEBODY = Words("Nog niet iedereen heeft gehandeld.", "Not everybody has acted yet.")
_SIDED = (Side.EMPLOYER, Side.UNION, Side.WORKERS)


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a date reaches at an offset, by organisation. `silent` has names, by side.

    Of those who are reached `acting` have something to do.
    """

    direct: set[UUID]
    acting: set[UUID] = field(default_factory=set)
    silent: dict[str, list[str]] = field(default_factory=dict)
    contacts: set[UUID] = field(default_factory=set)
    side: dict[UUID, str] = field(default_factory=dict)
    secretariat: set[UUID] = field(default_factory=set)
    liaison: set[UUID] = field(default_factory=set)

    @property
    def organisations(self) -> set[UUID]:
        """All of them."""
        return self.direct | self.contacts | set(self.side) | self.secretariat | self.liaison

    def told(self, acts_for: set[UUID], keeps_for: set[UUID]) -> Words | None:
        """Return what is said besides to who acts and keeps mandates for these; None for nobody.

        Who is told on a higher rung reads who has not acted: of its own side there, all of them in
        the secretariat, and no name at the liaison.
        """
        if self.direct & acts_for or self.contacts & (acts_for | keeps_for):
            return NOTHING
        sides = {self.side[each] for each in acts_for if each in self.side}
        if self.secretariat & acts_for:
            sides |= self.silent.keys()
        names = [name for side in sorted(sides) for name in self.silent.get(side, ())]
        if names:
            return STILL.with_(names=", ".join(names))
        return SOMEBODY if self.liaison & acts_for else None


class Asked(NamedTuple):
    """A date of a subject, at an offset."""

    subject: Any
    deadline: Deadline
    anchor: date
    offset: int

    @property
    def key(self) -> tuple[UUID, str, date, int]:
        """What a reminder is about, for whomever it is."""
        return self.subject.pk, self.deadline.name, self.anchor, self.offset

    @property
    def rungs(self) -> set[Rung]:
        """The rungs of the ladder that were climbed by then; none at no table."""
        if self.subject.bargaining_table_id is None:
            return set()
        return {rung for day, rung in self.deadline.rungs.items() if day <= self.offset}


def reached(asked: Asked, on: date) -> Reached:
    """Return whom a date of a subject reaches at an offset. Asked as the system."""
    return reached_by([asked], on)[0]


def reached_by(asked: Sequence[Asked], on: date) -> list[Reached]:
    """Return whom each of these dates reaches, in their order. Asked as the system.

    The number of questions does not depend on how many dates there are.
    """
    around = Around({each.subject.pk: each.subject for each in asked}.values(), on)
    climbed = [each.rungs for each in asked]
    acting = [around.organisations(each.subject, each.deadline.acting) for each in asked]
    silent = (those for those, rungs in zip(acting, climbed, strict=True) if rungs)
    named = _named(set().union(*silent))
    told = [a.subject for a, rungs in zip(asked, climbed, strict=True) if Rung.LIAISON in rungs]
    liaisons = _liaisons(told)
    return [
        _reached(each, rungs, those, around, named, liaisons)
        for each, rungs, those in zip(asked, climbed, acting, strict=True)
    ]


def _reached(
    asked: Asked,
    rungs: set[Rung],
    acting: set[UUID],
    around: Around,
    named: dict[UUID, tuple[str, str]],
    liaisons: dict[UUID, set[UUID]],
) -> Reached:
    subject, deadline = asked.subject, asked.deadline
    informed = set(deadline.circles(asked.offset)).difference(deadline.acting)
    direct = acting | around.organisations(subject, informed)
    silent: dict[str, list[str]] = defaultdict(list)
    if rungs:
        for pk, (name, side) in named.items():
            if pk in acting:
                silent[side].append(name)
    if not silent:
        return Reached(direct, acting)
    sitting = around.seats_at(subject.bargaining_table_id)
    return Reached(
        direct=direct,
        acting=acting,
        silent=dict(silent),
        contacts=acting if Rung.CONTACTS in rungs else set(),
        side={pk: side for pk, side, _ in sitting if side in silent and side in _SIDED}
        if Rung.SIDE in rungs
        else {},
        secretariat={pk for pk, _, capacity in sitting if capacity == Capacity.SECRETARIAT}
        if Rung.SECRETARIAT in rungs
        else set(),
        liaison=liaisons.get(subject.pk, set()),
    )


def _named(organisations: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return name and side of these organisations, in the order of their names."""
    if not organisations:
        return {}
    rows = Organisation.objects.filter(pk__in=organisations).order_by("name")
    return {pk: (name, side) for pk, name, side in rows.values_list("pk", "name", "side")}


def _liaisons(subjects: Sequence[Any]) -> dict[UUID, set[UUID]]:
    """Return the liaisons by subject, where both sides agreed to that; they read what is public."""
    public = [each for each in subjects if each.visibility == Visibility.PUBLIC]
    where = arranging.liaison_is_told_of(public) if public else set()
    if not where:
        return {}
    rows = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT_LIAISON)
    told = set(rows.values_list("pk", flat=True))
    return {each.pk: told for each in public if each.pk in where}


Ties = dict[UUID, list[Affiliation]]


class Addressee(NamedTuple):
    """Somebody who is told of a date, what is said besides, and whether they have to act."""

    recipient: Recipient
    also: Words
    acts: bool


Recipients = list[Addressee]


def recipients_of(these: Sequence[Reached], on: date) -> list[Recipients]:
    """Return the people whom each of these reaches, each once.

    One question, however many there are.
    """
    ties = _ties(set().union(*(each.organisations for each in these)), on)
    known: dict[tuple[frozenset[UUID], frozenset[UUID]], Recipients] = {}
    found = []
    for those in these:
        if those.silent:
            found.append(_told(those, ties))
            continue
        # nobody else: the same for all of whom these are the same
        key = frozenset(those.direct), frozenset(those.acting)
        if key not in known:
            known[key] = _told(those, ties)
        found.append(known[key])
    return found


def _told(those: Reached, ties: list[Affiliation]) -> Recipients:
    organisations, found = those.organisations, []
    for places in _by_person(ties, organisations).values():
        acts = {tie.organisation_id for tie in places if tie.function == Function.NEGOTIATOR}
        keeps = {tie.organisation_id for tie in places if tie.keeps_mandates}
        said = those.told(acts, keeps)
        if said is not None:
            first = next((t for t in places if t.organisation_id in those.direct), places[0])
            recipient = Recipient(first.person, first.organisation.name)
            found.append(Addressee(recipient, said, acts=bool(acts & those.acting)))
    return found


def _ties(organisations: set[UUID], on: date) -> list[Affiliation]:
    ties = Affiliation.objects.valid_on(on).filter(
        Q(function=Function.NEGOTIATOR) | Q(keeps_mandates=True),
        organisation__in=organisations,
        person__is_active=True,
    )
    ties = ties.select_related("person", "organisation")
    return list(ties.order_by("person_id", "organisation__name"))


def _by_person(ties: list[Affiliation], organisations: set[UUID]) -> Ties:
    found: Ties = defaultdict(list)
    for tie in ties:
        if tie.organisation_id in organisations:
            found[tie.person_id].append(tie)
    return found
