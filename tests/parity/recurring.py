"""What comes back: a recurring duty of the table or of an agreement, and what becomes of it."""

from typing import Any

from backend.routines import actions
from backend.routines.models import Routine
from tests.parity.stage import Stage
from tests.people import days

MOST_ROUTINES = 3
OPEN = ("proposed", "running")
FORMS = ("joint_evaluation", "interpretation_review", "other")
# What everybody works towards in turn, once it runs.
NEXT = ("complete", "move", "skip", "complete", "skip", "stop")


def come_back(stage: Stage, subject: Any, who: str) -> str:
    """Have everybody do what a recurring duty asks next: agree, or say what came of this time.

    Where none is open, somebody proposes one.
    """
    known = [each for each in stage.subjects if isinstance(each, Routine)]
    open_ones = [each for each in known if stage.state(each) in OPEN]
    turn = stage.turn()
    if not open_ones or (turn % 5 == 0 and len(open_ones) < MOST_ROUTINES):
        return propose(stage, subject, who)
    routine = open_ones[turn % len(open_ones)]
    before = routine.version
    name = "agree" if routine.state == "proposed" else NEXT[turn % len(NEXT)]
    stage.push(routine, name, who)
    stage.state(routine)
    return "stays" if routine.version == before else name


def propose(stage: Stage, subject: Any, who: str) -> str:
    """Propose something for every other week, of the table or of the first agreement, by turns."""
    turn, actor, made = stage.turn(), stage.actor(who), list[Any]()
    agreement = stage.subjects[0].agreement_id
    about = {"about_kind": "agreement", "about_id": agreement} if turn % 2 else {}

    def deed() -> None:
        made.append(
            actions.propose(
                actor=actor,
                bargaining_table=subject.bargaining_table_id,
                title=f"Terugkijken met {who}",
                form=FORMS[turn % len(FORMS)],
                every=2,
                unit="week",
                first_on=days(3),
                **about,
            )
        )

    came = stage.attempt(deed)
    stage.subjects += made
    return came
