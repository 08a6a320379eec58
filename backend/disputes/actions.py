"""What both sides add to a dispute: words to what they said, and evidence.

The claim, the answer, the rungs and the end are transitions of the subject: see its life cycle.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.confidentiality.context import acting_as
from backend.disputes import queries
from backend.disputes.kinds import Said
from backend.disputes.models import Dispute, Piece, Statement
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import documents, records
from backend.workflow.data import Fault
from backend.workflow.engine import Change
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock

ADDENDUM, EVIDENCE = "addendum", "evidence"
PARTY = "party"
ENDED = Refusal(
    "dispute-ended",
    Words(
        "Het geschil is afgesloten: er komt niets meer bij.",
        "The dispute has ended: nothing is added to it any more.",
    ),
)
ANSWER_FIRST = Refusal(
    "answer-first",
    Words(
        "Uw zijde heeft nog niet geantwoord: beantwoord eerst het geschil.",
        "Your side has not answered yet: answer the dispute first.",
    ),
)
_BLANK = Words("Dit veld is verplicht.", "This field is required.")
_ONE_OF_TWO = Words(
    "Geef een document of een webadres, niet allebei.",
    "Give a document or a web address, not both.",
)
_NO_WEB_ADDRESS = Words(
    "Dit is geen webadres (https://…).", "This is not a web address (https://…)."
)


def add_statement(
    dispute: Dispute,
    *,
    actor: Actor,
    text: str,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> Statement:
    """Add to what one's side said. Raises NotAllowed, InvalidData or Refused."""
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        subject, office = _held(dispute, actor, organisation_id, ADDENDUM)
        if not text.strip():
            raise InvalidData([Fault("/text", "required", _BLANK)])
        made: Statement = Statement.below(
            dispute,
            said=Said.ADDENDUM,
            text=text.strip(),
            author_side=office.side,
            organisation_id=office.organisation_id,
            said_at=moments.now(),
        )
        _record(subject, "dispute_addendum", made, actor, office)
    return made


def add_evidence(
    dispute: Dispute,
    piece: Mapping[str, Any],
    *,
    actor: Actor,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> Piece:
    """Hand in a document (`name`, and `document` in Base64) or a `url`, with a `title`.

    Raises NotAllowed, InvalidData or Refused; then nothing is kept.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        subject, office = _held(dispute, actor, organisation_id, EVIDENCE)
        content = documents.decoded(piece["document"]) if piece.get("document") else b""
        if faults := list(_faults_of(piece, content)):
            raise InvalidData(faults)
        made: Piece = Piece.below(
            dispute,
            title=piece["title"].strip(),
            explanation=piece.get("explanation", "").strip(),
            url=piece.get("url", "").strip(),
            **_stored(piece.get("name", ""), content or b""),
            author_side=office.side,
            organisation_id=office.organisation_id,
            added_at=moments.now(),
        )
        _record(subject, "dispute_evidence", made, actor, office)
    return made


def changes_of(dispute: Dispute, *, actor: Actor) -> list[Change]:
    """Return what this actor may add to a dispute, with what stands in the way; or nothing."""
    offices = queries.party_offices(actor, dispute)
    if not offices:
        return []
    refusals = tuple(_refusals(dispute))
    silent = [ANSWER_FIRST] if all(_is_silent(dispute, office) for office in offices) else []
    return [Change(ADDENDUM, (*refusals, *silent)), Change(EVIDENCE, refusals)]


def _held(
    dispute: Dispute, actor: Actor, organisation_id: UUID | None, what: str
) -> tuple[Any, Office]:
    """Lock what the dispute is about and return it, with the office for which the actor speaks."""
    subject = queries.subject_of(dispute, actor)
    offices = queries.party_offices(actor, dispute)
    chosen = [o for o in offices if organisation_id in (None, o.organisation_id)]
    if subject is None or not chosen:
        raise NotAllowed(what, [PARTY])
    locked = lock(subject)
    dispute.refresh_from_db()
    refusals = list(_refusals(dispute))
    if what == ADDENDUM and _is_silent(dispute, chosen[0]):
        refusals.append(ANSWER_FIRST)
    if refusals:
        raise Refused(refusals)
    return locked, chosen[0]


def _refusals(dispute: Dispute) -> Iterator[Refusal]:
    if dispute.ending:
        yield ENDED


def _is_silent(dispute: Dispute, office: Office) -> bool:
    """Whether this office is of the side that still has to answer the claim."""
    if office.side == dispute.author_side:
        return False
    return not Statement.objects.filter(dispute=dispute, said=Said.ANSWER).exists()


def _faults_of(piece: Mapping[str, Any], content: bytes | None) -> Iterator[Fault]:
    url, has_document = piece.get("url", "").strip(), bool(piece.get("document"))
    if not piece["title"].strip():
        yield Fault("/title", "required", _BLANK)
    if bool(url) == has_document:
        yield Fault("/url", "one-of-two", _ONE_OF_TWO)
    elif url and not documents.is_web_address(url):
        yield Fault("/url", "invalid", _NO_WEB_ADDRESS)
    if has_document:
        yield from documents.faults_of(content, "/document")
        if not piece.get("name", "").strip():
            yield Fault("/name", "required", _BLANK)


def _stored(name: str, content: bytes) -> dict[str, Any]:
    if not content:
        return {}
    return {
        "name": name.strip(),
        "media_type": documents.media_type_of(content),
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
        "content": content,
    }


def _record(
    subject: Any, event: str, made: Statement | Piece, actor: Actor, office: Office
) -> None:
    """Tell the parties' chain that something was added; its words stand in the dispute alone."""
    facts = {"dispute": str(made.dispute_id), "added": str(made.pk), "digest": made.digest()}
    word = audience_of(Visibility.PARTIES, subject.bargaining_table_id)
    records.record(subject, event, actor=actor, office=office, facts=facts, audience=word)
