"""What a transition writes besides the state: on the locked initiative, inside the engine."""

from datetime import date
from typing import Any

from backend.commitments.actions import note_review
from backend.evaluations import actions as evaluating
from backend.initiatives.dates import FOLLOW_UP_AFTER_MONTHS
from backend.initiatives.kinds import UNSOLVED, BottleneckStatus, one_of_two
from backend.reference.periods import add_months
from backend.workflow.authority import any_office
from backend.workflow.days import day_of
from backend.workflow.dues import moved
from backend.workflow.lifecycle import ConsentRule, Step


def ask_works_council(initiative: Any, step: Step) -> None:
    """Put the question; an answer to an earlier one no longer counts."""
    initiative.works_council_role = step.data["works_council_role"]
    body = step.data.get("works_council_body", initiative.works_council_body_id)
    initiative.works_council_body_id = body
    initiative.works_council_answer_due_on = day_of(step, "answer_due_on")
    initiative.works_council_outcome = ""
    initiative.works_council_decided_on = None
    initiative.works_council_conditions = ""


def record_answer(initiative: Any, step: Step) -> None:
    """Keep what the works council answered."""
    initiative.works_council_outcome = step.data["outcome"]
    initiative.works_council_decided_on = day_of(step, "decided_on")
    initiative.works_council_conditions = step.data.get("conditions", "")


def approve(initiative: Any, step: Step) -> None:
    """Remember the day: a decision against the advice is suspended from here."""
    initiative.approved_on = step.today


def close(initiative: Any, step: Step) -> None:
    """Remember the day from which the year until the archive is counted."""
    initiative.closed_on = step.today


def note_grant(initiative: Any, step: Step) -> None:
    """Keep the date of the grant decision."""
    initiative.grant_awarded_on = day_of(step, "grant_awarded_on") or initiative.grant_awarded_on


def pause(initiative: Any, step: Step) -> None:
    """Keep the day on which it should go on."""
    initiative.resume_on = day_of(step, "resume_on")


def go_on(initiative: Any, step: Step) -> None:
    """Both sides agreed to go on: a pause is over, and so is an announced stop."""
    initiative.resume_on = None
    initiative.stop_announced_on, initiative.stop_announced_by = None, ""


def open_review(initiative: Any, step: Step) -> None:
    """Ask both sides for their judgement, each without seeing the other's."""
    _open_evaluation(initiative, "review", step)


def open_final(initiative: Any, step: Step) -> None:
    """Start the final evaluation; a review that was still open ends in it."""
    _open_evaluation(initiative, "final", step)


def conclude_review(initiative: Any, step: Step) -> None:
    """Close the review and plan the next one, or none."""
    _close_evaluation(initiative, step, findings=step.data["findings"])
    go_on(initiative, step)
    initiative.next_review_on = day_of(step, "next_review_on")
    note_review(initiative, now=step.now)


def raise_bottleneck(initiative: Any, step: Step) -> None:
    """Add an open bottleneck, with an owner and a date."""
    initiative.add_bottleneck(
        code=step.data["code"],
        description=step.data["description"],
        owner_side=step.data["owner_side"],
        owner_id=step.data.get("owner"),
        solution=step.data["solution"],
        raised_on=step.today,
        due_on=day_of(step, "due_on"),
        status=BottleneckStatus.OPEN,
    )


def resolve(initiative: Any, step: Step) -> None:
    """Give bottlenecks that are late the date that the steering group decided on."""
    go_on(initiative, step)
    due_on = day_of(step, "bottlenecks_due_on")
    if due_on is not None:
        late = initiative.bottlenecks.filter(status__in=UNSOLVED, due_on__lt=step.today)
        late.update(due_on=due_on)


def announce_stop(initiative: Any, step: Step) -> None:
    """Start the 30 days of notice for this side."""
    office = any_office(step.actor, initiative)
    initiative.stop_announced_on = step.today
    initiative.stop_announced_by = one_of_two(office.side) if office else ""


def stop(initiative: Any, step: Step) -> None:
    """Keep the lessons; whatever was being judged is closed as it stands."""
    _close_evaluation(initiative, step)
    initiative.lessons = step.data["lessons"]
    initiative.resume_on = None
    close(initiative, step)


def embed(initiative: Any, step: Step) -> None:
    """Keep how it becomes the normal way of working, and who sees to it."""
    _close_evaluation(initiative, step)
    initiative.embedding_plan = step.data["plan"]
    initiative.embedding_owner_id = step.data["owner"]


def extend(initiative: Any, step: Step) -> None:
    """Move the end; the final evaluation gets as long after it as was planned."""
    _close_evaluation(initiative, step)
    end = date.fromisoformat(step.data["end_on"])
    after = (initiative.final_evaluation_on - initiative.end_on).days
    initiative.final_evaluation_on = moved(end, after)
    initiative.end_on = end
    initiative.next_review_on = day_of(step, "next_review_on")
    initiative.extensions += 1


def confirm(initiative: Any, step: Step) -> None:
    """Keep where it is laid down, and when to look back."""
    initiative.embedding_anchor = step.data["anchor"]
    initiative.embedding_evidence = step.data["evidence"]
    initiative.follow_up_on = day_of(step, "follow_up_on") or add_months(
        step.today, FOLLOW_UP_AFTER_MONTHS
    )
    initiative.follow_up_called_on = None
    close(initiative, step)


def call_for_follow_up(initiative: Any, step: Step) -> None:
    """Note that the follow-up has been called for, so that it is called for once."""
    initiative.follow_up_called_on = step.today


def ask_for_example(initiative: Any, step: Step) -> None:
    """Ask both owners whether it may be a good example; asked anew, the days count anew."""
    initiative.example_asked_on = step.today
    initiative.example_agreed_on, initiative.example_summary = None, ""


def agree_example(initiative: Any, step: Step) -> None:
    """Keep what both owners agreed may be told."""
    initiative.example_agreed_on = step.today
    initiative.example_summary = step.data["summary"]


def decline_example(initiative: Any, step: Step) -> None:
    """Neither is asked any more, and what was agreed to is taken back."""
    initiative.example_asked_on = initiative.example_agreed_on = None
    initiative.example_summary = ""


def _open_evaluation(initiative: Any, form: str, step: Step) -> None:
    # The workers' side of an initiative is whoever the table lets speak: unions or works council.
    rule = ConsentRule.EMPLOYER_AND_WORKERS
    evaluating.open_evaluation(initiative, form, actor=step.actor, now=step.now, rule=rule)


def _close_evaluation(initiative: Any, step: Step, findings: str = "") -> None:
    evaluating.close(initiative, actor=step.actor, now=step.now, findings=findings)
