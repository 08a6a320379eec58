"""Questions about initiatives. Narrow what `visible_to` left; never fetch beside it."""

from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from backend.initiatives.kinds import UNSOLVED, Moment
from backend.initiatives.models import Bottleneck, Initiative, Measurement
from backend.parties.actors import Actor

AT_WORK = ("running", "paused", "under_review", "escalated")


def initiatives_for(actor: Actor) -> Any:
    """Return the initiatives that the actor may see, with the organisations they name."""
    rows = Initiative.objects.visible_to(actor)
    return rows.select_related(
        "bargaining_table",
        "organisation",
        "employer_owner",
        "worker_owner",
        "works_council_body",
        "embedding_owner",
    )


def overdue(on: date) -> Q:
    """Return the condition that something which was due before this day has not been done."""
    late_bottleneck = Bottleneck.objects.filter(
        initiative_id=OuterRef("pk"), status__in=UNSOLVED, due_on__lt=on
    )
    follow_up = Measurement.objects.filter(initiative_id=OuterRef("pk"), moment=Moment.FOLLOW_UP)
    unanswered = Q(works_council_outcome="") & ~Q(works_council_role__in=("", "none"))
    condition: Q = (
        Q(state="in_consultation", works_council_answer_due_on__lt=on) & unanswered
        | Q(state="baseline", start_on__lt=on)
        | Q(state__in=("running", "under_review"), next_review_on__lt=on)
        | Q(state="paused", resume_on__lt=on)
        | Q(state__in=(*AT_WORK, "evaluating"), final_evaluation_on__lt=on)
        | Q(state="embedded", follow_up_on__lt=on) & ~Exists(follow_up)
        | Q(state__in=(*AT_WORK, "baseline")) & Q(Exists(late_bottleneck))
    )
    return condition


def with_overdue(rows: Any, on: date) -> Any:
    """Add `overdue` to every row: whether something is late on this day."""
    flag = Case(When(overdue(on), then=Value(value=True)), default=Value(value=False))
    flag.output_field = BooleanField()
    return rows.annotate(overdue=flag)


def search(rows: QuerySet[Any], words: str) -> Any:
    """Return the rows with these words in their plan, as Dutch reads them."""
    vector = SearchVector(
        "title", "problem", "plan", "desired_situation", "target_group", config="dutch"
    )
    query = SearchQuery(words, config="dutch", search_type="websearch")
    return rows.annotate(found_in=vector).filter(found_in=query)
