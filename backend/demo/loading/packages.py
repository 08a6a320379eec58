"""A package that lies on the table, and the alternative that the other side laid beside it.

The employers want their year of hours, and offer an explanation of the rosters for it; a union
would rather have that explanation with its trial. Of the two one at most is agreed.
"""

from dataclasses import dataclass

from backend.demo.dates import Day
from backend.demo.loading.history import Contradiction, Story
from backend.packages import actions
from backend.packages.composing import Wanted
from backend.packages.models import Package
from backend.reference.moments import happening
from backend.workflow import consenting
from backend.workflow.errors import WorkflowError

AGREEMENT = "cao-04"
BEGINS, REVIEWED, ENDS = Day(70), Day(250), Day(435)


@dataclass(frozen=True, slots=True)
class Trade:
    """What somebody proposed on a day, and said yes to on the day after."""

    by: str
    day: Day
    title: str
    explanation: str
    clauses: tuple[str, ...]


FIRST = Trade(
    "wg_log",
    Day(-12),
    "Jaaruren tegen uitleg over de planning",
    "Wij leggen uit hoe de software plant als de uren over het jaar gespreid worden.",
    ("c14", "c13"),
)
BESIDE = Trade(
    "v_werk",
    Day(-5),
    "Proef zelfroosteren met uitleg over de planning",
    "De uitleg hoort bij de proef: wie zelf roostert, moet weten hoe de planning werkt.",
    ("c12", "c13"),
)


def lay_packages(story: Story) -> None:
    """Let the employers propose a trade and say yes to it, and a union another one."""
    try:
        _lay(story, BESIDE, beside=_lay(story, FIRST))
    except WorkflowError as error:
        raise Contradiction(f"packages: {type(error).__name__}: {error}") from error


def _lay(story: Story, trade: Trade, beside: Package | None = None) -> Package:
    moment = story.moment(trade.day)
    with happening(moment):
        package = actions.propose(
            story.agreements[AGREEMENT],
            actor=story.voice(trade.by, moment),
            title=trade.title,
            members=[_wanted(story, name) for name in trade.clauses],
            explanation=trade.explanation,
            alternative_to=beside.pk if beside else None,
            now=moment,
        )
    moment = story.moment(trade.day + 1)
    with happening(moment):
        consenting.give(package, "agree", actor=story.voice(trade.by, moment), now=moment)
    return package


def _wanted(story: Story, name: str) -> Wanted:
    today = story.circle.today
    terms = {
        "effective_on": BEGINS.on(today).isoformat(),
        "ends_on": ENDS.on(today).isoformat(),
        "next_review_on": REVIEWED.on(today).isoformat(),
        "indicators": list(story.demo.clauses[name]["indicators"]),
    }
    return Wanted(story.subjects["clause", name].pk, terms)
