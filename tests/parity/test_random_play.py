"""Random people do random things, in any order, while the clock runs and things break.

After every step the rules of the house hold. A run is the same each time; to look further than a
build has time for, set POLDERSPOOR_PLAYS to the number of plays: then each run is another one.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar
from unittest import mock

import time_machine
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backend.packages.models import Package
from tests.agreements.test_whole_steps import PARTS
from tests.packages.test_whole_steps import all_rows
from tests.parity.invariants import Books, nothing_else_is_readable
from tests.parity.stage import PLAYERS, Stage, a_stage

PLAYS = int(os.environ.get("POLDERSPOOR_PLAYS", "17"))
STEPS = 60
BEGIN = datetime(2026, 3, 2, 11, tzinfo=UTC)  # a month before the clocks change

# Most of what happens is done by who may do it; the others try their luck now and then.
mostly = st.sampled_from(("wil", "vera", "bram") * 5 + ("sanne",) * 3 + PLAYERS)
which = st.integers(min_value=0, max_value=99)
rarely = st.sampled_from((False, False, True))
DEEDS: dict[str, Callable[[Stage, Any, str], str]] = {
    "withdraw": Stage.withdraw,
    "correct": Stage.correct,
    "promise": Stage.promise,
    "trade": Stage.trade,
    "clinch": Stage.clinch,
    "take out": Stage.take_out,
    "judge": Stage.judge,
    "refuse": Stage.refuse,
}
TIES: dict[str, tuple[Callable[[Stage, str], None], Callable[[Stage, str], None]]] = {
    "mandate": (Stage.end_mandate, Stage.give_mandate),
    "job": (Stage.leave, Stage.come_back),
    "seat": (Stage.leave_table, Stage.sit_down_again),
}

HAPPENS = {
    *("agree: pushed", "reopen: pushed", "correct: done", "consent: done", "crash: broken"),
    *("trade: done", "clinch: pushed", "take out: pushed", "refuse: moved"),
}
DAYS = (1, 1, 1, 3, 10, 10, 40, 150)
# How often something happens, compared with the rest.
PLAN = (
    *("take",) * 5,
    *("push",) * 12,
    *("consent",) * 3,
    *("wait",) * 4,
    *("look",) * 2,
    "consent_blindly",
    *("crash",) * 2,
    *DEEDS,
    *("trade", "take out", "take out", "refuse"),
    *TIES,
)


class Play(RuleBasedStateMachine):
    """One play, undone when it is over."""

    stage: ClassVar[Stage]
    told: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = Stage(self.stage.circle, self.stage.go_to, list(self.stage.subjects))
        self.at.go_to(BEGIN)
        self.books = Books()

    def teardown(self) -> None:
        """Hold the chains against their digests, and forget all of it."""
        try:
            self.books.close(self.at.subjects)
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @invariant()
    def the_rules_hold(self) -> None:
        """See `invariants`."""
        self.books.check(self.at.subjects)

    @rule(what=st.sampled_from(PLAN), number=which, row=which, who=mostly, back=rarely)
    def go_on(self, what: str, number: int, row: int, who: str, *, back: bool) -> None:
        """One of the things that can happen, as often as `PLAN` says."""
        if what == "wait":
            self.at.wait(DAYS[number % len(DAYS)])
        elif what == "look":
            nothing_else_is_readable(self.at.circle.people[PLAYERS[row % len(PLAYERS)]])
        elif what in TIES:
            (TIES[what][0] if back else TIES[what][1])(self.at, who)
        elif what in DEEDS:
            self._tell(what, DEEDS[what](self.at, self._subject(number), who))
        else:
            subject, name = self._chosen(number, row, shared=what.startswith("consent"))
            if name:
                getattr(self, what)(subject, name, who)

    def take(self, subject: Any, name: str, who: str) -> None:
        """Somebody tries something that the table knows in this state."""
        self._tell(_called(subject, name), self.at.take(subject, name, who))

    def push(self, subject: Any, name: str, who: str) -> None:
        """They all work together for once."""
        before = subject.version
        self.at.push(subject, name, who)
        self.at.state(subject)
        self._tell(_called(subject, name), "stays" if subject.version == before else "pushed")

    def consent(self, subject: Any, name: str, who: str) -> None:
        """Somebody says yes to what is on offer."""
        self._tell("consent", self.at.consent(subject, name, who, blindly=False))

    def consent_blindly(self, subject: Any, name: str, who: str) -> None:
        """Somebody says yes to what they think it should be."""
        self._tell("consent", self.at.consent(subject, name, who, blindly=True))

    def crash(self, subject: Any, name: str, who: str) -> None:
        """Something breaks half-way: then nothing at all has happened."""
        part = PARTS[sorted(PARTS)[self._turn() % len(PARTS)]]
        who = self.at.who_may(subject, name, who)
        before = all_rows()
        with mock.patch.object(*part, side_effect=DatabaseError("the disk is full")):
            try:
                if isinstance(subject, Package):
                    said = self.at.consent(subject, "agree", who, blindly=True)
                else:
                    said = self.at.take(subject, name, who)
            except DatabaseError:
                said = "broken"
        self._tell("crash", said)
        if said == "broken":
            assert all_rows() == before

    def _subject(self, number: int) -> Any:
        return self.at.subjects[number % len(self.at.subjects)]

    def _chosen(self, number: int, row: int, *, shared: bool = False) -> tuple[Any, str]:
        subject = self._subject(number)
        names = [r.name for r in self.at.rows(subject) if r.needs_others or not shared]
        return subject, names[row % len(names)] if names else ""

    def _turn(self) -> int:
        return sum(self.told.values())

    def _tell(self, what: str, came: str) -> None:
        self.told[f"{what}: {came}"] += 1


def _called(subject: Any, name: str) -> str:
    return f"package {name}" if isinstance(subject, Package) else name


def test_whoever_does_what_the_rules_hold(db):
    with time_machine.travel(BEGIN, tick=False) as clock:
        Play.stage = a_stage(clock.move_to)
        run_state_machine_as_test(
            Play,
            settings=settings(
                max_examples=PLAYS,
                stateful_step_count=STEPS,
                derandomize="POLDERSPOOR_PLAYS" not in os.environ,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),
            ),
        )
    # a play in which nothing happens proves nothing
    assert set(Play.told) >= HAPPENS, Play.told
