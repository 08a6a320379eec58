"""What the parties of one agreement keep coming back to: one that runs, and one that is proposed.

They evaluate every year; a union asks to go through questions of interpretation twice a year, and
waits for the employers.
"""

from backend.demo.dates import Day
from backend.demo.loading.history import Contradiction, Story
from backend.reference.moments import happening
from backend.routines import actions
from backend.routines.models import Routine
from backend.workflow import consenting
from backend.workflow.errors import WorkflowError

AGREEMENT, EMPLOYERS, UNION = "cao-01", "wg_zorg", "v_zorg"
PROPOSED, ANSWERED, ASKED = Day(-90), Day(-80), Day(-6)
YEARLY, HALF_YEARLY = Day(40), Day(60)


def keep_coming_back(story: Story) -> None:
    """Let both sides agree on a yearly evaluation, and one of them propose a review."""
    try:
        evaluation = _propose(
            story,
            EMPLOYERS,
            PROPOSED,
            title="Elk jaar samen evalueren",
            form="joint_evaluation",
            every=1,
            unit="year",
            first_on=YEARLY.on(story.circle.today),
        )
        _consent(story, evaluation, EMPLOYERS, PROPOSED)
        _consent(story, evaluation, UNION, ANSWERED)
        review = _propose(
            story,
            UNION,
            ASKED,
            title="Uitlegvragen doorlopen",
            form="interpretation_review",
            every=2,
            unit="quarter",
            first_on=HALF_YEARLY.on(story.circle.today),
        )
        _consent(story, review, UNION, ASKED)
    except WorkflowError as error:
        raise Contradiction(f"routines: {type(error).__name__}: {error}") from error


def _propose(story: Story, by: str, day: Day, **facts: object) -> Routine:
    moment, agreement = story.moment(day), story.agreements[AGREEMENT]
    table = agreement.bargaining_table_id
    if table is None:
        raise Contradiction(f"routines: {AGREEMENT} has no table")
    with happening(moment):
        return actions.propose(
            actor=story.voice(by, moment),
            bargaining_table=table,
            now=moment,
            about_kind="agreement",
            about_id=agreement.pk,
            **facts,  # type: ignore[arg-type]
        )


def _consent(story: Story, routine: Routine, by: str, day: Day) -> None:
    moment = story.moment(day)
    with happening(moment):
        consenting.give(routine, "agree", actor=story.voice(by, moment), now=moment)
