"""The judgements that wait for somebody, for the list of what waits for them."""

from collections.abc import Iterator
from datetime import date

from backend.evaluations import queries
from backend.evaluations.models import Evaluation
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import deadlines
from backend.reminders.pages import each_of
from backend.reminders.waiting import Waiting

JUDGE = Words("Oordeel geven", "Give your judgement")


def awaited_judgements(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the evaluations in which the actor's side has not judged and the actor may."""
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.office.negotiates}
    rows = Evaluation.objects.visible_to(actor).filter(
        bargaining_table__in=tables, closed_at__isnull=True, unsealed_at__isnull=True
    )
    for evaluation in each_of(rows, "opened_at"):
        subject = queries.subject_of(evaluation, actor)
        if subject is None:
            continue
        places = queries.places_of(actor, subject, evaluation, today)
        if any(place.voice in evaluation.awaited for place in places):
            about = deadlines.reference_to(subject.kind, subject.pk, subject)
            yield Waiting("judgement", about, JUDGE)
