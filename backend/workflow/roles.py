"""Roles: what an actor is to one subject. A transition names the roles that may perform it."""

from enum import StrEnum
from typing import Any

from backend.parties.actors import Actor, Seat
from backend.parties.kinds import Capacity, Side
from backend.reference.words import Words


class Role(StrEnum):
    """What somebody can be to a subject. One actor can be several things at once."""

    EMPLOYER = "employer"
    UNION = "union"
    AUTHOR = "author"
    OWNER = "owner"
    COUNTERPART = "counterpart"
    EMPLOYER_OWNER = "employer_owner"
    WORKER_OWNER = "worker_owner"
    WORKS_COUNCIL = "works_council"
    SECRETARIAT = "secretariat"
    STEERING_GROUP = "steering_group"
    ADMINISTRATOR = "administrator"
    CLOCK = "clock"
    SYSTEM = "system"


ROLE_WORDS: dict[Role, Words] = {
    Role.EMPLOYER: Words("partij aan werkgeverszijde", "party on the employers' side"),
    Role.UNION: Words("partij aan vakbondszijde", "party on the unions' side"),
    Role.AUTHOR: Words("indienende zijde", "proposing side"),
    Role.OWNER: Words("eigenaar", "owner"),
    Role.COUNTERPART: Words("andere zijde", "other side"),
    Role.EMPLOYER_OWNER: Words("eigenaar werkgeverszijde", "owner on the employers' side"),
    Role.WORKER_OWNER: Words("eigenaar werknemerszijde", "owner on the workers' side"),
    Role.WORKS_COUNCIL: Words(
        "medezeggenschap (OR, PVT of personeelsvergadering)",
        "employees' body (works council, staff representation or staff meeting)",
    ),
    Role.SECRETARIAT: Words("paritair secretariaat", "joint secretariat"),
    Role.STEERING_GROUP: Words("lid van de stuurgroep", "member of the steering group"),
    Role.ADMINISTRATOR: Words("beheerder", "administrator"),
    Role.CLOCK: Words("tijdbewaker", "clock"),
    Role.SYSTEM: Words("systeem", "system"),
}

PARTY = frozenset({Role.EMPLOYER, Role.UNION})
OWNERS = frozenset({Role.EMPLOYER_OWNER, Role.WORKER_OWNER})
SECRETARIAT = frozenset({Role.SECRETARIAT})
AUTHOR = frozenset({Role.AUTHOR})
CLOCK_ONLY = frozenset({Role.CLOCK})
SYSTEM_ONLY = frozenset({Role.SYSTEM})

OWN_VOICE = (Capacity.PARTY, Capacity.PARTICIPANT, Capacity.WORKS_COUNCIL)


def seat_roles(
    seat: Seat, author_side: str, voices: tuple[str, ...] = OWN_VOICE
) -> frozenset[Role]:
    """Return what a seat makes its holder; `voices` speak for the author's side in this kind."""
    if not seat.office.negotiates:
        return frozenset()
    roles = {Role.STEERING_GROUP}
    if seat.is_party:
        roles.add(Role.EMPLOYER if seat.office.side == Side.EMPLOYER else Role.UNION)
    if seat.capacity == Capacity.WORKS_COUNCIL:
        roles.add(Role.WORKS_COUNCIL)
    if seat.capacity == Capacity.SECRETARIAT:
        roles.add(Role.SECRETARIAT)
    if author_side and seat.office.side == author_side and seat.capacity in voices:
        roles.add(Role.AUTHOR)
    return frozenset(roles)


def roles_in(actor: Actor, subject: Any) -> frozenset[Role]:
    """Return every role of the actor towards the subject. An administrator has none."""
    if actor.kind == "clock":
        return CLOCK_ONLY
    if actor.kind == "system":
        return SYSTEM_ONLY
    roles: set[Role] = set()
    for office in actor.offices:
        roles |= subject.roles_of(office)
    for seat in actor.seats_at(subject.bargaining_table_id):
        roles |= seat_roles(seat, subject.author_side, subject.own_voice)
    return frozenset(roles)
