"""An initiative must fit its steering group and have what its state presupposes."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.demo.rules.order import ascending, exactly, forbidden, past, required
from backend.parties.kinds import Capacity, Side
from backend.reference.files import read_lists

Say = Callable[[Located, str, str], None]

_BEFORE_APPROVAL = ("idea", "proposed", "in_consultation", "rejected")
_BEFORE_START = (*_BEFORE_APPROVAL, "approved")
_OWN_MONEY = "own"
_BORNE = ("embedding", "embedded")
_PLAN = ("start_date", "end_date", "funding", "budget_eur", "final_evaluation_due")
_ONLY_IN = {
    "pause": "paused",
    "escalation": "escalated",
    "rejection": "rejected",
}
_CONSENT = ("consented", "consented_with_conditions", "refused")
_ADVICE = ("positive", "positive_with_conditions", "negative")
PLANNED_STATES = (
    *_BEFORE_START,
    "baseline",
    "running",
    "paused",
    "under_review",
    "escalated",
    "evaluating",
    "discontinued",
    *_BORNE,
)


@cache
def _indicators() -> Mapping[str, Mapping[str, Any]]:
    return {entry.code: entry.attributes for entry in read_lists() if entry.list == "indicators"}


def initiatives(demo: Demo, say: Say) -> None:
    """Check every initiative, session and request to the government."""
    for initiative in demo.initiatives.values():
        if initiative.complete:
            _table(demo, initiative, say)
            _state(initiative, say)
            _carried_out(initiative, say)
            _works_council(demo, initiative, say)
            _indicator_values(initiative, say)
            _dates(initiative, say)
    for ask in demo.government_asks.values():
        if ask.complete:
            if demo.side_of(ask["to"]) not in ("", Side.GOVERNMENT):
                say(ask, "to", f"'{ask['to']}' is no government body")
            exactly(ask["state"] == "answered", ask, "answer", "it was answered", say)


def _table(demo: Demo, initiative: Located, say: Say) -> None:
    table = initiative["bargaining_table"]
    if not demo.members(table):
        return
    for key, name in (
        ("organisation", initiative["organisation"]),
        ("proposed_by", initiative["proposed_by"]),
    ):
        if not demo.sits_at(name, table):
            say(initiative, key, f"'{name}' does not sit at table '{table}'")
    owners = initiative["owners"]
    for key, sides in (
        ("employer", (Side.EMPLOYER,)),
        ("worker", (Side.UNION, Side.WORKERS)),
    ):
        if not demo.sits_at(owners[key], table, Capacity.PARTY, Capacity.WORKS_COUNCIL):
            say(owners, key, f"'{owners[key]}' does not sit at table '{table}'")
        if demo.side_of(owners[key]) not in ("", *sides):
            say(owners, key, f"'{owners[key]}' is on the wrong side")
    organisation = demo.organisations.get(initiative["organisation"])
    if organisation and organisation.get("size_class") != initiative["size_class"]:
        say(initiative, "size_class", f"the organisation has {organisation.get('size_class')}")


def _state(initiative: Located, say: Say) -> None:
    state = initiative["state"]
    if state not in PLANNED_STATES:
        say(initiative, "state", f"no history is written for '{state}'")
    for key, only in _ONLY_IN.items():
        exactly(state == only, initiative, key, f"the initiative is {only}", say)
    for key in _PLAN if state != "idea" else ():
        required(initiative, key, "a plan states it", say)
    if state not in _BEFORE_APPROVAL and not initiative["indicators"]:
        say(initiative, "indicators", "an approved plan has at least one indicator")
    if state in _BEFORE_START:
        why = "a baseline is being measured or later; before that write expected_bottlenecks"
        forbidden(initiative, "bottlenecks", why, say)


def _carried_out(initiative: Located, say: Say) -> None:
    """Check what an initiative needs on its way: a grant, a decision, and what embeds it."""
    state = initiative["state"]
    granted = state not in _BEFORE_START and initiative.get("funding") != _OWN_MONEY
    exactly(granted, initiative, "grant_awarded", "a grant pays for what has started", say)
    decided = state in (*_BORNE, "discontinued")
    for key in ("lessons", "final_judgements"):
        exactly(decided, initiative, key, "the owners decided after the final evaluation", say)
    for key in ("embedding", "business_case") if state in _BORNE else ():
        required(initiative, key, "embedding needs costs, benefits and a plan", say)
    exactly(state == "embedded", initiative, "follow_up_due", "the initiative is embedded", say)
    for key in ("evidence", "anchor") if state == "embedded" else ():
        required(initiative.get("embedding", initiative), key, "the initiative is embedded", say)


def _works_council(demo: Demo, initiative: Located, say: Say) -> None:
    council, state = initiative.get("works_council"), initiative["state"]
    if council is None:
        if state not in ("idea", "proposed"):
            required(initiative, "works_council", "its role was decided", say)
        return
    body = demo.organisations.get(council["body"])
    if body and body.get("parent") != initiative["organisation"]:
        say(council, "body", f"is not the works council of '{initiative['organisation']}'")
    asked = council["role"] != "none"
    exactly(asked, council, "due", "it was asked something", say)
    answered = asked and state != "in_consultation"
    for key in ("outcome", "decided"):
        exactly(answered, council, key, "it has answered", say)
    past(council, ("decided",), say)
    outcome, role = council.get("outcome"), council["role"]
    allowed = {"consent": _CONSENT, "advice": _ADVICE}.get(role, (*_CONSENT, *_ADVICE))
    if outcome is not None and outcome not in allowed:
        say(council, "outcome", f"'{outcome}' does not answer a request for {role}")
    with_conditions = str(outcome).endswith("with_conditions")
    exactly(with_conditions, council, "conditions", "the answer has conditions", say)
    if outcome in ("refused", "negative") and state not in _BEFORE_APPROVAL:
        say(council, "outcome", "without its agreement the plan was not approved")


def _indicator_values(initiative: Located, say: Say) -> None:
    state = initiative["state"]
    for value in initiative["indicators"]:
        _on_the_scale(value, say)
        if "baseline" in value:
            better = value["target"] - value["baseline"]
            if _indicators()[value["code"]]["better"] == "down":
                better = -better
            if better <= 0:
                say(value, "target", "is not better than the baseline")
        if state in _BEFORE_START:
            forbidden(value, "baseline", "the baseline was measured", say)
        if state in (*_BORNE, "evaluating", "discontinued"):
            required(value, "current", "it was measured at the end", say)


def _on_the_scale(value: Located, say: Say) -> None:
    about = _indicators()[value["code"]]
    low, high = about["scale_min"], about["scale_max"]
    for key in ("baseline", "target", "current"):
        number = value.get(key)
        if number is None:
            continue
        if (low is not None and number < low) or (high is not None and number > high):
            say(value, key, f"{number} is off the scale of {value['code']}")


def _dates(initiative: Located, say: Say) -> None:
    for keys in (
        ("start_date", "next_review", "end_date", "final_evaluation_due"),
        ("grant_awarded", "start_date"),
    ):
        ascending(initiative, keys, say)
    past(initiative, ("grant_awarded",), say)
    history = initiative.get("history", {})
    if history:
        past(history, tuple(history), say)
    for review in initiative.get("past_reviews", ()):
        ascending(review, ("due", "concluded"), say)
        past(review, ("due", "concluded"), say)
    for bottleneck in initiative.get("bottlenecks", ()):
        ascending(bottleneck, ("raised", "closed"), say)
        past(bottleneck, ("raised", "closed"), say)
        closed = bottleneck["status"] in ("solved", "accepted")
        exactly(closed, bottleneck, "closed", "the bottleneck is closed", say)
