"""How each initiative of the demo set came to its state."""

from collections.abc import Iterator

from backend.demo.dataset import TODAY, Demo, review_after
from backend.demo.initiative_days import FOLLOW_UP_DAYS, created, day_of, owners_of
from backend.demo.initiative_doings import doings_of
from backend.demo.located import Located
from backend.demo.plans import CLOCK, Plan, Step, in_order

_PLANNED = ("proposed", "in_consultation", "rejected", "approved")
_STARTED = ("running", "paused", "under_review", "escalated")


def plan_initiative(demo: Demo, name: str) -> Plan:
    """Return the plan of an initiative: from idea to its state."""
    initiative = demo.initiatives[name]
    begun = created(initiative)
    steps = in_order(_steps(initiative))
    author, doings = initiative["proposed_by"], in_order(doings_of(initiative))
    return Plan("initiative", name, begun, author, steps, doings)


def _steps(initiative: Located) -> Iterator[Step]:
    state = initiative["state"]
    if state == "idea":
        return
    yield from _approval(initiative)
    if state in _PLANNED:
        return
    grant = initiative.get("grant_awarded")
    granted = {"grant_awarded_on": grant} if grant is not None else {}
    day = day_of(initiative, "start_baseline")
    yield Step("start_baseline", day, owners_of(initiative)[0], data=granted)
    yield from _bottlenecks(initiative)
    if state == "baseline":
        return
    yield from _running(initiative)
    if state in _STARTED:
        return
    yield Step("start_evaluation", initiative["end_date"], CLOCK)
    yield from _outcome(initiative)


def _approval(initiative: Located) -> Iterator[Step]:
    state, council = initiative["state"], initiative.get("works_council")
    yield Step("submit", day_of(initiative, "submit"), initiative["proposed_by"])
    if state == "proposed":
        return
    if council and council["role"] != "none":
        yield from _consultation(initiative, council)
    if state == "in_consultation":
        return
    if state == "rejected":
        no = initiative["rejection"]
        yield Step("reject", day_of(initiative, "reject"), no["by"], reason=no["reason"])
        return
    owners = owners_of(initiative)
    yield Step("approve", day_of(initiative, "approve"), owners[-1], owners)


def _consultation(initiative: Located, council: Located) -> Iterator[Step]:
    asked = {
        "works_council_role": council["role"],
        "works_council_body": council["body"],
        "answer_due_on": council["due"],
    }
    day = day_of(initiative, "start_consultation")
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
            "description": found["description"],
            "owner_side": found["owner_side"],
            "owner": found["owner"],
            "solution": found["solution"],
            "due_on": found["due"],
        }
        yield Step("raise_bottleneck", found["raised"], found["owner"], data=about)


def _running(initiative: Located) -> Iterator[Step]:
    owners = owners_of(initiative)
    promised = {"group_figures_only": True}
    yield Step("launch", day_of(initiative, "launch"), owners[0], owners, promised)
    for number, review in enumerate(initiative.get("past_reviews", ())):
        yield Step("review_due", review["due"], CLOCK)
        record = {"findings": review["findings"], "action": review["action"]}
        if (following := review_after(initiative, number)) is not None:
            record["next_review_on"] = following
        yield Step("review_continue", review["concluded"], owners[0], owners, record)
    match initiative["state"]:
        case "under_review":
            yield Step("review_due", initiative["next_review"], CLOCK)
        case "paused":
            rest = initiative["pause"]
            until = {"resume_on": rest["resume"]}
            day = day_of(initiative, "pause")
            yield Step("pause", day, owners[0], data=until, reason=rest["reason"])
        case "escalated":
            cry = initiative["escalation"]
            why = {"cause": cry["cause"], "explanation": cry["explanation"]}
            yield Step("escalate", day_of(initiative, "escalate"), cry["by"], data=why)


def _outcome(initiative: Located) -> Iterator[Step]:
    state, owners = initiative["state"], owners_of(initiative)
    if state == "discontinued":
        day, learned = day_of(initiative, "decide_stop"), {"lessons": initiative["lessons"]}
        yield Step("decide_stop", day, owners[0], owners, learned)
    if state not in ("embedding", "embedded"):
        return
    embedding = initiative["embedding"]
    decision = {"plan": embedding["plan"], "owner": embedding["owner"]}
    yield Step("decide_embed", day_of(initiative, "decide_embed"), owners[0], owners, decision)
    if state == "embedded":
        due = initiative["follow_up_due"]
        proof = {
            "anchor": embedding["anchor"],
            "evidence": embedding["evidence"],
            "follow_up_on": due,
        }
        yield Step("confirm_embedded", due - FOLLOW_UP_DAYS, owners[0], owners, proof)
        if due < TODAY:
            yield Step("follow_up_due", due, CLOCK)
