"""The answers that wait for a works council, for the list of what waits for them."""

from collections.abc import Iterator
from datetime import date

from backend.evaluations.awaited import FINAL, REVIEW, TO_REVIEW
from backend.initiatives.models import Initiative
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.pages import each_of
from backend.reminders.waiting import Waiting

ANSWER = Words("Advies of besluit vastleggen", "Record advice or decision")
# What is asked of who is in a circle, in which states, and the step by which they answer.
ASKED = {
    "answer_awaited": (ANSWER, {"in_consultation"}, "record_or_outcome"),
    REVIEW: (TO_REVIEW, {"under_review"}, ""),
    FINAL: (TO_REVIEW, {"evaluating"}, ""),
}


def awaited_answers(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the plans about which the actor's works council was asked and has not answered."""
    mine = {office.organisation_id for office in actor.offices if office.negotiates}
    if not mine:
        return
    rows = Initiative.objects.visible_to(actor).filter(
        works_council_body__in=mine, state="in_consultation", works_council_outcome=""
    )
    for initiative in each_of(rows, "works_council_answer_due_on"):
        about = deadlines.reference_to(initiative.kind, initiative.pk, initiative)
        yield Waiting(
            "transition",
            about,
            ANSWER,
            due_on=initiative.works_council_answer_due_on,
            transition="record_or_outcome",
        )
