"""A plan: the steps by which one subject of the demo set came to its state."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from backend.demo.dates import Day, dated
from backend.reference.states import load_states
from backend.reference.transitions import BACK, STAY, TransitionRow, load_transitions

CLOCK = "clock"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """One transition: which, on what day, by which organisation (or `CLOCK`, or `SYSTEM`).

    `consents` are the organisations that consent first, in this order. Where the last consent takes
    the transition by itself, `by` is the organisation that gives it. `data` has snake_case keys;
    its days are `Day`s, its organisations, clauses and codes are the file's ids.
    """

    name: str
    day: Day
    by: str
    consents: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""

    def data_on(self, today: date) -> dict[str, Any]:
        """Return the data with dates, when the set is loaded `today`."""
        return {key: dated(value, today) for key, value in self.data.items()}


@dataclass(frozen=True, slots=True)
class Doing:
    """What an organisation records without a transition; a later step may depend on it.

    The names are those of the actions: `measure`, `add_business_case`, `judge`,
    `follow_bottleneck`.
    """

    name: str
    day: Day
    by: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def data_on(self, today: date) -> dict[str, Any]:
        """Return the data with dates, when the set is loaded `today`."""
        return {key: dated(value, today) for key, value in self.data.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """How one subject came to its state: its beginning, every step and what was recorded."""

    kind: str
    subject: str
    created: Day
    author: str
    steps: tuple[Step, ...]
    doings: tuple[Doing, ...] = ()

    @property
    def timeline(self) -> tuple[Step | Doing, ...]:
        """All of it in order; on one day, what was recorded comes before the steps."""
        return tuple(sorted((*self.doings, *self.steps), key=lambda each: each.day))


Dated = TypeVar("Dated", Step, Doing)


class Taken(NamedTuple):
    """A step of a plan, with the state before it and the state after it."""

    before: str
    step: Step
    after: str


def in_order(each: Iterable[Dated]) -> tuple[Dated, ...]:
    """Return steps or doings in the order of their days; within a day as they came."""
    return tuple(sorted(each, key=lambda one: one.day))


def walk(planned: Plan) -> Iterator[Taken]:
    """Yield each step with the states around it; ValueError where the tables do not have it."""
    rows = load_transitions(planned.kind)
    state, before = next(iter(load_states(planned.kind))), ""
    for step in planned.steps:
        row = rows.get(step.name)
        if row is None or state not in row.sources:
            raise ValueError(f"{planned.kind} {planned.subject}: no {step.name} from {state}")
        after = {STAY: state, BACK: before}.get(row.target, row.target)
        yield Taken(state, step, after)
        if after != state:
            before = state if _returns(rows, after) else ""
        state = after


def final_state(planned: Plan) -> str:
    """Return the state in which a plan ends."""
    state = next(iter(load_states(planned.kind)))
    for taken in walk(planned):
        state = taken.after
    return state


def _returns(rows: Mapping[str, TransitionRow], state: str) -> bool:
    return any(state in row.sources and row.target == BACK for row in rows.values())
