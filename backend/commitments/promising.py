"""What may be promised: by whom, for whom, when. All faults at once."""

from collections.abc import Iterator
from datetime import date

from backend.commitments.kinds import OwnerSide
from backend.commitments.models import LONGEST_TEXT, Commitment
from backend.parties.kinds import Side
from backend.parties.models import Membership, Organisation
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData

MOST_INDICATORS = 10
_SIDES_OF = {
    OwnerSide.EMPLOYER: {Side.EMPLOYER},
    OwnerSide.UNION: {Side.UNION},
    OwnerSide.WORKS_COUNCIL: {Side.WORKERS},
    OwnerSide.GOVERNMENT: {Side.GOVERNMENT},
    OwnerSide.JOINT: set(Side),
}
_WORKERS = {Side.UNION, Side.WORKERS}

_BLANK = Words("Schrijf op wat er is toegezegd.", "Write down what was promised.")
_TOO_LONG = Words("Dit is te lang.", "This is too long.")
_PAST = Words("De datum ligt in het verleden.", "The date lies in the past.")
_NOT_HERE = Words(
    "Deze organisatie zit niet aan deze tafel.", "This organisation does not sit at this table."
)
_OTHER_SIDE = Words(
    "Deze organisatie hoort niet bij de zijde die het toezegt.",
    "This organisation is not of the side that promises it.",
)
_SAME_SIDE = Words(
    "De mede-eigenaar hoort van de andere zijde te zijn.",
    "The co-owner must be of the other side.",
)
_NEEDS_OWNER = Words("Een afgesproken toezegging heeft een eigenaar.", "Who will carry it out?")
_NO_SUCH_INDICATOR = Words("Deze indicator bestaat niet.", "There is no such indicator.")
_TOO_MANY = Words(
    f"Noem hoogstens {MOST_INDICATORS} indicatoren.", f"Name at most {MOST_INDICATORS} indicators."
)


def require_sound(commitment: Commitment, today: date) -> None:
    """Raise InvalidData with everything that is wrong with a promise made on this day."""
    found = [
        *_of_text(commitment),
        *_of_owners(commitment, today),
        *_of_indicators(commitment.indicators),
    ]
    if commitment.due_on < today:
        found.append(Fault("/due_on", "in-the-past", _PAST))
    if found:
        raise InvalidData(sorted(found, key=lambda fault: fault.pointer))


def _of_text(commitment: Commitment) -> Iterator[Fault]:
    if not commitment.text.strip():
        yield Fault("/text", "required", _BLANK)
    if len(commitment.text) > LONGEST_TEXT:
        yield Fault("/text", "too-long", _TOO_LONG)


def _of_owners(commitment: Commitment, today: date) -> Iterator[Fault]:
    sitting = Organisation.objects.filter(
        memberships__in=Membership.objects.valid_on(today).filter(
            bargaining_table=commitment.bargaining_table_id
        )
    )
    sides = dict(sitting.values_list("pk", "side"))
    owner, co_owner = commitment.owner_id, commitment.co_owner_id
    if owner is None and commitment.is_agreed:
        yield Fault("/owner", "required", _NEEDS_OWNER)
    if owner is not None and owner not in sides:
        yield Fault("/owner", "not-at-table", _NOT_HERE)
    elif owner is not None and sides[owner] not in _SIDES_OF[OwnerSide(commitment.owner_side)]:
        yield Fault("/owner", "other-side", _OTHER_SIDE)
    if co_owner is not None and co_owner not in sides:
        yield Fault("/co_owner", "not-at-table", _NOT_HERE)
    elif co_owner is not None and owner in sides and _together(sides[owner], sides[co_owner]):
        yield Fault("/co_owner", "same-side", _SAME_SIDE)


def _together(one: str, other: str) -> bool:
    return one == other or {one, other} <= _WORKERS


def _of_indicators(codes: list[str]) -> Iterator[Fault]:
    if len(codes) > MOST_INDICATORS:
        yield Fault("/indicators", "too-many", _TOO_MANY)
    known = codes_of("indicators")
    for number, code in enumerate(codes):
        if code not in known:
            yield Fault(f"/indicators/{number}", "unknown", _NO_SUCH_INDICATOR)
