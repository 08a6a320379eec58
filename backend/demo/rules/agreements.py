"""An agreement must fit its table, its ballots and its dates."""

from collections.abc import Callable
from functools import cache

from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.demo.rules.order import ascending, exactly, past, required
from backend.parties.kinds import Capacity, Side
from backend.reference.files import read_lists
from backend.reference.states import load_states

Say = Callable[[Located, str, str], None]

_FEWEST_VOTERS = 10
_UNDER_NEGOTIATION = ("draft", "proposed", "in_negotiation", "deadlocked")
_UNREGISTERED = (*_UNDER_NEGOTIATION, "agreed_in_principle", "in_ratification", "ratified")


@cache
def _predecessors() -> dict[str, str]:
    return {
        entry.code: entry.attributes["main_predecessor_sbi2008"]
        for entry in read_lists()
        if entry.list == "sbi-2025-sections"
    }


def agreements(demo: Demo, say: Say) -> None:
    """Check every agreement."""
    for agreement in demo.agreements.values():
        if not agreement.complete:
            continue
        _table(demo, agreement, say)
        _dates(demo, agreement, say)
        _ballots(demo, agreement, say)
        _bound(demo, agreement, say)
        _status(agreement, say)
        if _predecessors()[agreement["sector_sbi2025"]] != agreement["sector_sbi2008"]:
            message = "is not the SBI 2008 section from which the SBI 2025 section comes"
            say(agreement, "sector_sbi2008", f"'{agreement['sector_sbi2008']}' {message}")


def _table(demo: Demo, agreement: Located, say: Say) -> None:
    table = agreement["bargaining_table"]
    if not demo.members(table):
        return
    for key, side in (("employer_parties", Side.EMPLOYER), ("union_parties", Side.UNION)):
        for name in agreement[key]:
            if demo.side_of(name) not in ("", side):
                say(agreement, key, f"'{name}' is not on this side")
            if not demo.sits_at(name, table, Capacity.PARTY):
                say(agreement, key, f"'{name}' does not sit at table '{table}' as a party")
    if not demo.sits_at(agreement["secretariat"], table, Capacity.SECRETARIAT):
        say(agreement, "secretariat", f"is not the secretariat of table '{table}'")


def _dates(demo: Demo, agreement: Located, say: Say) -> None:
    talks = agreement["negotiation"]
    ascending(agreement, ("start_date", "end_date"), say)
    ascending(talks, ("proposed", "opened", "agreed", "ratification_from"), say)
    ascending(talks, ("ratification_from", "ratification_deadline"), say)
    past(talks, ("proposed", "opened", "agreed", "ratification_from"), say)
    if sorted(talks["rounds"]) != talks["rounds"] or not talks["opened"] < talks["rounds"][0]:
        say(talks, "rounds", "rounds follow each other, after the negotiation was opened")
    if "registration" in agreement:
        ascending(agreement["registration"], ("submitted", "receipt"), say)
        past(agreement["registration"], ("submitted", "receipt"), say)
    if "notice_given" in agreement:
        notice = agreement["notice_given"]
        past(notice, ("on",), say)
        if notice["by"] not in demo.parties(agreement):
            say(notice, "by", "only a party gives notice")
    if "successor" in agreement:
        following = demo.agreements.get(agreement["successor"])
        if (
            following
            and following.complete
            and following["start_date"] != agreement["end_date"] + 1
        ):
            say(agreement, "successor", "does not start on the day after this agreement ends")


def _ballots(demo: Demo, agreement: Located, say: Say) -> None:
    ballots, asked = agreement.get("ballots", ()), "ratification_from" in agreement["negotiation"]
    exactly(asked, agreement, "ballots", "the parties consult their members", say)
    voting = [ballot["party"] for ballot in ballots]
    if asked and sorted(voting) != sorted(demo.parties(agreement)):
        say(agreement, "ballots", "every party has exactly one ballot")
    for ballot in ballots:
        _ballot(agreement["negotiation"], ballot, say)


def _ballot(talks: Located, ballot: Located, say: Say) -> None:
    if ("outcome" in ballot) != ("recorded" in ballot):
        say(ballot, "outcome", "an outcome and the day it was recorded come together")
    past(ballot, ("recorded",), say)
    ascending(ballot, ("recorded", "closes"), say)
    begun, deadline = talks.get("ratification_from"), talks.get("ratification_deadline")
    if deadline is not None and deadline < ballot["closes"]:
        say(ballot, "closes", f"closes after the final date ({deadline})")
    if begun is not None and ballot.get("recorded", begun) < begun:
        say(ballot, "recorded", f"lies before the consultation began ({begun})")
    counted = [ballot[key] for key in ("votes_for", "votes_against") if key in ballot]
    if counted and sum(counted) < _FEWEST_VOTERS:
        say(ballot, "votes_for", f"no counts are kept below {_FEWEST_VOTERS} voters")


def _bound(demo: Demo, agreement: Located, say: Say) -> None:
    """The engine itself ends the seat of a party that rejected, when the others have ratified."""
    parties = demo.parties(agreement)
    for seat in demo.members(agreement["bargaining_table"]):
        if seat["organisation"] in parties and "until" in seat:
            say(seat, "until", f"'{seat['organisation']}' is a party: its seat stays open here")


def _status(agreement: Located, say: Say) -> None:
    order, status = load_states("clause"), agreement["status"]
    exactly(
        status not in _UNREGISTERED,
        agreement,
        "registration",
        f"an agreement that is {order[status].label.en.lower()} was registered",
        say,
    )
    exactly(
        status not in _UNDER_NEGOTIATION,
        agreement["negotiation"],
        "agreed",
        "the negotiators have agreed",
        say,
    )
    if status == "superseded":
        required(agreement, "successor", "the agreement is superseded", say)
