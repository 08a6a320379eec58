"""What follows in the clauses when a package is agreed, or lets one of them go."""

from typing import Any

from backend.packages.kinds import AGREE, APART
from backend.parties.actors import SYSTEM
from backend.reference.words import Words
from backend.workflow import engine, records
from backend.workflow.errors import Refused
from backend.workflow.lifecycle import Refusal, Step
from backend.workflow.voiding import void

_WHY = Words("{clause}: {why}", "{clause}: {why}")


def agree(package: Any, step: Step) -> None:
    """Let its alternatives fall away, and agree every clause in it: all of them, or none.

    Raises Refused with which clause it was; then the transaction around it must be rolled back.
    """
    for rival in package.rivals().filter(state="open"):
        engine.perform(rival, "fall_away", actor=SYSTEM, now=step.now)
    for part in sorted(package.parts(), key=lambda part: str(part.clause_id)):
        try:
            engine.perform(
                part.clause,
                AGREE,
                actor=step.actor,
                data=part.terms,
                organisation_id=step.office.organisation_id if step.office else None,
                now=step.now,
            )
        except Refused as refused:
            named = part.clause.caption
            raise Refused(
                [
                    Refusal(no.code, _WHY.with_(clause=named, why=no.words))
                    for no in refused.refusals
                ]
            ) from refused


def release(package: Any, step: Step) -> None:
    """Let one clause go on by itself; nobody has consented to what remains.

    Nor to take that apart: whoever said so saw another package.
    """
    void(package, step.actor, step.now, because=APART)
    part = next(each for each in package.parts() if str(each.clause_id) == step.data["clause"])
    package.members.filter(pk=part.pk).delete()
    _let_go(part.clause, package, step, "release")


def take_apart(package: Any, step: Step, name: str) -> None:
    """Say in the chain of every clause in it that it goes on by itself, and how that came."""
    for part in sorted(package.parts(), key=lambda part: str(part.clause_id)):
        _let_go(part.clause, package, step, name)


def _let_go(clause: Any, package: Any, step: Step, name: str) -> None:
    """Write it down for who reads both: the reason speaks of the package."""
    records.record(
        clause,
        "unpackaged",
        actor=step.actor,
        office=step.office,
        facts={"package": named(package), "how": name},
        reason=step.reason,
        narrowest=package.visibility,
        at=step.now,
    )


def named(package: Any) -> dict[str, str]:
    """Return how the chains of its clauses name a package."""
    return {"id": str(package.pk), "title": package.title}
