"""What a package is made of: clauses of one agreement that are on the table, each on its terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from backend.agreements.kinds import ON_THE_TABLE
from backend.agreements.models import Clause
from backend.packages.concluding import named
from backend.packages.kinds import AGREE, PACKAGED
from backend.packages.models import Member, Package, open_with
from backend.parties.actors import Actor
from backend.parties.audiences import Visibility
from backend.reference.words import Words
from backend.workflow import authority, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.lifecycle import Step
from backend.workflow.voiding import void

_NOT_THERE = Words("Deze afspraak bestaat niet.", "There is no such clause.")
_ELSEWHERE = Words(
    "Deze afspraak hoort niet bij deze cao.", "This clause does not belong to this agreement."
)
_NOT_ON_TABLE = Words(
    "Alleen wat in onderhandeling is kan in een pakket.",
    "Only what is under negotiation can be in a package.",
)
_TWICE = Words("Deze afspraak staat er dubbel in.", "This clause is in it twice.")
_IN_ANOTHER = Words(
    "Deze afspraak zit al in pakket “{title}”. Leg er een alternatief naast, of splits dat eerst.",
    "This clause is in package “{title}” already. Put an alternative beside it, or split it first.",
)
_TOO_FEW = Words(
    "Een pakket heeft minstens twee afspraken; een alternatief minstens één.",
    "A package has at least two clauses; an alternative at least one.",
)
_SPLIT_FIRST = Words(
    "Een afspraak verlaat het pakket met de stap “Afspraak eruit halen”, met een reden.",
    "A clause leaves the package by the step “Take a clause out”, with a reason.",
)


class Wanted(NamedTuple):
    """A clause, and the terms on which it is agreed with the others."""

    clause: UUID
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Composition:
    """What a package will consist of, in this order. `clauses` are under their locks."""

    wanted: Sequence[Wanted]
    clauses: Mapping[UUID, Clause]

    @property
    def titles(self) -> list[str]:
        """The clauses by name, for the audit entry."""
        return [self.clauses[each.clause].caption for each in self.wanted]


def hold(package: Package, wanted: Sequence[Wanted], actor: Actor) -> Composition:
    """Lock the clauses, with whatever else binds them, and look at all that is wrong with them.

    Raises InvalidData. What the actor may not see is answered as what is not there.
    """
    ids = sorted({each.clause for each in wanted})
    Clause.hold_first(ids)
    rows = Clause.objects.visible_to(actor).filter(pk__in=ids).order_by("pk")
    clauses = {row.pk: row for row in rows.select_for_update(of=("self",))}
    faults = list(_faults(package, wanted, clauses, actor))
    if len(wanted) < package.fewest():
        faults.append(Fault("/members", "too-few", _TOO_FEW))
    if faults:
        raise InvalidData(faults)
    return Composition(wanted, clauses)


def write(package: Package, made: Composition, actor: Actor, now: datetime) -> None:
    """Let the package consist of this. What was said to a new clause by itself ends with it."""
    there = {part.clause_id: part for part in package.parts()}
    if there.keys() - made.clauses.keys():
        raise InvalidData([Fault("/members", "split-first", _SPLIT_FIRST)])
    for position, each in enumerate(made.wanted, start=1):
        known = there.get(each.clause)
        if known is None:
            _add(package, made.clauses[each.clause], position, each.terms, actor, now)
        else:
            known.position, known.terms = position, dict(each.terms)
            known.save(update_fields=["position", "terms"])


def _add(
    package: Package,
    clause: Clause,
    position: int,
    terms: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> None:
    Member.objects.create(
        package=package,
        clause=clause,
        bargaining_table_id=package.bargaining_table_id,
        visibility=Visibility.TABLE,
        position=position,
        terms=dict(terms),
    )
    void(clause, actor, now, only=AGREE, alone=True, because=PACKAGED)
    records.record(
        clause,
        "packaged",
        actor=actor,
        office=authority.any_office(actor, clause),
        facts={"package": named(package)},
        at=now,
    )


def _faults(
    package: Package, wanted: Sequence[Wanted], clauses: Mapping[UUID, Clause], actor: Actor
) -> Iterator[Fault]:
    seen: set[UUID] = set()
    for number, each in enumerate(wanted):
        clause, where = clauses.get(each.clause), f"/members/{number}"
        if clause is None:
            yield Fault(f"{where}/clause", "unknown", _NOT_THERE)
        elif each.clause in seen:
            yield Fault(f"{where}/clause", "twice", _TWICE)
        elif clause.agreement_id != package.agreement_id:
            yield Fault(f"{where}/clause", "elsewhere", _ELSEWHERE)
        else:
            yield from _of_clause(package, clause, each.terms, where, actor)
        seen.add(each.clause)


def _of_clause(
    package: Package, clause: Clause, terms: Mapping[str, Any], where: str, actor: Actor
) -> Iterator[Fault]:
    others = open_with([clause.pk]).exclude(choice=package.choice)
    for title in others.values_list("title", flat=True)[:1]:
        yield Fault(f"{where}/clause", "in-another", _IN_ANOTHER.with_(title=title))
    already = package.members.filter(clause=clause).exists()
    row = clause.lifecycle.find(clause.state, AGREE)
    if clause.state not in ON_THE_TABLE or row is None:
        if not already:
            yield Fault(f"{where}/clause", "not-on-the-table", _NOT_ON_TABLE)
        return
    try:
        engine.check(clause, row, Step(actor, clause.updated_at, terms, reason="-"))
    except InvalidData as wrong:
        for fault in wrong.faults:
            yield Fault(
                f"{where}/terms" + fault.pointer.removeprefix("/data"), fault.code, fault.words
            )
