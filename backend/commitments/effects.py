"""What a transition changes besides the state. They run inside the engine, as who performs."""

from datetime import date
from typing import Any

from backend.commitments.guards import LAST_PHASES, phase_of
from backend.parties.audiences import Visibility
from backend.workflow import engine
from backend.workflow.lifecycle import Step


def start(commitment: Any, step: Step) -> None:
    """Note since when somebody works on it."""
    commitment.started_on = commitment.started_on or step.today


def deliver(commitment: Any, step: Step) -> None:
    """Note when and by whom, and file what was handed in with it."""
    commitment.delivered_on = step.today
    commitment.delivered_by_id = step.office.organisation_id if step.office else None
    for piece in step.data.get("evidence", ()):
        commitment.file_evidence(piece, actor=step.actor, at=step.now)


def accept(commitment: Any, step: Step) -> None:
    """Note when the other side confirmed."""
    commitment.accepted_on = step.today


def give_back(commitment: Any, step: Step) -> None:
    """Forget the delivery: it was not enough. The chain remembers it."""
    commitment.delivered_on = commitment.delivered_by_id = None


def defer(commitment: Any, step: Step) -> None:
    """Move the date to the one that both sides agreed, and count."""
    commitment.due_on = date.fromisoformat(step.data["due_on"])
    commitment.deferrals += 1
    commitment.deferred_on = step.today


def justify(commitment: Any, step: Step) -> None:
    """Keep the justification that both sides accepted."""
    commitment.justification = step.data["justification"]


def reopen(commitment: Any, step: Step) -> None:
    """Start again with a new date: what closed it no longer holds."""
    commitment.due_on = date.fromisoformat(step.data["due_on"])
    commitment.delivered_on = commitment.delivered_by_id = commitment.accepted_on = None
    commitment.justification = commitment.dispute_grounds = ""
    commitment.carried_to = None
    dossier = commitment.dossier()
    if dossier is not None and phase_of(dossier) == LAST_PHASES[-1]:
        commitment.term_ended_on = commitment.term_ended_on or step.today


def end_term(commitment: Any, step: Step) -> None:
    """Note since when it waits for an outcome."""
    commitment.term_ended_on = step.today


def dispute(commitment: Any, step: Step) -> None:
    """Keep what the sides disagree about."""
    commitment.dispute_grounds = step.data["grounds"]


def carry_over(commitment: Any, step: Step) -> None:
    """Promise the same once more in the successor, by the new date; each knows the other."""
    dossier, due_on = commitment.goes_on_in(), date.fromisoformat(step.data["due_on"])
    following = type(commitment)(
        subject_kind=dossier.kind,
        subject_id=dossier.pk,
        bargaining_table_id=dossier.bargaining_table_id,
        visibility=Visibility.PARTIES,
        rule=dossier.both_sides,
        author_side=commitment.author_side,
        author_organisation_id=commitment.author_organisation_id,
        text=commitment.text,
        owner_side=commitment.owner_side,
        owner_id=commitment.owner_id,
        co_owner_id=commitment.co_owner_id,
        due_on=due_on,
        original_due_on=due_on,
        indicators=list(commitment.indicators),
    )
    commitment.carried_to = engine.start(
        following,
        actor=step.actor,
        organisation_id=step.office.organisation_id if step.office else None,
        now=step.now,
        dossier=f"{dossier.kind}:{dossier.pk}",
        due_on=due_on.isoformat(),
        **_where_from(commitment, following),
    )


def _where_from(commitment: Any, following: Any) -> dict[str, str]:
    """Return the fact where it comes from; at another table that need not be known to all."""
    same = following.bargaining_table_id == commitment.bargaining_table_id
    return {"carried_from": f"{commitment.kind}:{commitment.pk}"} if same else {}
