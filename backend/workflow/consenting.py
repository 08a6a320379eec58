"""Give and withdraw a consent. The last one that a transition waits for can set it off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.kinds import Act
from backend.parties.mandates import mandate_for, mark_of
from backend.parties.models import Mandate
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import consents, engine, records
from backend.workflow.authority import no_mandate
from backend.workflow.errors import NoSuchTransition, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal, Step, Transition, Trigger
from backend.workflow.locks import lock
from backend.workflow.models import Consent, Paper
from backend.workflow.registry import subject_of
from backend.workflow.subject import Subject

_NOT_ASKED = Refusal(
    "no-consent-asked",
    Words(
        "Deze stap vraagt geen instemming van anderen.",
        "This step asks nobody else's consent.",
    ),
)
OTHER_TEXT = Refusal(
    "other-text",
    Words(
        "De tekst of de voorwaarden zijn gewijzigd sinds u ze zag.",
        "The text or the terms have changed since you saw them.",
    ),
)
_ALREADY = Refusal(
    "already-consented",
    Words(
        "Uw organisatie heeft hiermee al ingestemd.",
        "Your organisation already consented.",
    ),
)
_TWO_SIDES = Refusal(
    "two-sides",
    Words(
        "Een persoon kan nooit voor twee zijden instemmen.",
        "One person never consents for two sides.",
    ),
)
_ONE_PERSON = Refusal(
    "one-person-one-party",
    Words(
        "U heeft hier al namens een andere organisatie ingestemd.",
        "You already consented here for another organisation.",
    ),
)
_ENDED = Refusal(
    "consent-ended",
    Words("Deze instemming geldt niet meer.", "This consent has already ended."),
)


def give(  # noqa: PLR0913 (all but the first two by name)
    subject: Subject,
    name: str,
    *,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    digest: str | None = None,
    organisation_id: UUID | None = None,
    expected_version: int | None = None,
    now: datetime | None = None,
    paper: Paper | None = None,
) -> Consent:
    """Record one party's yes to the current text and these terms (None: the terms on offer).

    `digest`, when given, must be the one the actor saw: otherwise Refused with `other-text`. Raises
    Stale, NoSuchTransition, NotAllowed, InvalidData or Refused; then nothing has changed. Where the
    row's trigger is consent and this was the last one, the transition is performed as well, if its
    guards allow. With a `paper` this is the confirmation of what was signed on it.
    """
    moment = now or moments.now()
    with acting_as(actor, savepoint=False):
        locked = lock(subject, expected_version, stepping=True, actor=actor)
        row = row_of(locked, name)
        terms = terms_seen(locked, row, digest) if data is None else data
        where = consents.standing(
            locked, row, on=timezone.localdate(moment), terms=terms, hold=True
        )
        office = _office(actor, locked, row, where, organisation_id)
        step = Step(actor, moment, where.terms, reason="-", office=office)
        engine.check(locked, row, step)
        if digest is not None and digest != where.digest:
            raise Refused([OTHER_TEXT])
        mandate = _mandate(locked, row, where, step, office)
        with transaction.atomic(savepoint=False):
            consent = _record(locked, row, where, step, mandate, paper)
            locked.consented(row, consent, step, mandate)
            _set_off(locked, row, where.with_one_more(consent), actor, moment)
    subject.catch_up_with(locked)
    return consent


def carry(
    whole: Consent,
    part: Subject,
    name: str,
    terms: Mapping[str, Any],
    *,
    step: Step,
    mandate: Mandate,
) -> Consent:
    """Record the consent to a part that goes with the one to the whole: they end together.

    The part is under its lock. It counts as any other, but sets nothing off by itself.
    """
    row = row_of(part, name)
    where = consents.standing(part, row, on=step.today, terms=terms)
    return _record(part, row, where, step, mandate, whole.paper, whole=whole)


def facts_of(paper: Paper) -> dict[str, str]:
    """Return what an entry says of a consent on paper: enough to recognise the document."""
    return {
        "sha256": paper.sha256,
        "signed_by": paper.signed_by,
        "signed_on": str(paper.signed_on),
        "recorded_by": paper.recorded_by,
    }


def withdraw(
    consent: Consent, subject: Subject, *, actor: Actor, now: datetime | None = None
) -> None:
    """End a consent of one's own organisation, and all that were given in one act with it.

    Raises NotAllowed, or Refused when it has ended.
    """
    moment = now or moments.now()
    with transaction.atomic(), acting_as(actor):
        locked = lock(subject)
        current = Consent.objects.select_related("organisation").get(pk=consent.pk)
        office = actor.office_in(current.organisation_id)
        if office is None or not office.negotiates:
            raise NotAllowed("withdraw", ["consenting party"])
        if current.ended_at is not None:
            raise Refused([_ENDED])
        others = consents.given_with([current])
        consents.end([current, *others], "withdrawn", moment)
        for each in (current, *others):
            records.record(
                locked if each is current else subject_of(each.subject_kind, each.subject_id),
                "consent_withdrawn",
                actor=actor,
                office=office,
                facts={"transition": each.transition, "digest": each.digest},
                at=moment,
            )


def row_of(subject: Subject, name: str) -> Transition:
    """Return the row that asks consent; raises NoSuchTransition, or Refused where it asks none."""
    row = subject.lifecycle.find(subject.state, name)
    if row is None:
        raise NoSuchTransition(name, subject.state)
    row = subject.applied(row)
    if not row.needs_others:
        raise Refused([_NOT_ASKED])
    return row


def terms_seen(subject: Subject, row: Transition, digest: str | None) -> Mapping[str, Any] | None:
    """Return the terms that were offered under this digest; None leaves it to the newest offer."""
    offers = [c for c in consents.live_consents(subject) if c.transition == row.name]
    return next((c.terms for c in offers if c.digest == digest), None)


def _office(
    actor: Actor,
    subject: Subject,
    row: Transition,
    where: consents.Standing,
    organisation_id: UUID | None,
) -> Office:
    """Return the office for which the actor consents: one that can, and if possible one awaited."""
    asked = {pk for voice in where.voices for pk, _ in voice.organisations}
    can = [o for o in actor.offices if o.negotiates and o.organisation_id in asked]
    if organisation_id is not None:
        can = [o for o in can if o.organisation_id == organisation_id]
    if not can:
        raise NotAllowed(f"consent to {row.name}", sorted({v.side for v in where.voices}))
    given = {c.organisation_id for c in where.given}
    return next((o for o in can if o.organisation_id not in given), can[0])


def _mandate(
    subject: Subject, row: Transition, where: consents.Standing, step: Step, office: Office
) -> Mandate:
    """Return the mandate on which the actor consents; raise Refused with all that is against it."""
    mandate = mandate_for(
        step.actor.id,
        office.organisation_id,
        Act.CONSENT,
        bargaining_table_id=subject.bargaining_table_id,
        on=step.today,
        hold=True,
    )
    refusals = [] if mandate else [no_mandate(office, Act.CONSENT)]
    refusals += _conflicts(subject, row, where, step, office)
    if mandate is None or refusals:
        raise Refused(refusals)
    return mandate


def _record(  # noqa: PLR0913 (one act, with all that belongs to it)
    subject: Subject,
    row: Transition,
    where: consents.Standing,
    step: Step,
    mandate: Mandate,
    paper: Paper | None,
    *,
    whole: Consent | None = None,
) -> Consent:
    actor, now, party = step.actor, step.now, mandate.organisation_id
    mine = [c for c in where.live if c.organisation_id == party and c.through_id is None]
    consents.end([*mine, *consents.given_with(mine)], "replaced", now)
    side = next(v.side for v in where.voices if party in dict(v.organisations))
    mark = mark_of(mandate.pk, subject.pk, now)
    consent = Consent.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.pk,
        audience=records.readers_of(subject),
        transition=row.name,
        digest=where.digest,
        text_digest=where.text,
        terms=dict(where.terms),
        organisation_id=party,
        side=side,
        person_id=actor.id,
        person_name=actor.name,
        mandate=mark,
        given_at=now,
        paper=paper,
        signed_on=paper.signed_on if paper else None,
        recorded_by=paper.recorded_by if paper else "",
        through=whole,
    )
    records.record(
        subject,
        "consent_given",
        actor=actor,
        office=step.office,
        mandate=mark,
        facts={
            "transition": row.name,
            "digest": where.digest,
            "terms": dict(where.terms),
            **({"paper": facts_of(paper)} if paper else {}),
            **(
                {"through": {"kind": whole.subject_kind, "id": str(whole.subject_id)}}
                if whole
                else {}
            ),
        },
        at=now,
    )
    return consent


def _conflicts(
    subject: Subject, row: Transition, where: consents.Standing, step: Step, office: Office
) -> list[Refusal]:
    alone = subject.against_consent(row, step)
    refusals = [alone] if alone else []
    if any(c.organisation_id == office.organisation_id for c in where.given):
        refusals.append(_ALREADY)
    about = [subject.pk, *subject.consents_with(row)]
    before = Consent.objects.filter(subject_id__in=about, person=step.actor.id)
    if set(before.values_list("organisation__side", flat=True)) - {office.side}:
        refusals.append(_TWO_SIDES)
    live = before.filter(transition=row.name, ended_at__isnull=True)
    if live.exclude(organisation=office.organisation_id).exists():
        refusals.append(_ONE_PERSON)
    return refusals


def _set_off(
    subject: Subject, row: Transition, where: consents.Standing, actor: Actor, now: datetime
) -> None:
    """Perform the row if it waited only for this consent; its guards may still say not yet."""
    if row.trigger is not Trigger.CONSENT or not where.complete:
        return
    try:
        with transaction.atomic():
            engine.perform(subject, row.name, actor=actor, data=where.terms, now=now)
    except (Refused, NotAllowed):
        return  # all have consented; `options` now says what else is missing
