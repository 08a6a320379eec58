"""What was measured, reckoned, judged and solved in each initiative of the demo set."""

from collections.abc import Iterator

from backend.demo.dates import Day
from backend.demo.initiative_days import day_of, owners_of
from backend.demo.judgements import judged
from backend.demo.located import Located
from backend.demo.plans import Doing

_BASELINE_BEFORE_LAUNCH = 5
_MEASURED_BEFORE_CONCLUSION = 4
_MEASURED_AFTER_END = 3
_RECKONED_BEFORE_DECISION = 1
_LAST_STAND = Day(-10)
_UNDER_WAY = ("running", "paused", "under_review", "escalated")
_AFTER_END = ("evaluating", "embedding", "embedded", "discontinued")


def doings_of(initiative: Located) -> Iterator[Doing]:
    """Yield everything that was recorded without a transition."""
    state = initiative["state"]
    if state not in (*_UNDER_WAY, *_AFTER_END):
        return
    before = day_of(initiative, "launch") - _BASELINE_BEFORE_LAUNCH
    yield from _measured(initiative, "baseline", before, "baseline")
    for review in initiative.get("past_reviews", ()):
        yield from _half_way(initiative, review["concluded"] - _MEASURED_BEFORE_CONCLUSION)
        yield from judged(review["judgements"], owners_of(initiative), review["concluded"])
    if state in _UNDER_WAY:
        yield from _measured(initiative, "interim", _LAST_STAND, "current")
    else:
        yield from _conclusion(initiative)
    for found in initiative.get("bottlenecks", ()):
        if "closed" in found:
            data = {"code": found["code"], "status": found["status"], "result": found["solution"]}
            yield Doing("follow_bottleneck", found["closed"], found["owner"], data)


def _conclusion(initiative: Located) -> Iterator[Doing]:
    """What lies on the table when the owners decide: numbers, costs and benefits, judgements."""
    measured = initiative["end_date"] + _MEASURED_AFTER_END
    yield from _measured(initiative, "final", measured, "current")
    if initiative["state"] == "evaluating":
        return
    stopped = initiative["state"] == "discontinued"
    decided = day_of(initiative, "decide_stop" if stopped else "decide_embed")
    if "business_case" in initiative:
        case = {
            name.removesuffix("_eur"): value for name, value in initiative["business_case"].items()
        }
        reckoned = decided - _RECKONED_BEFORE_DECISION
        yield Doing("add_business_case", reckoned, owners_of(initiative)[0], case)
    found = {
        "lessons": initiative["lessons"],
        "indicators": [
            {"indicator": line["code"], "value": line["current"], "source": line["source"]}
            for line in initiative["indicators"]
        ],
    }
    yield from judged(initiative["final_judgements"], owners_of(initiative), decided, found)


def _measured(initiative: Located, moment: str, day: Day, key: str) -> Iterator[Doing]:
    for line in initiative["indicators"]:
        if key in line:
            yield _measurement(initiative, moment, day, line["code"], line[key])


def _half_way(initiative: Located, day: Day) -> Iterator[Doing]:
    """At an interim review the numbers stood half way between the baseline and the end."""
    for line in initiative["indicators"]:
        value = round((line["baseline"] + line["current"]) / 2, 1)
        yield _measurement(initiative, "interim", day, line["code"], value)


def _measurement(initiative: Located, moment: str, day: Day, code: str, value: float) -> Doing:
    data = {"indicator": code, "moment": moment, "measured_on": day, "value": value}
    return Doing("measure", day, owners_of(initiative)[0], data)
