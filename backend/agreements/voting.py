"""Who the parties to a clause are, and what their members said."""

from datetime import date
from typing import Any

from backend.parties.kinds import Capacity, RatificationRule, Side
from backend.parties.models import Membership
from backend.workflow.lifecycle import Step


def parties_by_side(clause: Any, on: date) -> dict[str, set[Any]]:
    """Return the ids of the parties at the table, by side."""
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table_id=clause.bargaining_table_id, capacity=Capacity.PARTY
    )
    found: dict[str, set[Any]] = {Side.EMPLOYER: set(), Side.UNION: set()}
    for organisation, side in seats.values_list("organisation_id", "organisation__side"):
        found[side].add(organisation)
    return found


def live_ballots(clause: Any) -> Any:
    """Return the ballots of the consultation that runs, or ran last."""
    return clause.ballots.filter(ended_at__isnull=True)


def own_ballot(clause: Any, step: Step) -> Any:
    """Return the ballot of the organisation for which the actor acts; None without one."""
    mine = [o.organisation_id for o in step.actor.offices if o.negotiates]
    if step.office is not None:
        mine = [step.office.organisation_id]
    return live_ballots(clause).filter(organisation_id__in=mine).order_by("outcome").first()


def is_accepted(clause: Any) -> bool:
    """Whether enough parties accepted on each side, by the table's rule."""
    everybody = clause.bargaining_table.ratification_rule == RatificationRule.ALL_PARTIES
    ballots = list(live_ballots(clause).select_related("organisation"))
    for side in (Side.EMPLOYER, Side.UNION):
        said = [ballot.accepts for ballot in ballots if ballot.organisation.side == side]
        if not (all(said) if everybody and said else any(said)):
            return False
    return True
