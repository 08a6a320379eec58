"""Who still has something to do for an evaluation: judge, or say yes to what concludes it."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from backend.evaluations.kinds import Form
from backend.evaluations.models import Evaluation
from backend.reference.words import Words
from backend.workflow import awaiting


class Asked(NamedTuple):
    """Which form of evaluation a circle is about, and the steps that conclude it."""

    form: str
    steps: tuple[str, ...]


class Left(NamedTuple):
    """The sides that have not judged; once all have, the organisations whose yes is missing."""

    sides: tuple[str, ...]
    organisations: set[UUID]


TO_REVIEW = Words(
    "Evaluatie: oordeel geven of afsluiten", "Evaluation: give a judgement, or conclude it"
)
REVIEW, FINAL = "review_awaited", "final_awaited"


def left_of(
    subjects: Collection[Any], form: str, steps: tuple[str, ...], on: date
) -> dict[UUID, Left]:
    """Return what is left of the evaluations of this form that are under way, by subject.

    Of a subject that has none, and of one of which all is left to do, there is no entry.
    """
    known = {subject.pk: subject for subject in subjects}
    under_way = Evaluation.objects.filter(form=form, closed_at__isnull=True)
    rows = list(under_way.filter(subject_id__in=known))
    found = {row.subject_id: Left(row.awaited, set()) for row in rows if row.awaited}
    judged = [known[row.subject_id] for row in rows if not row.awaited]
    begun = awaiting.begun(judged) if judged else set()
    for subject in judged:
        missing = awaiting.missing_in(subject, steps, on=on) if subject.pk in begun else None
        if missing is not None:
            found[subject.pk] = Left((), missing)
    return found


def asked(name: str, review: tuple[str, ...], final: tuple[str, ...]) -> Asked:
    """Return what a circle of this name is about, of a kind that concludes by these steps."""
    return Asked(Form.REVIEW, review) if name == REVIEW else Asked(Form.FINAL, final)
