"""Why a package cannot be agreed or taken apart yet, and who may do so alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from backend.agreements.kinds import ON_THE_TABLE
from backend.packages.kinds import AGREE
from backend.reference.words import Words
from backend.workflow import consents, engine
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.lifecycle import Refusal, Step

_LEFT = Words(
    "Van tafel, dus het pakket kan zo niet overeengekomen worden: {clauses}."
    " Haal die afspraak eruit of splits het pakket.",
    "No longer on the table, so the package cannot be agreed as it is: {clauses}."
    " Take that clause out, or split the package.",
)
_STATE = Words("{clause} ({state})", "{clause} ({state})")
_WHY = Words("{clause}: {why}", "{clause}: {why}")
OTHER_SIDE_CONSENTED = Refusal(
    "other-side-consented",
    Words(
        "De andere zijde heeft al met dit pakket ingestemd: splits het samen.",
        "The other side has consented to this package already: split it together.",
    ),
)
NOT_CHOSEN_YET = Refusal(
    "nothing-chosen",
    Words("Er is geen ander pakket gekozen.", "No other package was chosen."),
)
_NOT_IN_IT = Words("Deze afspraak zit niet in het pakket.", "This clause is not in the package.")
_TOO_FEW = Words(
    "Dan blijft er één afspraak over: splits het pakket.",
    "That leaves a single clause: split the package.",
)


def all_lie_on_the_table(package: Any, step: Step) -> Refusal | None:
    """What was withdrawn or rejected cannot be agreed, nor what goes with it."""
    gone = [member.clause for member in package.parts() if has_left(member)]
    named = [_STATE.with_(clause=c.caption, state=c.lifecycle.states[c.state].label) for c in gone]
    return Refusal("clause-left", _LEFT.with_(clauses=joined(named, "; "))) if gone else None


def all_can_be_agreed(package: Any, step: Step) -> Refusal | None:
    """Each clause could be agreed by itself, were it not in a package: or says why not."""
    found = [
        _WHY.with_(clause=member.clause.caption, why=why)
        for member in package.parts()
        for why in _against(member, step)
    ]
    return Refusal("clause-refused", joined(found, " ")) if found else None


def another_was_chosen(package: Any, step: Step) -> Refusal | None:
    """Of a choice one is agreed, and the others fall away."""
    chosen = package.rivals().filter(state="agreed").exists()
    return None if chosen else NOT_CHOSEN_YET


def other_side_has_not_consented(package: Any, step: Step) -> Refusal | None:
    """What the other side said yes to is not taken back by one side alone."""
    return OTHER_SIDE_CONSENTED if answered(package) else None


def may_release_alone(package: Any, step: Step) -> bool:
    """Return whether one side may take this clause out: it has left, or nobody has said yes."""
    named = step.data.get("clause")
    gone = [m for m in package.parts() if has_left(m) and named in (None, str(m.clause_id))]
    return bool(gone) or (_is_own(package, step) and not answered(package))


def is_broken(package: Any, step: Step) -> bool:
    """Return whether a clause has left the table: then there is nothing left to agree on."""
    return any(has_left(member) for member in package.parts())


def is_in_the_package(package: Any, step: Step) -> Fault | None:
    """The clause is one of the package's."""
    named = {str(member.clause_id) for member in package.parts()}
    return None if step.data["clause"] in named else Fault("/clause", "unknown", _NOT_IN_IT)


def enough_is_left(package: Any, step: Step) -> Fault | None:
    """What remains is still a package: two clauses, or one that is an alternative."""
    left = len(package.parts()) - 1
    return None if left >= package.fewest() else Fault("/clause", "too-few", _TOO_FEW)


def answered(package: Any) -> bool:
    """Return whether a party of the other side has consented to the package."""
    live = consents.live_consents(package)
    return any(c.transition == AGREE and c.side != package.author_side for c in live)


def joined(words: Iterable[Words], between: str) -> Words:
    """Return these texts as one, in both languages."""
    known = list(words)
    return Words(between.join(w.nl for w in known), between.join(w.en for w in known))


def has_left(member: Any) -> bool:
    """Return whether a clause can no longer be agreed: it was withdrawn, rejected or agreed."""
    return member.clause.state not in ON_THE_TABLE


def _against(member: Any, step: Step) -> Iterator[Words]:
    clause = member.clause
    row = clause.lifecycle.find(clause.state, AGREE)
    if row is None:
        return  # it has left the table, which is said already
    one = Step(step.actor, step.now, member.terms, step.reason, office=step.office)
    try:
        engine.check(clause, row, one)
    except InvalidData as wrong:
        yield from (fault.words for fault in wrong.faults)
    for refusal in row.refusals(clause, one):
        if refusal.code != "in-package":
            yield refusal.words


def _is_own(package: Any, step: Step) -> bool:
    if step.office is not None:
        return step.office.side == str(package.author_side)
    seats = step.actor.seats_at(package.bargaining_table_id)
    return any(seat.is_party and seat.office.side == package.author_side for seat in seats)
