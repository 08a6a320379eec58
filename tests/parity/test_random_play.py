"""Random people do random things, in any order, while the clock runs and things break.

After every step the rules of the house hold. A run is much the same each time, but for what was
made in the same thousandth of a second, which has no order; to look further than a build has time
for, set POLDERSPOOR_PLAYS to the number of plays: then each run is another one.
"""

import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any, ClassVar
from unittest import mock

import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backend.confidentiality.context import acting_as
from backend.outbox import relay
from backend.packages.models import Package
from backend.parties.actors import SYSTEM
from tests.agreements.test_whole_steps import PARTS
from tests.parity import (
    bargaining,
    letters,
    meetings,
    prying,
    quarrel,
    recurring,
    rows,
    talk,
    ties,
)
from tests.parity.invariants import Books, nothing_else_is_readable
from tests.parity.opening import a_stage
from tests.parity.stage import PLAYERS, Stage

# Sets of plays: each by itself, so that they can be looked into apart.  A build plays on, up to the
# last of them, until everything has happened that must; what has not, is tried more often.
IS_BUILD = "POLDERSPOOR_PLAYS" not in os.environ
FEWEST, MOST, MORE_OFTEN = (3, 12, 5) if IS_BUILD else (1, 1, 0)
PLAYS = int(os.environ.get("POLDERSPOOR_PLAYS", "7"))
STEPS = 60
BEGIN = datetime(2026, 3, 2, 11, tzinfo=UTC)  # a month before the clocks change

# Most of what happens is done by who may do it; the others try their luck now and then.
MOSTLY = (*("wil", "vera", "bram") * 5, *("sanne",) * 3, *PLAYERS)
Deed = Callable[[Stage, Any, str], str]
# How often each is done, compared with the rest, and what must come of it in a build.
DEEDS: dict[str, tuple[Deed, int, set[str]]] = {
    "withdraw": (Stage.withdraw, 1, set()),
    "correct": (bargaining.correct, 1, {"done"}),
    "promise": (bargaining.promise, 1, set()),
    "trade": (bargaining.trade, 1, {"done"}),
    "clinch": (bargaining.clinch, 1, {"pushed"}),
    "take out": (bargaining.take_out, 1, {"pushed"}),
    "judge": (bargaining.judge, 1, set()),
    "refuse": (bargaining.refuse, 2, {"moved"}),
    "note": (talk.note, 2, {"done", "NotAllowed"}),
    "rewrite": (talk.rewrite, 1, {"done", "NotAllowed"}),
    "reveal": (talk.reveal, 2, {"done", "NotAllowed"}),
    "comment": (talk.comment, 2, {"done"}),
    "react": (talk.react, 1, {"done"}),
    "letter": (letters.letter, 3, {"done", "NotAllowed"}),
    "answer letter": (letters.answer_letter, 3, {"confirmed", "refused"}),
    "meet": (meetings.meet, 2, {"done", "NotAllowed"}),
    "move": (meetings.move, 1, {"done"}),
    "say": (meetings.say, 2, {"confirmed", "declined"}),
    "put": (meetings.put, 2, {"done", "suggested"}),
    "rearrange": (meetings.rearrange, 1, {"done"}),
    "gather": (meetings.gather, 5, {"convened", "held", "established", "corrected"}),
    "decide": (meetings.decide, 2, {"commitment", "agreed", "noted"}),
    "come back": (recurring.come_back, 4, {"done", "agree", "complete", "skip", "move"}),
    "confirm": (meetings.confirm, 2, {"NotAllowed"}),
    "quarrel": (
        quarrel.quarrel,
        4,
        {"raise_dispute", "answer_dispute", "done", "record_finding", "resolve_dispute"},
    ),
    "testify": (quarrel.testify, 2, {"done", "words", "Refused"}),
    "pry": (prying.pry, 1, {"clause", "note", "comment"}),
    "meddle": (prying.meddle, 1, {"refused"}),
}
TIES: dict[str, tuple[Callable[[Stage, str], str], Callable[[Stage, str], str]]] = {
    "mandate": (ties.end_mandate, ties.give_mandate),
    "job": (ties.end_places, ties.give_places),
    "seat": (ties.end_seats, ties.give_seats),
}
HAPPENS = {
    *("agree: pushed", "reopen: pushed", "consent: done", "crash: broken"),
    *(f"{each.__name__}: done" for both in TIES.values() for each in both),
    *(f"{name}: {came}" for name, (_, _, wanted) in DEEDS.items() for came in wanted),
}
DAYS = (1, 1, 1, 3, 10, 10, 40, 150)
# How often something happens, compared with the rest.
PLAN = (
    *("take",) * 4,
    *("push",) * 9,
    *("consent",) * 3,
    *("wait",) * 6,
    *("look",) * 4,
    *("deliver",) * 2,
    "consent_blindly",
    *("crash",) * 2,
    *(name for name, (_, often, _) in DEEDS.items() for _ in range(often)),
    *(name for name in TIES for _ in range(2)),
)


class Play(RuleBasedStateMachine):
    """One play, undone when it is over."""

    stage: ClassVar[Stage]
    begin: ClassVar[datetime]
    set: ClassVar[int]
    plan: ClassVar[tuple[str, ...]]
    told: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.reading = acting_as(SYSTEM)
        self.reading.__enter__()
        self.at = Stage(self.stage.circle, self.stage.go_to, list(self.stage.subjects))
        self.at.go_to(self.begin)
        self.books = Books()
        self.step = 0

    def teardown(self) -> None:
        """Hold the chains against their digests, and forget all of it."""
        try:
            self.books.close(self.at.subjects)
        finally:
            self.reading.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @invariant()
    def the_rules_hold(self) -> None:
        """See `invariants`."""
        self.books.check(self.at.subjects)

    @rule(seed=st.integers(min_value=0, max_value=2**32 - 1))
    def go_on(self, seed: int) -> None:
        """One of the things that can happen, as often as `PLAN` says.

        The step has a part in it too: to play the same thing over and over tells little.
        """
        self.step += 1
        chance = Random(f"{self.set} {self.step} {seed}")
        what, who, number = chance.choice(self.plan), chance.choice(MOSTLY), chance.randrange(100)
        subject = chance.choice(self.at.subjects)
        note(f"{self.step}. {what} by {who}: {number}, {subject.kind} {subject}")
        if what == "wait":
            self.at.wait(DAYS[number % len(DAYS)])
        elif what == "look":
            nothing_else_is_readable(self.at.circle.people[PLAYERS[number % len(PLAYERS)]])
        elif what == "deliver":
            relay.deliver_due(limit=number % 8)
        elif what in TIES:
            ends, gives = TIES[what]
            came = gives(self.at, who)
            deed = ends if came == "nothing" else gives
            self._tell(deed.__name__, ends(self.at, who) if came == "nothing" else came)
        elif what in DEEDS:
            self._tell(what, DEEDS[what][0](self.at, subject, who))
        else:
            shared = what.startswith("consent")
            names = [r.name for r in self.at.rows(subject) if r.needs_others or not shared]
            if names:
                getattr(self, what)(subject, names[number % len(names)], who)

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
        part = PARTS[sorted(PARTS)[self.step % len(PARTS)]]
        who = self.at.who_may(subject, name, who)
        # what comes before the step, such as the letter with a notice, is no part of it
        terms = None if isinstance(subject, Package) else self.at.terms(subject, name, who)
        before = rows.everything()
        with mock.patch.object(*part, side_effect=DatabaseError("the disk is full")):
            try:
                if isinstance(subject, Package):
                    said = self.at.consent(subject, "agree", who, blindly=True)
                else:
                    said = self.at.perform(subject, name, who, terms)
            except DatabaseError:
                said = "broken"
        self._tell("crash", said)
        if said == "broken":
            assert rows.everything() == before

    def _tell(self, what: str, came: str) -> None:
        self.told[f"{what}: {came}"] += 1


def _tried_more(lacking: set[str]) -> tuple[str, ...]:
    """What is done, besides what the plan says, so that this comes of it too."""
    names = sorted({each.partition(":")[0] for each in lacking})
    return tuple(name if name in PLAN else "push" for name in names for _ in range(MORE_OFTEN))


def _called(subject: Any, name: str) -> str:
    return f"package {name}" if isinstance(subject, Package) else name


def test_whoever_does_what_the_rules_hold(db):
    with time_machine.travel(BEGIN, tick=False) as clock:
        Play.stage, Play.begin = a_stage(clock.move_to), timezone.now()
        for Play.set in range(MOST):
            lacking = HAPPENS - set(Play.told)
            if Play.set >= FEWEST and not lacking:
                break
            Play.plan = PLAN + _tried_more(lacking if Play.set else set())
            run_state_machine_as_test(
                Play,
                settings=settings(
                    max_examples=PLAYS,
                    stateful_step_count=STEPS,
                    derandomize=IS_BUILD,
                    database=None,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                    phases=(Phase.generate,),
                ),
            )
    # a play in which nothing happens proves nothing; what happens further on is left to chance
    assert not IS_BUILD or HAPPENS - set(Play.told) == set(), Play.told
