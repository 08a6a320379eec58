"""The subsidies of an initiative: by when one is asked for, and by when it is accounted for.

Which rounds there are is the funder's to say. Owners write down the window of the round that they
look at, with where it stands; nothing here knows it better.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from backend.initiatives.models import Initiative, Subsidy
from backend.initiatives.subsidy_dates import OWN_MONEY
from backend.parties.actors import Actor
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow import engine
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, Stale

EVENT = "subsidy"
_NO_SUCH_CODE = Words("Deze code staat niet in de lijst.", "This code is not in the list.")
_OWN_MONEY = Words(
    "Eigen middelen hebben geen aanvraagtijdvak.", "Own means have no application window."
)
_CLOSES_FIRST = Words(
    "Het tijdvak sluit niet voor het opengaat.", "The window does not close before it opens."
)
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_FUTURE = Words("Deze dag is nog niet geweest.", "This day has not come yet.")
_BOTH = Words(
    "Aangevraagd of van afgezien: kies een van de twee.", "Applied for or dismissed: choose one."
)
_NOT_APPLIED = Words(
    "Leg eerst vast wanneer de subsidie is aangevraagd.",
    "Record first when the subsidy was applied for.",
)
_BEFORE = Words("Deze dag ligt voor de aanvraag.", "This day lies before the application.")


def add(initiative: Initiative, *, actor: Actor, **facts: Any) -> Subsidy:
    """Write down a round that the owners look at. Raises NotAllowed or InvalidData."""
    made: list[Subsidy] = []

    def rows(locked: Initiative) -> dict[str, Any]:
        wanted = Subsidy(**facts)
        _require_sound(wanted)
        made.append(Subsidy.below(locked, **facts))
        made[0].plan()
        return {"subsidy": str(made[0].pk), "programme": wanted.programme, **_said(facts)}

    engine.edit(initiative, {}, actor=actor, event=EVENT, rows=rows)
    return made[0]


def follow(
    subsidy: Subsidy,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
) -> Subsidy:
    """Say what came of it: applied or dismissed, its accounting, or another window.

    Raises Stale, NotAllowed or InvalidData.
    """

    def rows(locked: Initiative) -> dict[str, Any]:
        current: Subsidy = locked.subsidies.select_for_update().get(pk=subsidy.pk)
        if expected_version is not None and current.version != expected_version:
            raise Stale(current.version)
        for name, value in changes.items():
            setattr(current, name, value)
        _require_sound(current)
        current.version += 1
        current.save()
        current.plan()
        return {"subsidy": str(current.pk), "programme": current.programme, **_said(changes)}

    engine.edit(subsidy.initiative, {}, actor=actor, event=EVENT, rows=rows)
    subsidy.refresh_from_db()
    return subsidy


def changes_of(subsidy: Subsidy, actor: Actor) -> list[engine.Change]:
    """Return what the actor may write of it: what an owner may of the initiative."""
    found = engine.changes(subsidy.initiative, actor=actor)
    return [each for each in found if each.name == EVENT]


def _said(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the days of these facts, as the chain keeps them."""
    return {k: v.isoformat() if v else None for k, v in facts.items() if k.endswith("_on")}


def _require_sound(row: Subsidy) -> None:
    found = sorted(_faults(row, timezone.localdate()), key=lambda fault: fault.pointer)
    if found:
        raise InvalidData(found)


def _faults(row: Subsidy, today: date) -> Iterator[Fault]:
    if row.programme not in codes_of("funding-programmes"):
        yield Fault("/programme", "unknown_code", _NO_SUCH_CODE)
    elif row.programme == OWN_MONEY:
        yield Fault("/programme", "own_means", _OWN_MONEY)
    if row.opens_on is not None and row.closes_on < row.opens_on:
        yield Fault("/closes_on", "closes_first", _CLOSES_FIRST)
    for name in ("applied_on", "dismissed_on", "handed_in_on"):
        day = getattr(row, name)
        if day is not None and day > today:
            yield Fault(f"/{name}", "future", _FUTURE)
    if row.applied_on is not None and row.dismissed_on is not None:
        yield Fault("/dismissed_on", "both", _BOTH)
    if row.dismissed_on is not None and not row.dismissed_because.strip():
        yield Fault("/dismissed_because", "required", _REQUIRED)
    yield from _faults_of_accounting(row)


def _faults_of_accounting(row: Subsidy) -> Iterator[Fault]:
    for name in ("accounting_due_on", "handed_in_on"):
        day = getattr(row, name)
        if day is None:
            continue
        if row.applied_on is None:
            yield Fault(f"/{name}", "not_applied", _NOT_APPLIED)
        elif day < row.applied_on:
            yield Fault(f"/{name}", "before_application", _BEFORE)
