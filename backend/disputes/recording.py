"""What the steps of a subject write about its dispute: called from their effects, under its lock.

A subject that was disputed before disputes were written down has no row; its steps then go on as
they always did.
"""

from datetime import date
from typing import Any
from uuid import UUID

from backend.confidentiality.context import acting_as
from backend.disputes import queries
from backend.disputes.kinds import LADDER, Ending, Said
from backend.disputes.models import Dispute, Rung, Statement
from backend.parties.actors import SYSTEM
from backend.parties.audiences import Visibility
from backend.workflow.anchors import Passage
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Step


def open_dispute(
    subject: Any,
    step: Step,
    *,
    text_number: int | None,
    about: tuple[Any, Passage] | None = None,
) -> None:
    """Write down the claim of the step, and that the sides begin by talking.

    `about` is the text and the passage in it that the claim points at.
    """
    claim, commitment = step.data, step.data.get("commitment")
    with acting_as(SYSTEM):
        dispute = Dispute(
            subject_kind=subject.kind,
            subject_id=subject.pk,
            bargaining_table_id=subject.bargaining_table_id,
            visibility=Visibility.PARTIES,
            back_to=subject.previous_state,
            kind=claim["kind"],
            facts=claim["facts"].strip(),
            requested=claim["requested"].strip(),
            text_number=about[0].number if about else text_number,
            commitment_id=UUID(commitment) if commitment else None,
            raised_on=step.today,
            answer_due_on=day_of(step, "answer_due_on"),
            level=LADDER[0],
            **_by(step),
        )
        if about:
            dispute.attach(*about)
        dispute.save(force_insert=True)
        _begin(dispute, step, due_on=dispute.answer_due_on)


def answer(subject: Any, step: Step) -> None:
    """Write down what the other side says to the claim."""
    with acting_as(SYSTEM):
        dispute = queries.open_dispute_of(subject)
        if dispute is not None:
            Statement.below(
                dispute,
                said=Said.ANSWER,
                text=step.data["answer"].strip(),
                requested=step.data.get("requested", "").strip(),
                said_at=step.now,
                **_by(step),
            )


def climb(subject: Any, step: Step, *, level: str, due_on: date) -> None:
    """Write down that the dispute came to another rung."""
    with acting_as(SYSTEM):
        dispute = queries.open_dispute_of(subject)
        if dispute is not None:
            dispute.level = level
            dispute.save(update_fields=["level"])
            _begin(dispute, step, due_on=due_on)


def find(subject: Any, step: Step) -> None:
    """Write down what the body on this rung advised or ruled."""
    with acting_as(SYSTEM):
        dispute = queries.open_dispute_of(subject)
        rows = Rung.objects.filter(dispute=dispute, level=dispute.level if dispute else "")
        rows.update(
            finding=step.data["finding"],
            finding_text=step.data["text"].strip(),
            finding_source=step.data.get("source", "").strip(),
            found_on=day_of(step, "found_on"),
        )


def settle(subject: Any, step: Step, *, ends_subject: bool = False) -> None:
    """Write down how the dispute ended."""
    with acting_as(SYSTEM):
        dispute = queries.open_dispute_of(subject)
        if dispute is not None:
            ruling = step.data.get("ruling", "").strip()
            dispute.ending = Ending.RULED if ruling else Ending.AGREED
            dispute.ended_on, dispute.ended_subject = step.today, ends_subject
            dispute.outcome = step.data["outcome"].strip()
            dispute.consequences = step.data.get("consequences", "").strip()
            dispute.ruling = ruling
            dispute.save()


def has_finding(subject: Any) -> bool:
    """Whether the body on the present rung has spoken."""
    with acting_as(SYSTEM):
        dispute = queries.open_dispute_of(subject)
        if dispute is None:
            return False
        rows = Rung.objects.filter(dispute=dispute, level=dispute.level)
        return bool(rows.exclude(finding="").exists())


def _begin(dispute: Dispute, step: Step, *, due_on: date | None) -> None:
    Rung.below(
        dispute,
        level=dispute.level,
        began_on=step.today,
        due_on=due_on,
        before=step.data.get("before", "").strip(),
        **_by(step),
    )


def _by(step: Step) -> dict[str, Any]:
    office = step.office
    return {
        "author_side": office.side if office else "",
        "organisation_id": office.organisation_id if office else None,
    }
