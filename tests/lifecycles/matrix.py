"""The state x transition x role matrix of any lifecycle, generated from its table.

A domain brings an `Arrangement`: people whose roles are written down by hand (never computed), and
subjects in every state for which every guard of every row is satisfied. Then a cell of the matrix
depends on the table alone: the row is not there, the actor does not see the subject, the actor does
not have the role, or it succeeds. Nothing that a cell does survives it.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.reference.transitions import BACK as CSV_BACK
from backend.reference.transitions import STAY as CSV_STAY
from backend.reference.transitions import load_transitions
from backend.workflow import consents, engine
from backend.workflow.errors import NoSuchTransition, NotAllowed, WorkflowError
from backend.workflow.lifecycle import BACK, STAY, Guard, Lifecycle, Step, Transition, Trigger
from backend.workflow.models import Consent
from backend.workflow.roles import Role
from backend.workflow.subject import Subject

HIDDEN = "hidden"
REASON = "Omdat het zo is afgesproken."


@dataclass(frozen=True)
class Player:
    """Somebody in the arrangement, with the roles that they have by hand, towards every subject."""

    name: str
    actor: Actor
    roles: frozenset[Role]

    def sees(self, subject: Subject) -> bool:
        return self.actor.sees_everything or subject.word in self.actor.audiences


class Arrangement(Protocol):
    """What a domain brings."""

    lifecycle: Lifecycle
    players: tuple[Player, ...]

    def subject(self, state: str) -> Any:
        """Return a subject in this state for which every guard of every row says yes."""

    def data(self, row: Transition, player: Player) -> dict[str, Any]:
        """Return data with which this player can perform this row."""


def mismatches(arrangement: Arrangement, state: str) -> list[str]:
    """Try every transition as everybody on a subject in this state; say what came out otherwise."""
    subject = arrangement.subject(state)
    found = []
    for player in arrangement.players:
        with acting_as(player.actor):
            for name in arrangement.lifecycle.names:
                wanted = expected(arrangement.lifecycle, subject, name, player)
                got = attempt(arrangement, subject, name, player)
                if got != wanted:
                    found.append(f"{name} from {state} by {player.name}: {got}, not {wanted}")
    return found


def expected(lifecycle: Lifecycle, subject: Any, name: str, player: Player) -> str:
    """Return what the table says that must come out."""
    row = lifecycle.find(subject.state, name)
    if not player.sees(subject):
        return HIDDEN
    if row is None:
        return NoSuchTransition.__name__
    if not player.roles & row.by:
        return NotAllowed.__name__
    return target(row, subject)


def target(row: Transition, subject: Any) -> str:
    """Return the state to which a row leads from this subject."""
    places: dict[str, str] = {STAY: subject.state, BACK: subject.previous_state}
    return places.get(row.to, row.to)


def attempt(
    arrangement: Arrangement,
    subject: Any,
    name: str,
    player: Player,
    data: Mapping[str, Any] | None = None,
) -> str:
    """Perform as this player, say what came out (the new state, or which error), and undo it.

    Call it inside `acting_as(player.actor)`.
    """
    with transaction.atomic():
        try:
            outcome = perform(arrangement, subject, name, player, data).state
        except ObjectDoesNotExist:
            outcome = HIDDEN
        except WorkflowError as error:
            outcome = type(error).__name__
        transaction.set_rollback(True)
    return str(outcome)


def perform(
    arrangement: Arrangement,
    subject: Any,
    name: str,
    player: Player,
    data: Mapping[str, Any] | None = None,
) -> Any:
    """Perform with the consents of everybody whose yes it needs; return the subject afterwards."""
    row = arrangement.lifecycle.find(subject.state, name)
    given = {} if row is None else arrangement.data(row, player)
    terms = dict(given if data is None else data)
    if row is not None and row.needs_others and player.roles & row.by:
        agree(subject, row, terms)
    moved = copy.copy(subject)
    engine.perform(moved, name, actor=player.actor, reason=REASON, data=terms)
    return moved


def agree(subject: Any, row: Transition, terms: Mapping[str, Any]) -> None:
    """Write down the consent of every organisation that can give one."""
    with acting_as(SYSTEM):
        where = consents.standing(subject, row, on=timezone.localdate(), terms=terms)
        Consent.objects.bulk_create(
            Consent(
                subject_kind=subject.kind,
                subject_id=subject.pk,
                audience=subject.word,
                transition=row.name,
                digest=where.digest,
                text_digest=subject.text_digest(),
                terms=dict(terms),
                organisation_id=organisation,
                side=voice.side,
                person_name="Iemand",
                given_at=timezone.now(),
            )
            for voice in where.voices
            for organisation, _name in voice.organisations
        )


def performer(arrangement: Arrangement, row: Transition, subject: Any) -> Player:
    """Return somebody who may perform the row on this subject, a person where there is one."""
    able = [p for p in arrangement.players if p.sees(subject) and p.roles & row.by]
    return min(able, key=lambda player: player.actor.sees_everything)


def guarded(lifecycle: Lifecycle) -> Iterator[tuple[str, Transition, Guard]]:
    """Yield every guard of every row, with the first state from which the row starts."""
    for row in lifecycle.transitions:
        for guard in row.guards:
            yield row.sources[0], row, guard


def refusal_of(guard: Guard, subject: Any, player: Player) -> str:
    """Return the code with which a guard refuses, as this player; "" where it does not."""
    step = Step(player.actor, timezone.now(), previewing=True)
    with acting_as(player.actor):
        refusal = guard(subject, step)
    return refusal.code if refusal else ""


def reachable(lifecycle: Lifecycle) -> set[str]:
    """Return the states to which some path of rows leads from the start."""
    found, fresh = set(), {lifecycle.start}
    while fresh:
        found |= fresh
        rows = [row for state in fresh for row in lifecycle.leaving(state)]
        fresh = {row.to for row in rows if row.to not in (BACK, STAY)} - found
    return found


def without_way_out(lifecycle: Lifecycle) -> set[str]:
    """Return the states from which no row leads to another state."""
    return {
        state
        for state in lifecycle.states
        if all(row.to in (STAY, state) for row in lifecycle.leaving(state))
    }


def differences(lifecycle: Lifecycle) -> list[str]:
    """Say where the table differs from the rows of `transitions_<kind>.csv`, both ways."""
    stated = load_transitions(lifecycle.kind)
    found = [f"{name} is not in the table" for name in stated if name not in lifecycle.names]
    found += [f"{name} is not in the file" for name in lifecycle.names if name not in stated]
    for name, wanted in stated.items():
        rows = [row for row in lifecycle.transitions if row.name == name]
        places = {CSV_BACK: BACK, CSV_STAY: STAY}
        to = places.get(wanted.target, wanted.target)
        if {state for row in rows for state in row.sources} != set(wanted.sources):
            found.append(f"{name} starts elsewhere")
        found += [f"{name} leads to {row.to}, not {to}" for row in rows if not _leads(row, to)]
        found += [
            f"{name} is not set off by {wanted.trigger}"
            for row in rows
            if not _TRIGGERS[wanted.trigger](row)
        ]
    return found


def _leads(row: Transition, to: str) -> bool:
    return row.to == to or (row.to == STAY and row.sources == (to,))


_TRIGGERS: dict[str, Callable[[Transition], bool]] = {
    "manual": lambda row: row.trigger is Trigger.MANUAL and row.due is None,
    "time": lambda row: row.trigger is Trigger.TIME and row.by == {Role.CLOCK},
    "manual or time": lambda row: row.due is not None and row.by > {Role.CLOCK},
    "derived": lambda row: row.trigger is Trigger.DERIVED,
    "consent complete": lambda row: row.trigger is Trigger.CONSENT,
}
