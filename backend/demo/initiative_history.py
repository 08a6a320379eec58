"""How each initiative of the demo set came to its state.

The usual rhythm is counted from the start and end dates; `history` in the file names the days on
which something happened at another moment.
"""

from collections.abc import Iterator
from typing import Any

from backend.demo.dataset import TODAY, Demo, first_review, review_after
from backend.demo.dates import Day
from backend.demo.located import Located
from backend.demo.plans import CLOCK, Plan, Step, plan

_BEFORE_START = {"submit": 100, "start_consultation": 80, "approve": 45, "start_baseline": 30}
_SUBMIT_AFTER_CREATE = 10
_DECIDE_AFTER_END = 20
FOLLOW_UP_DAYS = 365

_PLANNED = ("proposed", "in_consultation", "rejected", "approved")
_STARTED = ("running", "paused", "under_review", "escalated")


def plan_initiative(demo: Demo, name: str) -> Plan:
    """Return the plan of an initiative: from idea to its state."""
    initiative = demo.initiatives[name]
    begun = created(initiative)
    return plan("initiative", name, begun, initiative["proposed_by"], _steps(initiative))


def created(initiative: Located) -> Day:
    """Return the day on which somebody first wrote the idea down."""
    stated = initiative.get("history", {}).get("create")
    day: Day = stated or _day(initiative, "submit") - _SUBMIT_AFTER_CREATE
    return day


def _day(initiative: Located, event: str) -> Day:
    """Return the day of an event: as stated, or by the usual rhythm."""
    stated = initiative.get("history", {}).get(event)
    if stated is not None:
        day: Day = stated
    elif event == "launch":
        day = initiative["start_date"]
    elif event in ("decide_embed", "decide_stop"):
        day = initiative["end_date"] + _DECIDE_AFTER_END
    else:
        day = initiative["start_date"] - _BEFORE_START[event]
    return day


def _steps(initiative: Located) -> Iterator[Step]:
    state = initiative["state"]
    if state == "idea":
        return
    yield from _approval(initiative)
    if state in _PLANNED:
        return
    yield Step("start_baseline", _day(initiative, "start_baseline"), _employer(initiative))
    yield from _bottlenecks(initiative)
    if state == "baseline":
        return
    yield from _running(initiative)
    if state in _STARTED:
        return
    yield Step("start_evaluation", initiative["end_date"], CLOCK)
    yield from _outcome(initiative)


def _employer(initiative: Located) -> str:
    return str(initiative["owners"]["employer"])


def _owners(initiative: Located) -> tuple[str, ...]:
    return (initiative["owners"]["employer"], initiative["owners"]["worker"])


def _approval(initiative: Located) -> Iterator[Step]:
    state, council = initiative["state"], initiative.get("works_council")
    yield Step("submit", _day(initiative, "submit"), initiative["proposed_by"])
    if state == "proposed":
        return
    if council and council["role"] != "none":
        yield from _consultation(initiative, council)
    if state == "in_consultation":
        return
    if state == "rejected":
        no = initiative["rejection"]
        yield Step("reject", _day(initiative, "reject"), no["by"], reason=no["reason"])
        return
    terms: dict[str, Any] = {
        "employer_owner": initiative["owners"]["employer"],
        "worker_owner": initiative["owners"]["worker"],
        "start_on": initiative["start_date"],
        "end_on": initiative["end_date"],
        "next_review_on": first_review(initiative),
        "final_evaluation_on": initiative["final_evaluation_due"],
        "budget_eur": initiative["budget_eur"],
        "funding": initiative["funding"],
        "indicators": [
            {key: value for key, value in indicator.items() if key in ("code", "target", "source")}
            for indicator in initiative["indicators"]
        ],
    }
    owners = _owners(initiative)
    yield Step("approve", _day(initiative, "approve"), owners[-1], owners, terms)


def _consultation(initiative: Located, council: Located) -> Iterator[Step]:
    asked = {"works_council_role": council["role"], "answer_due_on": council["due"]}
    day = _day(initiative, "start_consultation")
    yield Step("start_consultation", day, initiative["organisation"], data=asked)
    if "outcome" in council:
        answer = {"outcome": council["outcome"], "decided_on": council["decided"]}
        if "conditions" in council:
            answer["conditions"] = council["conditions"]
        yield Step("record_or_outcome", council["decided"], council["body"], data=answer)


def _bottlenecks(initiative: Located) -> Iterator[Step]:
    for found in initiative.get("bottlenecks", ()):
        about = {
            "code": found["code"],
            "solution": found["solution"],
            "owner": found["owner"],
            "due_on": found["due"],
        }
        yield Step("raise_bottleneck", found["raised"], found["owner"], data=about)


def _running(initiative: Located) -> Iterator[Step]:
    owners = _owners(initiative)
    baselines = [
        {"code": indicator["code"], "value": indicator["baseline"]}
        for indicator in initiative["indicators"]
        if "baseline" in indicator
    ]
    start = {"baselines": baselines, "group_figures_only": True}
    yield Step("launch", _day(initiative, "launch"), owners[0], owners, start)
    for number, review in enumerate(initiative.get("past_reviews", ())):
        yield Step("review_due", review["due"], CLOCK)
        record: dict[str, Any] = {"findings": review["findings"]}
        if (following := review_after(initiative, number)) is not None:
            record["next_review_on"] = following
        yield Step("review_continue", review["concluded"], owners[0], owners, record)
    match initiative["state"]:
        case "under_review":
            yield Step("review_due", initiative["next_review"], CLOCK)
        case "paused":
            rest = initiative["pause"]
            until = {"resume_on": rest["resume"]}
            day = _day(initiative, "pause")
            yield Step("pause", day, owners[0], data=until, reason=rest["reason"])
        case "escalated":
            cry = initiative["escalation"]
            yield Step("escalate", _day(initiative, "escalate"), cry["by"], reason=cry["reason"])


def _outcome(initiative: Located) -> Iterator[Step]:
    state, owners = initiative["state"], _owners(initiative)
    if state == "discontinued":
        day, learned = _day(initiative, "decide_stop"), {"lessons": initiative["lessons"]}
        yield Step("decide_stop", day, owners[0], owners, learned)
    if state not in ("embedding", "embedded"):
        return
    embedding, case = initiative["embedding"], initiative["business_case"]
    decision: dict[str, Any] = {
        "measurements": [
            {"code": indicator["code"], "value": indicator["current"]}
            for indicator in initiative["indicators"]
        ],
        "business_case": dict(case),
        "plan": embedding["plan"],
        "owner": embedding["owner"],
    }
    yield Step("decide_embed", _day(initiative, "decide_embed"), owners[0], owners, decision)
    if state == "embedded":
        due: Day = initiative["follow_up_due"]
        proof = {"evidence": embedding["evidence"], "follow_up_on": due}
        yield Step("confirm_embedded", due - FOLLOW_UP_DAYS, owners[0], owners, proof)
        if due < TODAY:
            yield Step("follow_up_due", due, CLOCK)
