"""What is known of evaluations. Everything here reads as the current reading context."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from backend.evaluations.models import Addendum, Evaluation, Judgement
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.workflow import consents, registry
from backend.workflow.lifecycle import ConsentRule


class Place(NamedTuple):
    """For which side somebody judges, and in which office."""

    voice: str
    office: Office


def open_evaluation_of(subject: Any) -> Evaluation | None:
    """Return the evaluation of this subject that is under way, if any."""
    found: Evaluation | None = evaluations_of(subject).filter(closed_at__isnull=True).first()
    return found


def evaluations_of(subject: Any) -> Any:
    """Return the evaluations of this subject, newest first."""
    rows = Evaluation.objects.filter(subject_kind=subject.kind, subject_id=subject.pk)
    return rows.order_by("-opened_at", "-id")


def is_complete(subject: Any) -> bool:
    """Whether an evaluation is under way and every side has judged in it."""
    evaluation = open_evaluation_of(subject)
    return evaluation is not None and not evaluation.awaited


def awaited_sides(subject: Any) -> tuple[str, ...]:
    """Return the sides that still have to judge in the evaluation under way; () without one."""
    evaluation = open_evaluation_of(subject)
    return evaluation.awaited if evaluation else ()


def judgements_of(evaluation: Evaluation, actor: Actor) -> Any:
    """Return the judgements that the actor may see, also those that were replaced."""
    rows = Judgement.objects.visible_to(actor).filter(evaluation=evaluation)
    return rows.select_related("organisation")


def with_judgements(evaluations: Any, actor: Actor) -> Any:
    """Fetch along, as `visible`, the judgements that count and that the actor may see."""
    rows = Judgement.objects.visible_to(actor).filter(replaced_at__isnull=True)
    rows = rows.select_related("organisation")
    return evaluations.prefetch_related(Prefetch("judgements", queryset=rows, to_attr="visible"))


def subject_of(evaluation: Evaluation, actor: Actor) -> Any:
    """Return what is evaluated, or None where the actor may not see it."""
    rows = registry.model_of(evaluation.subject_kind).objects.visible_to(actor)
    return rows.filter(pk=evaluation.subject_id).first()


def may_judge(actor: Actor, evaluation: Evaluation) -> bool:
    """Whether the actor can judge now, or correct what its organisation judged."""
    if evaluation.closed_at is not None or evaluation.unsealed_at is not None:
        return False
    subject = subject_of(evaluation, actor)
    if subject is None:
        return False
    rows = judgements_of(evaluation, actor).filter(replaced_at__isnull=True)
    own = {(judgement.voice, judgement.organisation_id) for judgement in rows}
    return any(
        place.voice in evaluation.awaited or (place.voice, place.office.organisation_id) in own
        for place in places_of(actor, subject, evaluation, timezone.localdate())
    )


def places_of(actor: Actor, subject: Any, evaluation: Evaluation, on: date) -> list[Place]:
    """Return for which sides, and in which offices, the actor may judge.

    Whoever may consent for a side may judge for it, and so may the subject's owner on that side, as
    long as they sit at the table: a judgement is first read by the own side there.
    """
    can = [
        office for office in actor.offices if office.negotiates and _sits(actor, subject, office)
    ]
    return [
        Place(voice, office)
        for voice, organisations in _voices(subject, evaluation, on)
        for office in can
        if office.organisation_id in organisations
    ]


def _sits(actor: Actor, subject: Any, office: Office) -> bool:
    word = audience_of(Visibility.SIDE_PRIVATE, subject.bargaining_table_id, office.side)
    return word in actor.audiences


def _voices(subject: Any, evaluation: Evaluation, on: date) -> list[tuple[str, set[UUID]]]:
    found = []
    for voice in consents.voices(subject, ConsentRule(evaluation.rule), on=on):
        organisations = {pk for pk, _name in voice.organisations}
        owner = subject.owner_of(voice.side)
        found.append((voice.side, organisations | ({owner} if owner else set())))
    return found


def rows_about(subjects: Collection[UUID]) -> list[Any]:
    """Return the rows that are read as these subjects' parties or sides read."""
    found = Evaluation.objects.filter(subject_id__in=subjects)
    judged = Judgement.objects.filter(evaluation__subject_id__in=subjects)
    added = Addendum.objects.filter(judgement__evaluation__subject_id__in=subjects)
    return [added, judged, found]
