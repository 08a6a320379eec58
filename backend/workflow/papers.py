"""Consents on paper: recorded by the secretariat or the party, confirmed by the party alone."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import authority, consenting, consents, documents, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal, Step, Transition
from backend.workflow.locks import lock
from backend.workflow.models import Paper
from backend.workflow.roles import Role
from backend.workflow.subject import Subject

CONFIRMED, REFUSED = "confirmed", "refused"
_LATER = Words("Dit kan niet in de toekomst zijn.", "This cannot be in the future.")
_NO_VOICE = Words(
    "Van deze organisatie wordt hier geen instemming gevraagd.",
    "This organisation's consent is not asked here.",
)
_DECIDE = Words("Bevestig of weiger.", "Confirm or refuse.")
_REASON = Words("Geef een reden.", "Give a reason.")
_DECIDED = Refusal(
    "paper-decided",
    Words(
        "Over dit stuk is al beslist, of de tekst is intussen gewijzigd.",
        "This paper has been decided on already, or the text has changed since.",
    ),
)


def record(  # noqa: PLR0913 (all but the first by name)
    subject: Subject,
    *,
    actor: Actor,
    transition: str,
    organisation: UUID,
    signed_by: str,
    signed_on: date,
    name: str,
    document: str,
    digest: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> Paper:
    """Record that a party consented on paper to the current text and these terms.

    `document` is Base64. Raises NotAllowed unless the actor keeps the table as its secretariat or
    negotiates for the party, and otherwise what `consenting.give` raises. Nobody has consented yet.
    """
    content = documents.decoded(document)
    moment = moments.now()
    with acting_as(actor, savepoint=False), transaction.atomic(savepoint=False):
        locked = lock(subject)
        row = consenting.row_of(locked, transition)
        office = _recorder(actor, locked, organisation)
        terms = consenting.terms_seen(locked, row, digest) if data is None else data
        where = consents.standing(locked, row, on=timezone.localdate(moment), terms=terms)
        step = Step(actor, moment, where.terms, reason="-", office=office)
        engine.check(locked, row, step)
        if alone := locked.against_consent(row, step):
            raise Refused([alone])
        side = _side(where, organisation)
        faults = list(documents.faults_of(content, "/document"))
        if signed_on > timezone.localdate(moment):
            faults.append(Fault("/signed_on", "in-the-future", _LATER))
        if not side:
            faults.append(Fault("/organisation", "no-voice", _NO_VOICE))
        if faults:
            raise InvalidData(faults)
        if digest is not None and digest != where.digest:
            raise Refused([consenting.OTHER_TEXT])
        waiting = consents.waiting_papers(locked)
        same = [p for p in waiting if (p.transition, p.organisation_id) == (row.name, organisation)]
        consents.void_papers(same, "replaced", moment)
        paper = Paper.objects.create(
            subject_kind=locked.kind,
            subject_id=locked.pk,
            audience=records.readers_of(locked),
            transition=row.name,
            digest=where.digest,
            text_digest=where.text,
            terms=dict(where.terms),
            organisation_id=organisation,
            side=side,
            signed_by=signed_by,
            signed_on=signed_on,
            name=name,
            media_type=documents.media_type_of(content or b""),
            size=len(content or b""),
            sha256=sha256(content or b"").hexdigest(),
            content=content,
            recorded_by=actor.name,
            recorded_for=office.organisation_name,
            recorded_at=moment,
        )
        _note(locked, "paper_recorded", actor, office, paper)
    return paper


def decide(
    paper: Paper, subject: Subject, *, actor: Actor, decision: str, reason: str = ""
) -> Paper:
    """Confirm it, which is the party's consent, or refuse it with a reason.

    Confirming asks all that consenting asks, a mandate of today included. Raises NotAllowed for
    whoever does not negotiate for the party, and Refused where it no longer waits.
    """
    with acting_as(actor, savepoint=False), transaction.atomic(savepoint=False):
        locked = lock(subject, stepping=True, actor=actor)
        current: Paper = (
            Paper.objects.defer("content").select_related("organisation").get(pk=paper.pk)
        )
        office = actor.office_in(current.organisation_id)
        if office is None or not office.negotiates:
            raise NotAllowed("confirm", [current.organisation.name])
        if decision not in (CONFIRMED, REFUSED):
            raise InvalidData([Fault("/decision", "required", _DECIDE)])
        if current.state != "waiting":
            raise Refused([_DECIDED])
        if decision == REFUSED and not reason.strip():
            raise InvalidData([Fault("/reason", "required", _REASON)])
        current.state, current.decided_by = decision, actor.name
        current.decided_at, current.decision_reason = moments.now(), reason
        current.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
        if decision == REFUSED:
            _note(locked, "paper_refused", actor, office, current, reason)
        else:
            consenting.give(
                locked,
                current.transition,
                actor=actor,
                data=current.terms,
                digest=current.digest,
                organisation_id=current.organisation_id,
                paper=current,
            )
    return current


def may_decide(paper: Paper, actor: Actor) -> bool:
    """Whether it waits for the actor's organisation."""
    office = actor.office_in(paper.organisation_id)
    return paper.state == "waiting" and office is not None and office.negotiates


def awaited(
    subject: Subject, *, actor: Actor
) -> list[tuple[Transition, consents.Standing, list[tuple[UUID, str]]]]:
    """Return the steps of which the actor may record a consent on paper, and by which parties."""
    today, found = timezone.localdate(), []
    with acting_as(actor, savepoint=False):
        for row in map(subject.applied, subject.lifecycle.leaving(subject.state)):
            if not row.needs_others or subject.against_consent(row, Step(actor, moments.now())):
                continue
            where = consents.standing(subject, row, on=today)
            parties = [(pk, name) for _, pk, name in where.missing]
            mine = [who for who in parties if _may_record(actor, subject, who[0])]
            if mine:
                found.append((row, where, mine))
    return found


def _may_record(actor: Actor, subject: Subject, organisation: UUID) -> bool:
    try:
        _recorder(actor, subject, organisation)
    except NotAllowed:
        return False
    return True


def _recorder(actor: Actor, subject: Subject, organisation: UUID) -> Office:
    for office, roles in authority.offices_at(actor, subject):
        own = office.organisation_id == organisation and office.negotiates and roles
        if own or Role.SECRETARIAT in roles:
            return office
    raise NotAllowed("record", [Role.SECRETARIAT, "party"])


def _side(where: consents.Standing, organisation: UUID) -> str:
    return next((v.side for v in where.voices if organisation in dict(v.organisations)), "")


def _note(
    subject: Subject, event: str, actor: Actor, office: Office, paper: Paper, reason: str = ""
) -> None:
    facts = {
        "transition": paper.transition,
        "digest": paper.digest,
        "party": paper.organisation.name,
        **consenting.facts_of(paper),
    }
    records.record(
        subject,
        event,
        actor=actor,
        office=office,
        facts=facts,
        reason=reason,
        audience=paper.audience,
    )
