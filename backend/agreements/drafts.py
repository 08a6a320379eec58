"""Texts that one side prepares beside what lies on the table; the other side learns nothing of it.

A draft is no step of the process: the clause keeps its version, and what is recorded is in the
chain of the side. What of it is put on the table is a text of its own (`counter`, `revise` or
`propose_amendment`); the draft stays where it was.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from backend.agreements import texts
from backend.agreements.kinds import ON_THE_TABLE
from backend.agreements.models import Clause
from backend.agreements.rows import ClauseVersion
from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.reference import moments
from backend.workflow import engine, records
from backend.workflow.errors import NotAllowed
from backend.workflow.lifecycle import Step
from backend.workflow.locks import lock

EVENT = "draft_text"
WHILE = frozenset({"proposed", *ON_THE_TABLE, "in_force", "under_review", "in_amendment"})


def offered(clause: Clause, actor: Actor) -> list[engine.Change]:
    """Return the change that lets this actor write a draft now, if they may."""
    return [engine.Change(EVENT)] if clause.state in WHILE and _office(clause, actor) else []


def write(
    clause: Clause,
    *,
    actor: Actor,
    body: str,
    rationale: str = "",
    now: datetime | None = None,
) -> ClauseVersion:
    """Write a text that only the actor's own side reads. Raises NotAllowed."""
    moment = now or moments.now()
    with transaction.atomic(), acting_as(actor):
        locked = lock(clause)
        office = _office(locked, actor)
        if office is None or locked.state not in WHILE:
            raise NotAllowed(EVENT, ["employer", "union"])
        step = Step(actor, moment, {"body": body, "rationale": rationale}, office=office)
        made = texts.write(locked, step, Visibility.SIDE_PRIVATE)
        records.record(
            locked,
            EVENT,
            actor=actor,
            office=office,
            facts={"text": made.digest},
            audience=audience_of(Visibility.SIDE_PRIVATE, locked.bargaining_table_id, office.side),
            at=moment,
        )
    return made


def _office(clause: Any, actor: Actor) -> Office | None:
    seats = actor.seats_at(clause.bargaining_table_id)
    found = (seat.office for seat in seats if seat.is_party and seat.office.negotiates)
    return next(found, None)
