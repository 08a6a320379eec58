"""What people do to an initiative besides taking transitions. Every door leads to the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives import links, measuring, plan
from backend.initiatives.kinds import BottleneckStatus, one_of_two
from backend.initiatives.models import (
    Bottleneck,
    BusinessCase,
    IndicatorLine,
    Initiative,
    Measurement,
)
from backend.parties.actors import Actor, Office
from backend.parties.kinds import Capacity
from backend.reference.words import Words
from backend.workflow import engine
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.roles import Role

OWN_VOICE = (Capacity.PARTY, Capacity.PARTICIPANT, Capacity.WORKS_COUNCIL)
PREPARATION = frozenset({"idea", "proposed", "in_consultation"})
_NOT_AT_TABLE = Words("U zit niet aan deze tafel.", "You do not sit at this table.")
_ASKED = Words(
    "De vraag is al gesteld; trek haar niet terug door het plan te wijzigen.",
    "The question has been put already; do not take it back by changing the plan.",
)
_FIXED = Refusal(
    "plan-is-fixed",
    Words(
        "Het plan is goedgekeurd en ligt vast; wat u leert kunt u als notitie toevoegen.",
        "The plan has been approved and is fixed; what you learn can be added as a note.",
    ),
)
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")


def create_initiative(
    *,
    actor: Actor,
    bargaining_table: UUID,
    title: str,
    organisation_id: UUID | None = None,
    **facts: Any,
) -> Initiative:
    """Start an idea that only the actor's own side can read.

    `organisation_id` says for whom, where the actor could act for several. The proposer owns the
    initiative on its own side unless the plan says otherwise. Raises InvalidData with every fault
    in the plan, or NotAllowed for who has no voice of their own at the table.
    """
    office = _office(actor, bargaining_table, organisation_id)
    voice = one_of_two(office.side)
    owner = {"employer": "employer_owner", "workers": "worker_owner"}[voice]
    changes = plan.plain({"title": title, owner: office.organisation_id, **facts})
    initiative = Initiative(
        bargaining_table_id=bargaining_table,
        visibility="side_private",
        side=office.side,
        author_side=office.side,
        author_organisation_id=office.organisation_id,
    )
    with transaction.atomic(), acting_as(actor):
        _check(initiative, changes, actor)
        for name, value in plan.columns(changes).items():
            setattr(initiative, name, value)
        fields = sorted({"title", *facts})
        engine.start(initiative, actor=actor, fields=fields)
        _write_rows(initiative, changes)
    return initiative


def may_create(actor: Actor, bargaining_table: UUID) -> bool:
    """Return whether this actor may start an initiative at a table."""
    return bool(_voices(actor, bargaining_table))


def edit(
    initiative: Initiative, *, actor: Actor, expected_version: int | None = None, **changes: Any
) -> Initiative:
    """Change the plan, a note or an owner, whichever it is; every consent is void afterwards.

    An approved plan is fixed (Refused); notes and one's own owner can still change. Raises Stale,
    NotAllowed, or InvalidData with every fault; a clause that the actor may not see cannot be
    linked, and stays linked where it was. `indicators` and `expected_bottlenecks` are lists
    that replace what was there. Another plan needs another answer of the works council.
    """
    changes = dict(plan.plain(changes))

    def rows(locked: Initiative) -> dict[str, Any]:
        _check(locked, changes, actor)
        if links.FIELD in changes:
            named = changes[links.FIELD]
            locked.linked_clauses = links.with_unseen(actor, locked.linked_clauses, named)
        _write_rows(locked, changes)
        return {"fields": sorted(changes), "works_council_asked_again": asked}

    event = _kind_of_edit(initiative, changes)
    written = {name: value for name, value in changes.items() if name != links.FIELD}
    asked = event == "edit" and plan.asks_again(initiative, changes)
    engine.edit(
        initiative,
        plan.columns(written) | (plan.UNANSWERED if asked else {}),
        actor=actor,
        expected_version=expected_version,
        event=event,
        rows=rows,
    )
    return initiative


def measure(  # noqa: PLR0913 (all but the first by name)
    initiative: Initiative,
    *,
    actor: Actor,
    indicator: str,
    moment: str,
    measured_on: date,
    value: Decimal | None = None,
    expected_version: int | None = None,
    **facts: Any,
) -> Measurement:
    """Record what an indicator was on a day, or why that is not known (`not_available_because`).

    A value needs a `source`; the one in the plan stands in for it. The baseline and the current
    stand of the indicator follow. Raises Stale, NotAllowed or InvalidData.
    """
    made: list[Measurement] = []

    def rows(locked: Initiative) -> dict[str, Any]:
        line = measuring.line_of(locked, indicator)
        given = {"source": line.source if value is not None else "", **facts}
        measuring.check(locked, moment, measured_on, value, given)
        measurement = Measurement.below(
            locked, indicator=line, moment=moment, measured_on=measured_on, value=value, **given
        )
        measuring.take_over(line, measurement)
        made.append(measurement)
        shown = {"indicator": indicator, "moment": moment, "measured_on": measured_on.isoformat()}
        return shown | {"measurement": str(measurement.pk), "value": _text(value)}

    engine.edit(
        initiative, {}, actor=actor, expected_version=expected_version, event="measure", rows=rows
    )
    return made[0]


def add_business_case(
    initiative: Initiative, *, actor: Actor, expected_version: int | None = None, **facts: Any
) -> BusinessCase:
    """Add a reckoning of costs and benefits; earlier ones stay. Raises Stale or NotAllowed."""
    made: list[BusinessCase] = []

    def rows(locked: Initiative) -> dict[str, Any]:
        made.append(BusinessCase.below(locked, **facts))
        return {
            "business_case": str(made[0].pk),
            "cost": _text(facts["cost"]),
            "benefit": _text(facts["benefit"]),
        }

    engine.edit(
        initiative, {}, actor=actor, expected_version=expected_version, event="account", rows=rows
    )
    return made[0]


def raise_bottleneck(
    initiative: Initiative, *, actor: Actor, expected_version: int | None = None, **facts: Any
) -> Bottleneck:
    """Perform the transition of that name and return the bottleneck it raised.

    Raises what `engine.perform` raises.
    """
    given = {name: value for name, value in facts.items() if value is not None}
    data = {name: value if isinstance(value, str) else str(value) for name, value in given.items()}
    try:
        engine.perform(
            initiative,
            "raise_bottleneck",
            actor=actor,
            data=data,
            expected_version=expected_version,
        )
    except InvalidData as invalid:
        faults = [replace(f, pointer=f.pointer.removeprefix("/data")) for f in invalid.faults]
        raise InvalidData(faults) from invalid
    raised: Bottleneck = initiative.bottlenecks.latest("created_at", "id")
    return raised


def follow_bottleneck(  # noqa: PLR0913 (all but the first by name)
    initiative: Initiative,
    bottleneck: Bottleneck,
    *,
    actor: Actor,
    status: str,
    result: str = "",
    on: date | None = None,
    expected_version: int | None = None,
) -> Bottleneck:
    """Say how far a bottleneck is; one that is solved or accepted has a result.

    Its date only moves when the steering group resolves an escalation. Raises Stale, NotAllowed or
    InvalidData.
    """
    closes = status in (BottleneckStatus.SOLVED, BottleneckStatus.ACCEPTED)

    def rows(locked: Initiative) -> dict[str, Any]:
        if closes and not result:
            raise InvalidData([Fault("/result", "required", _REQUIRED)])
        current: Bottleneck = locked.bottlenecks.select_for_update().get(pk=bottleneck.pk)
        current.status, current.result = status, result
        current.closed_on = (on or timezone.localdate()) if closes else None
        current.save()
        return {"bottleneck": str(current.pk), "status": status}

    engine.edit(
        initiative,
        {},
        actor=actor,
        expected_version=expected_version,
        event="follow_bottleneck",
        rows=rows,
    )
    bottleneck.refresh_from_db()
    return bottleneck


def _office(actor: Actor, bargaining_table: UUID, organisation_id: UUID | None) -> Office:
    seats = actor.seats_at(bargaining_table)
    if not seats:
        raise InvalidData([Fault("/bargaining_table", "not_at_table", _NOT_AT_TABLE)])
    for office in _voices(actor, bargaining_table):
        if organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed("create", sorted({Role.EMPLOYER, Role.UNION, Role.WORKS_COUNCIL}))


def _voices(actor: Actor, bargaining_table: UUID) -> list[Office]:
    seats = actor.seats_at(bargaining_table)
    own = (seat for seat in seats if seat.capacity in OWN_VOICE and seat.office.negotiates)
    return [seat.office for seat in own]


def _check(initiative: Initiative, changes: Mapping[str, Any], actor: Actor) -> None:
    faults = plan.faults_in(initiative, changes, timezone.localdate())
    faults += links.faults_in(actor, changes)
    if initiative.state == "in_consultation":
        asked = sorted(plan.CONSULTATION & changes.keys())
        faults += [Fault(f"/{name}", "already_asked", _ASKED) for name in asked]
    if initiative.state not in PREPARATION:
        gone = sorted(name for name in plan.OWNERS & changes.keys() if not changes[name])
        faults += [Fault(f"/{name}", "required", _REQUIRED) for name in gone]
    if faults:
        raise InvalidData(faults)


def _kind_of_edit(initiative: Initiative, changes: Mapping[str, Any]) -> str:
    if initiative.state not in PREPARATION:
        if changes.keys() <= plan.NOTES:
            return "note"
        if changes.keys() in ({"employer_owner"}, {"worker_owner"}):
            return f"replace_{next(iter(changes))}"
        raise Refused([_FIXED])
    return "edit"


def _write_rows(initiative: Initiative, changes: Mapping[str, Any]) -> None:
    if "indicators" in changes:
        _replace_indicators(initiative, changes["indicators"])
    if "expected_bottlenecks" in changes:
        initiative.bottlenecks.filter(status=BottleneckStatus.EXPECTED).delete()
        for row in changes["expected_bottlenecks"]:
            initiative.add_bottleneck(status=BottleneckStatus.EXPECTED, **row)


def _replace_indicators(initiative: Initiative, lines: Iterable[Mapping[str, Any]]) -> None:
    initiative.indicators.all().delete()
    for position, line in enumerate(lines):
        IndicatorLine.below(initiative, position=position, **line)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
