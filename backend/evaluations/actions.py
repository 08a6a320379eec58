"""Open, judge, unseal, add, close. A judgement is unsealed in the transaction of the last one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.confidentiality.context import acting_as
from backend.evaluations import queries
from backend.evaluations.content import checked
from backend.evaluations.models import Addendum, Evaluation, Judgement
from backend.evaluations.queries import Place
from backend.evaluations.refusals import CLOSED, SEALED, SIDE_HAS_JUDGED, TWO_SIDES, UNSEALED
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.workflow import records
from backend.workflow.errors import NotAllowed, Refused
from backend.workflow.lifecycle import ConsentRule, Refusal
from backend.workflow.locks import lock


def open_evaluation(
    subject: Any,
    form: str,
    *,
    actor: Actor,
    now: datetime,
    rule: ConsentRule | None = None,
) -> Evaluation:
    """Open an evaluation of the subject and return it; the one under way, if it has this form.

    An evaluation of another form that is still under way is closed first. One judgement is needed
    for each voice of `rule`; by default of what "both sides" stands for around the subject. Called
    from the effect of a transition, under the subject's lock, on behalf of whoever performs it.
    """
    with transaction.atomic(), acting_as(SYSTEM):
        current = queries.open_evaluation_of(subject)
        if current is not None and current.form == form:
            return current
        if current is not None:
            _close(current, now)
        opened: Evaluation = Evaluation.objects.create(
            subject_kind=subject.kind,
            subject_id=subject.pk,
            bargaining_table_id=subject.bargaining_table_id,
            visibility=Visibility.PARTIES,
            form=form,
            rule=rule or subject.both_sides,
            opened_at=now,
        )
    return opened


def close(subject: Any, *, actor: Actor, now: datetime, findings: str = "") -> Evaluation | None:
    """Close the evaluation under way and return it; None where there is none.

    Closing does not unseal: what one side gave alone stays with that side.
    """
    with transaction.atomic(), acting_as(SYSTEM):
        current = queries.open_evaluation_of(subject)
        return _close(current, now, findings) if current else None


def judge(  # noqa: PLR0913 (all but the first by name)
    evaluation: Evaluation,
    *,
    actor: Actor,
    verdict: str,
    explanation: str,
    lessons: str = "",
    advice: str = "",
    indicators: Iterable[Mapping[str, Any]] = (),
    no_indicators_because: str = "",
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> Judgement:
    """Record what one side finds; a second time, by the same organisation, replaces the first.

    Each of the `indicators` has `indicator` (a code) and either `value` or
    `not_available_because`, and may have a `source`. With the last side's judgement, those that
    count are unsealed for the parties in the same transaction. Raises NotAllowed, InvalidData or
    Refused; then nothing has changed.
    """
    moment = now or timezone.now()
    with transaction.atomic(), acting_as(actor):
        subject = _lock_subject(evaluation, actor)
        locked = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
        place = _place(actor, subject, locked, moment, organisation_id)
        content = checked(
            locked.form,
            {
                "verdict": verdict,
                "explanation": explanation,
                "lessons": lessons,
                "advice": advice,
                "indicators": list(indicators),
                "no_indicators_because": no_indicators_because,
            },
        )
        before = _own(locked, place)
        if refusals := _refusals(locked, place, actor, before):
            raise Refused(refusals)
        judgement = _write(locked, place, actor, content, before, moment)
        _record(subject, judgement, actor, place.office, before)
        _unseal_when_complete(subject, locked, moment)
        judgement.refresh_from_db()
    evaluation.judged_by, evaluation.unsealed_at = locked.judged_by, locked.unsealed_at
    return judgement


def add_addendum(
    judgement: Judgement, text: str, *, actor: Actor, now: datetime | None = None
) -> Addendum:
    """Add to an unsealed judgement of one's own organisation. Raises NotAllowed or Refused."""
    moment = now or timezone.now()
    with transaction.atomic(), acting_as(actor):
        office = actor.office_in(judgement.organisation_id)
        if office is None or not office.negotiates:
            raise NotAllowed("add to this judgement", [judgement.voice])
        if judgement.unsealed_at is None:
            raise Refused([SEALED])
        subject = _lock_subject(judgement.evaluation, actor)
        addendum: Addendum = Addendum.objects.create(
            judgement=judgement,
            bargaining_table_id=judgement.bargaining_table_id,
            visibility=Visibility.PARTIES,
            organisation_id=office.organisation_id,
            person_id=actor.id,
            person_name=actor.name,
            text=text,
            added_at=moment,
        )
        facts = {"judgement": str(judgement.pk), "digest": digest_of_content({"text": text})}
        word = audience_of(Visibility.PARTIES, subject.bargaining_table_id)
        records.record(
            subject,
            "judgement_addendum",
            actor=actor,
            office=office,
            facts=facts,
            audience=word,
            at=moment,
        )
    return addendum


def _close(evaluation: Evaluation, now: datetime, findings: str = "") -> Evaluation:
    evaluation.closed_at, evaluation.findings = now, findings
    evaluation.save(update_fields=["closed_at", "findings"])
    return evaluation


def _lock_subject(evaluation: Evaluation, actor: Actor) -> Any:
    subject = queries.subject_of(evaluation, actor)
    if subject is None:
        raise NotAllowed("judge", evaluation.voices)
    return lock(subject)


def _place(
    actor: Actor,
    subject: Any,
    evaluation: Evaluation,
    now: datetime,
    organisation_id: UUID | None,
) -> Place:
    for place in queries.places_of(actor, subject, evaluation, timezone.localdate(now)):
        if organisation_id in (None, place.office.organisation_id):
            return place
    raise NotAllowed("judge", evaluation.voices)


def _own(evaluation: Evaluation, place: Place) -> Judgement | None:
    """Return the judgement that this organisation already gave and that still counts."""
    found: Judgement | None = Judgement.objects.filter(
        evaluation=evaluation,
        voice=place.voice,
        organisation_id=place.office.organisation_id,
        replaced_at__isnull=True,
    ).first()
    return found


def _refusals(
    evaluation: Evaluation, place: Place, actor: Actor, before: Judgement | None
) -> list[Refusal]:
    refusals = []
    if evaluation.closed_at is not None:
        refusals.append(CLOSED)
    if evaluation.unsealed_at is not None:
        refusals.append(UNSEALED)
    elif place.voice in evaluation.judged_by and before is None:
        refusals.append(SIDE_HAS_JUDGED)
    with acting_as(SYSTEM):  # what they gave for the other side they may not read any more
        earlier = Judgement.objects.filter(evaluation=evaluation, person=actor.id)
        if earlier.exclude(voice=place.voice).exists():
            refusals.append(TWO_SIDES)
    return refusals


def _write(
    evaluation: Evaluation,
    place: Place,
    actor: Actor,
    content: Mapping[str, Any],
    before: Judgement | None,
    now: datetime,
) -> Judgement:
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    judgement: Judgement = Judgement.objects.create(
        evaluation=evaluation,
        bargaining_table_id=evaluation.bargaining_table_id,
        visibility=Visibility.SIDE_PRIVATE,
        side=place.office.side,
        voice=place.voice,
        organisation_id=place.office.organisation_id,
        person_id=actor.id,
        person_name=actor.name,
        given_at=now,
        **content,
    )
    if place.voice not in evaluation.judged_by:
        evaluation.judged_by = [*evaluation.judged_by, place.voice]
        evaluation.save(update_fields=["judged_by"])
    return judgement


def _record(
    subject: Any, judgement: Judgement, actor: Actor, office: Office, before: Judgement | None
) -> None:
    """Tell the own side's chain; the other side cannot even see that there is an entry."""
    facts = _facts(judgement)
    if before is not None:
        facts["replaces"] = str(before.pk)
    records.record(
        subject,
        "judgement_corrected" if before else "judgement_given",
        actor=actor,
        office=office,
        facts=facts,
        audience=audience_of(Visibility.SIDE_PRIVATE, subject.bargaining_table_id, judgement.side),
        at=judgement.given_at,
    )


def _facts(judgement: Judgement) -> dict[str, Any]:
    return {
        "evaluation": str(judgement.evaluation_id),
        "judgement": str(judgement.pk),
        "voice": judgement.voice,
        "verdict": judgement.verdict,
        "digest": judgement.digest(),
    }


def _unseal_when_complete(subject: Any, evaluation: Evaluation, now: datetime) -> None:
    """Open the judgements that count to all parties, once every side has given its own."""
    if evaluation.awaited:
        return
    with acting_as(SYSTEM):  # no side may read, let alone open, what the other side wrote
        live = list(evaluation.judgements.filter(replaced_at__isnull=True).order_by("voice"))
        for judgement in live:
            judgement.visibility, judgement.side = Visibility.PARTIES, ""
            judgement.unsealed_at = now
            judgement.save(update_fields=["visibility", "side", "unsealed_at"])
        evaluation.unsealed_at = now
        evaluation.save(update_fields=["unsealed_at"])
        facts = {"evaluation": str(evaluation.pk), "judgements": [_facts(each) for each in live]}
        word = audience_of(Visibility.PARTIES, subject.bargaining_table_id)
        records.record(
            subject,
            "judgements_unsealed",
            actor=SYSTEM,
            office=None,
            facts=facts,
            audience=word,
            at=now,
        )
