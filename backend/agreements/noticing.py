"""Before notice is given: what a party intends, and its letter. The other side learns nothing.

Neither is a step of the process: no clause and no agreement gets another version, and what is
recorded is in the chain of the side. Giving notice is a transition, which names the letter.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.agreements.kinds import NoticeDecision
from backend.agreements.models import Agreement
from backend.agreements.notice_rows import NoticeIntention, NoticeProof
from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import documents, engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed

INTENTION, PROOF = "notice_intention", "notice_proof"
_FILED = Words("Dit document is al toegevoegd.", "This document has been added already.")


def offered(agreement: Agreement, actor: Actor) -> list[engine.Change]:
    """Return what the actor may write about giving notice: its intention, and its letter."""
    may = _offices(agreement, actor)
    return [engine.Change(INTENTION), engine.Change(PROOF)] if may else []


def decide(
    agreement: Agreement,
    *,
    actor: Actor,
    decision: str,
    explanation: str = "",
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> NoticeIntention:
    """Write down whether the actor's party will give notice; an earlier word no longer counts.

    With `not` the party is not reminded of the last day any more. Raises NotAllowed.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        office = _office(agreement, actor, organisation_id)
        made = NoticeIntention.objects.create(
            **_of_party(agreement, actor, office),
            decision=NoticeDecision(decision),
            explanation=explanation.strip(),
        )
        _record(agreement, INTENTION, actor, office, {"decision": decision})
    return made


def file_proof(
    agreement: Agreement,
    *,
    actor: Actor,
    name: str,
    document: str,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> NoticeProof:
    """Keep the letter with which the actor's party will give notice, or has.

    `document` is Base64 of a PDF, PNG or JPEG. Raises NotAllowed or InvalidData.
    """
    content = documents.decoded(document)
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        office = _office(agreement, actor, organisation_id)
        faults = list(documents.faults_of(content, "/document"))
        digest = sha256(content or b"").hexdigest()
        if not faults and _proofs(agreement, office.organisation_id, digest).exists():
            faults.append(Fault("/document", "already-filed", _FILED))
        if faults:
            raise InvalidData(faults)
        made = NoticeProof.objects.create(
            **_of_party(agreement, actor, office),
            name=name.strip(),
            media_type=documents.media_type_of(content or b""),
            size=len(content or b""),
            sha256=digest,
            content=content,
        )
        _record(agreement, PROOF, actor, office, {"sha256": digest, "name": made.name})
    return made


def _proofs(agreement: Agreement, organisation_id: UUID, digest: str) -> Any:
    return NoticeProof.objects.filter(
        agreement=agreement, organisation=organisation_id, sha256=digest
    )


def _offices(agreement: Agreement, actor: Actor) -> list[Office]:
    seats = actor.seats_at(agreement.bargaining_table_id)
    return list(dict.fromkeys(seat.office for seat in seats if seat.is_party))


def _office(agreement: Agreement, actor: Actor, organisation_id: UUID | None) -> Office:
    for office in _offices(agreement, actor):
        if organisation_id in (None, office.organisation_id):
            return office
    raise NotAllowed(INTENTION, ["employer", "union"])


def _of_party(agreement: Agreement, actor: Actor, office: Office) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "bargaining_table_id": agreement.bargaining_table_id,
        "visibility": Visibility.SIDE_PRIVATE,
        "side": office.side,
        "organisation_id": office.organisation_id,
        "person_id": actor.id,
        "person_name": actor.name,
    }


def _record(
    agreement: Agreement, event: str, actor: Actor, office: Office, facts: dict[str, Any]
) -> None:
    table = agreement.bargaining_table_id
    records.record(
        agreement,
        event,
        actor=actor,
        office=office,
        facts=facts,
        audience=audience_of(Visibility.SIDE_PRIVATE, table, office.side),
    )
