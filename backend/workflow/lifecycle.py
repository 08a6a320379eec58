"""The vocabulary of a lifecycle: who may take what from where to where, and by whose consent.

Pure Python. Nothing here knows about HTTP, Celery or the database.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils import timezone

from backend.parties.actors import Actor, Office
from backend.parties.kinds import Act
from backend.reference.states import StateSpec
from backend.reference.words import Words
from backend.workflow import rungs
from backend.workflow.data import NO_DATA, Fault, Schema
from backend.workflow.roles import Role
from backend.workflow.rungs import Ladder

BACK = "(back)"  # the state in which the subject was before it came here
STAY = "(stay)"  # the state does not change; the event is recorded

NOT_ASKED = Words("", "")
FILLED_IN = "…"  # stands for whatever somebody may fill in


class Trigger(StrEnum):
    """What sets a transition off."""

    MANUAL = "manual"
    CONSENT = "consent"  # by itself, with the last consent that it needs
    TIME = "time"  # by the clock, on the day that `due` gives
    DERIVED = "derived"  # by the system, as soon as the guards allow


class ConsentRule(StrEnum):
    """Whose yes a transition needs."""

    NONE = "none"
    OWN_SIDE = "own_side"  # whoever performs it consents by doing so
    BOTH_SIDES = "both_sides"  # parties of each side, by the rule of the table
    BOTH_OWNERS = "both_owners"  # the owner of each side
    EMPLOYER_AND_WORKERS = "employer_and_workers"  # employers' side, and union or works council


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: a stable code for machines, a sentence for people.

    One that is `moot` says that there is nothing here for the transition to be about: nobody misses
    anything, so it is not offered to whoever looks, and of many subjects this one is passed by.
    """

    code: str
    words: Words
    moot: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One try at a transition. `data` is empty while somebody only looks at what is possible.

    `office` is for whom the actor acts; None for the clock, the system, and whoever only looks.
    """

    actor: Actor
    now: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    previewing: bool = False
    office: Office | None = None

    @property
    def today(self) -> date:
        """The day of the step in the Netherlands."""
        return _day_of(self.now)


@lru_cache(maxsize=64)
def _day_of(moment: datetime) -> date:
    return timezone.localdate(moment)


Guard = Callable[[Any, Step], Refusal | None]
Check = Callable[[Any, Step], Fault | None]
Effect = Callable[[Any, Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table.

    `guards` look at the subject and refuse; `checks` look at data that fits the schema and find
    faults in it. `act` is what the performer's mandate must allow. `waived` tells whether, in this
    step, the consents of others are not needed (a court ruled, a mediator was recorded, a notice
    ran out); `waived_by` names the field that people fill in for that, if they can.
    `due` gives the first day on which the clock may perform it; None means not yet known.
    """

    name: str
    sources: tuple[str, ...]
    to: str
    by: frozenset[Role]
    label: Words
    guards: tuple[Guard, ...] = ()
    consent: ConsentRule = ConsentRule.NONE
    waived: Callable[[Any, Step], bool] | None = None
    waived_by: str = ""
    act: Act | None = None
    trigger: Trigger = Trigger.MANUAL
    data: Schema = field(default_factory=lambda: NO_DATA)
    checks: tuple[Check, ...] = ()
    needs_reason: bool = False
    effect: Effect | None = None
    due: Callable[[Any], date | None] | None = None
    voids_consents: bool = False

    @property
    def needs_others(self) -> bool:
        """Whether the consent of somebody besides the performer can be needed."""
        return self.consent not in (ConsentRule.NONE, ConsentRule.OWN_SIDE)

    def waivable(self, subject: Any, step: Step) -> bool:
        """Whether something that this actor fills in can stand in for the consents of others."""
        if self.waived is None or not self.waived_by:
            return False
        return self.waived(subject, replace(step, data={self.waived_by: FILLED_IN}))

    def refusals(self, subject: Any, step: Step) -> list[Refusal]:
        """Ask every guard, so that people see all that is missing at once."""
        return [no for guard in self.guards if (no := guard(subject, step)) is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date that matters while a subject is in certain states, and when to remind whom of it.

    `counted_from` derives the date; `offsets` are days before (negative) and after it; `whom` names
    circles that `Subject.circle` resolves to organisations; `late` offsets may widen the circle.
    One that `passes` asks for nothing any more once its date has gone by: it is too late then. One
    that is `only_late` asks for nothing before its first reminder: its date is nobody's deadline.
    What is `at_once` (a legal date, or one of a dispute) is mailed so; nobody can turn that off.
    What is to be told of it before its date is told on a workday.
    `computed` says of a subject and its date how that was counted, with the numbers; `rule` is the
    rule by which it was, and `basis` where that stands.
    One that is its `own_side`'s business is told to no other side, whatever happens. Those of
    `whom` that it only `informs` have nothing to do themselves: their role is to know. `rungs` are
    the days on which a silence climbs, and to whom. `step` is the transition by which whoever has
    to act settles it, where it is always that one. What comes back is not told of on or before the
    day that `follows` gives, of the time before.
    """

    name: str
    label: Words
    counted_from: Callable[[Any], date | None]
    offsets: tuple[int, ...]
    while_in: frozenset[str]
    whom: tuple[str, ...]
    computed: Callable[[Any, date], Words]
    rule: Words
    late: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    until: Callable[[Any], bool] | None = None
    basis: Words = NOT_ASKED
    passes: bool = False
    at_once: bool = False
    only_late: bool = False
    informs: frozenset[str] = frozenset()
    own_side: bool = False
    rungs: Ladder = field(default_factory=dict)
    step: str = ""
    follows: Callable[[Any], date | None] | None = None

    def __post_init__(self) -> None:
        rungs.checked(self.name, self.rungs, own_side=self.own_side)

    @property
    def days(self) -> tuple[int, ...]:
        """Every day on which somebody is reminded: the offsets, and the rungs of the ladder."""
        return tuple(sorted({*self.offsets, *self.rungs}))

    def days_of(self, subject: Any, anchor: date, days: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Return those of `days` (by default of its own) on which this subject is told of.

        Where all of them come too early, the last one is left: it is told of some time.
        """
        known, before = days or self.days, self.follows(subject) if self.follows else None
        if before is None:
            return known
        left = tuple(day for day in known if day > (before - anchor).days)
        return left or (max(known),)

    def anchor(self, subject: Any) -> date | None:
        """Return the date for this subject, or None where the deadline does not apply."""
        if subject.state not in self.while_in or (self.until and self.until(subject)):
            return None
        return self.counted_from(subject)

    @property
    def acting(self) -> tuple[str, ...]:
        """The circles in which somebody still has something to do."""
        return tuple(name for name in self.whom if name not in self.informs)

    def circles(self, offset: int) -> tuple[str, ...]:
        """Return whom to remind at this offset: the later, the wider."""
        wider = [names for day, names in self.late.items() if offset >= day]
        return self.whom + tuple(name for names in wider for name in names)


@dataclass(frozen=True, slots=True)
class Edit:
    """In which states who may correct the subject's own fields (never its state).

    `event` names the kind of change, where a lifecycle lets different people change different
    things: the plan, a measurement, an owner. It is the name in the audit chain.
    """

    states: frozenset[str]
    by: frozenset[Role]
    event: str = "edit"


@dataclass(frozen=True)
class Lifecycle:
    """The whole table of one kind of subject, checked once when it is read."""

    kind: str
    states: Mapping[str, StateSpec]
    start: str
    transitions: tuple[Transition, ...]
    deadlines: tuple[Deadline, ...] = ()
    edits: tuple[Edit, ...] = ()
    _index: dict[tuple[str, str], Transition] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _leaving: dict[str, list[Transition]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for row in self.transitions:
            self._check(row)
            for state in row.sources:
                if (state, row.name) in self._index:
                    raise ValueError(f"{self.kind}: two rows for {row.name!r} from {state!r}")
                self._index[state, row.name] = row
                self._leaving.setdefault(state, []).append(row)
        for deadline in self.deadlines:
            if deadline.step and not any(self.settling(deadline, s) for s in deadline.while_in):
                raise ValueError(f"{self.kind}: no {deadline.step!r} settles {deadline.name!r}")

    def _check(self, row: Transition) -> None:
        if not row.by:
            raise ValueError(f"{self.kind}: nobody may {row.name!r}")
        if unknown := {*row.sources, row.to} - set(self.states) - {BACK, STAY}:
            raise ValueError(f"{self.kind}: {row.name!r} names unknown states {sorted(unknown)}")
        if (row.due is not None) != (Role.CLOCK in row.by):
            raise ValueError(f"{self.kind}: {row.name!r} needs both the clock and a due date")
        if row.waived_by and (row.waived is None or row.waived_by not in row.data["properties"]):
            raise ValueError(f"{self.kind}: {row.name!r} is not waived by {row.waived_by!r}")
        if row.trigger is Trigger.DERIVED and row.by != frozenset({Role.SYSTEM}):
            raise ValueError(f"{self.kind}: {row.name!r} is derived, so only the system may")

    @property
    def names(self) -> tuple[str, ...]:
        """Every transition's name, in the order of first appearance."""
        return tuple(dict.fromkeys(row.name for row in self.transitions))

    def find(self, state: str, name: str) -> Transition | None:
        """Return the one row that starts in this state under this name."""
        return self._index.get((state, name))

    def settling(self, deadline: Deadline, state: str) -> Transition | None:
        """Return the one row that settles a date for a subject in this state, if there is one."""
        return self.find(state, deadline.step) if deadline.step else None

    def leaving(self, state: str) -> Iterator[Transition]:
        """Yield every row that starts in this state, in the order of the table."""
        return iter(self._leaving.get(state, ()))

    def edits_of(self, event: str, state: str) -> Iterator[Edit]:
        """Yield who may make this kind of change in this state."""
        return (row for row in self.edits if row.event == event and state in row.states)

    def returns_from(self, state: str) -> bool:
        """Whether some row leads from this state back to where the subject was before."""
        return any(row.to == BACK for row in self.leaving(state))
