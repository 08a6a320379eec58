"""Who is told of a date at an offset: who has to act, whose role it is, and who is on the ladder.

When somebody stays silent, all contacts of its organisation are told, then its own side, then the
secretariat, and the liaison only where the table agreed to that. Each hears that it is awaited,
and never why it is not there: nothing of that is read here.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from backend.parties.audiences import Visibility
from backend.parties.kinds import Capacity, Function, OrganisationKind, Side
from backend.parties.models import Affiliation, Membership, Organisation
from backend.reference.words import Words
from backend.reminders import arrangements, circles
from backend.reminders.circles import Recipient
from backend.workflow.lifecycle import Deadline
from backend.workflow.rungs import Rung

NOTHING = Words("", "")
STILL = Words("Nog niet gehandeld: {names}.", "Not acted yet: {names}.")
SOMEBODY = Words("Nog niet iedereen heeft gehandeld.", "Not everybody has acted yet.")
_SIDED = (Side.EMPLOYER, Side.UNION, Side.WORKERS)


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a date reaches at an offset, by organisation. `silent` has names, by side."""

    direct: set[UUID]
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


def reached(subject: Any, deadline: Deadline, offset: int, on: date) -> Reached:
    """Return whom a date of the subject reaches at an offset. Asked as the system."""
    direct = circles.organisations_of(subject, deadline.circles(offset), on)
    rungs = {rung for day, rung in deadline.rungs.items() if day <= offset}
    if not rungs or subject.bargaining_table_id is None:
        return Reached(direct)
    waited_for = circles.organisations_of(subject, deadline.acting, on)
    silent: dict[str, list[str]] = defaultdict(list)
    for name, side in (
        Organisation.objects.filter(pk__in=waited_for).order_by("name").values_list("name", "side")
    ):
        silent[side].append(name)
    if not silent:
        return Reached(direct)
    table = subject.bargaining_table_id
    seats = Membership.objects.valid_on(on).filter(bargaining_table=table)
    sitting = list(seats.values_list("organisation_id", "organisation__side", "capacity"))
    return Reached(
        direct=direct,
        silent=dict(silent),
        contacts=waited_for if Rung.CONTACTS in rungs else set(),
        side={pk: side for pk, side, _ in sitting if side in silent and side in _SIDED}
        if Rung.SIDE in rungs
        else {},
        secretariat={pk for pk, _, capacity in sitting if capacity == Capacity.SECRETARIAT}
        if Rung.SECRETARIAT in rungs
        else set(),
        liaison=_liaison(subject) if Rung.LIAISON in rungs else set(),
    )


def recipients_of(those: Reached, on: date) -> list[tuple[Recipient, Words]]:
    """Return the people whom a date reaches, each once, with what is said to them besides."""
    ties = (
        Affiliation.objects.valid_on(on)
        .filter(
            Q(function=Function.NEGOTIATOR) | Q(keeps_mandates=True),
            organisation__in=those.organisations,
            person__is_active=True,
        )
        .select_related("person", "organisation")
        .order_by("person_id", "organisation__name")
    )
    of: dict[UUID, list[Affiliation]] = defaultdict(list)
    for tie in ties:
        of[tie.person_id].append(tie)
    found = []
    for places in of.values():
        acts = {tie.organisation_id for tie in places if tie.function == Function.NEGOTIATOR}
        keeps = {tie.organisation_id for tie in places if tie.keeps_mandates}
        said = those.told(acts, keeps)
        if said is not None:
            first = next((t for t in places if t.organisation_id in those.direct), places[0])
            found.append((Recipient(first.person, first.organisation.name), said))
    return found


def _liaison(subject: Any) -> set[UUID]:
    """Return the liaisons, where both sides agreed to that; they read only what is public."""
    if subject.visibility != Visibility.PUBLIC:
        return set()
    if not arrangements.liaison_is_told(subject):
        return set()
    rows = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT_LIAISON)
    return set(rows.values_list("pk", flat=True))
