"""Comments: say something at the table, answer, settle, and make a commitment of it.

Nothing of the subject changes: not its version, not its consents, not its digest; save that a
commitment in it is one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.commitments import actions as commitments
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.notes import annotated, queries
from backend.notes.actions import NOTE
from backend.notes.kinds import Became
from backend.notes.models import Comment, Outcome, Reply, Resolution
from backend.notes.refusals import ALREADY_RESOLVED, NOT_ON_TABLE, NOT_RESOLVED
from backend.notes.writing import OF_A_SIDE, chosen, held, locked, passage_in, required
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.workflow import engine, records, registry
from backend.workflow.errors import NotAllowed, Refused

COMMENT = "comment"
REPLY, RESOLVE, REOPEN = "reply", "resolve", "reopen"


def add_comment(
    subject: Any,
    *,
    actor: Actor,
    text: str,
    organisation_id: UUID | None = None,
    passage: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Comment:
    """Say something about a subject that lies on the table, to all who read what is said there.

    `passage` is what `writing.passage_in` asks for. Raises NotAllowed, InvalidData, or Refused
    while only one side may know of the subject.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about = held(subject)
        level = annotated.level_of(about)
        if level is None:
            raise Refused([NOT_ON_TABLE])
        offices = queries.speaking_offices(actor, about.bargaining_table_id, level)
        office = chosen(offices, organisation_id, COMMENT)
        comment = Comment(
            subject_kind=about.kind,
            subject_id=about.pk,
            text=required(text),
            bargaining_table_id=about.bargaining_table_id,
            visibility=level,
            **_by(actor, office),
            author_side=office.side,
        )
        if passage:
            comment.attach(*passage_in(about, actor=actor, level=level, **passage))
        comment.save(force_insert=True)
        facts = {"digest": comment.digest()}
        _record(about, "comment_added", comment, actor, office, facts)
    return comment


def reply(
    comment: Comment,
    *,
    actor: Actor,
    text: str,
    organisation_id: UUID | None = None,
    now: datetime | None = None,
) -> Reply:
    """Answer a comment. Raises NotAllowed or InvalidData."""
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about, said, office = _heard(comment, actor, organisation_id, REPLY)
        answer: Reply = Reply.below(
            said, text=required(text), author_side=office.side, **_by(actor, office)
        )
        said.reply_count += 1
        _count(said)
        facts = {"reply": str(answer.pk)}
        _record(about, "comment_replied", said, actor, office, facts)
    comment.reply_count, comment.version = said.reply_count, said.version
    return answer


def resolve(
    comment: Comment,
    *,
    actor: Actor,
    resolved: bool,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Resolution:
    """Settle a comment, or open it again. Raises Stale, NotAllowed, or Refused where it is so."""
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about, said, office = _heard(comment, actor, None, RESOLVE, expected_version)
        if said.resolved == resolved:
            raise Refused([ALREADY_RESOLVED if resolved else NOT_RESOLVED])
        decision: Resolution = Resolution.below(said, resolved=resolved, **_by(actor, office))
        said.resolved = resolved
        _count(said)
        event = "comment_resolved" if resolved else "comment_reopened"
        _record(about, event, said, actor, office, {})
    comment.resolved, comment.version = said.resolved, said.version
    return decision


def promise(
    comment: Comment, promised: Mapping[str, Any], *, actor: Actor, now: datetime | None = None
) -> Commitment:
    """Write down a commitment that came of a comment, in the dossier that the comment is about.

    `promised` is what `commitments.actions.create_commitment` asks for, and its rules decide.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about, said, office = _heard(comment, actor, None, Commitment.kind)
        dossier = _dossier(about)
        if dossier is None:
            raise NotAllowed(Commitment.kind, OF_A_SIDE)
        made = commitments.create_commitment(dossier, actor=actor, now=now, **promised)
        Outcome.below(said, became=Became.COMMITMENT, became_id=made.pk, **_by(actor, office))
        _count(said)
        facts = {Became.COMMITMENT.value: str(made.pk)}
        _record(about, "comment_became_commitment", said, actor, office, facts)
    return made


def changes_in(subject: Any, *, actor: Actor) -> list[engine.Change]:
    """Return whether this actor may write a note or a comment about a subject now."""
    if subject.kind not in annotated.kinds():
        return []
    found = []
    writes = bool(queries.private_offices(actor, subject.bargaining_table_id))
    if writes:
        found.append(engine.Change(NOTE))
    level = annotated.level_of(subject)
    if level is None:
        found += [engine.Change(COMMENT, (NOT_ON_TABLE,))] if writes else []
    elif queries.speaking_offices(actor, subject.bargaining_table_id, level):
        found.append(engine.Change(COMMENT))
    return found


def changes_of(comment: Comment, subject: Any, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may do with a comment now."""
    offices = queries.speaking_offices(actor, comment.bargaining_table_id, comment.visibility)
    if not offices or subject is None:
        return []
    names = [REPLY, REOPEN if comment.resolved else RESOLVE]
    found = [engine.Change(name) for name in names]
    dossier = _dossier(subject)
    return found + (commitments.changes_in(dossier, actor=actor) if dossier is not None else [])


def _heard(
    comment: Comment,
    actor: Actor,
    organisation_id: UUID | None,
    what: str,
    expected_version: int | None = None,
) -> tuple[Any, Comment, Office]:
    """Return subject and comment under their locks, and in which office the actor speaks."""
    subject = queries.subject_of(comment.subject_kind, comment.subject_id, actor)
    if subject is None:
        raise NotAllowed(what, OF_A_SIDE)
    about = held(subject)
    said = locked(comment, expected_version)
    offices = queries.speaking_offices(actor, said.bargaining_table_id, said.visibility)
    return about, said, chosen(offices, organisation_id, what)


def _dossier(subject: Any) -> Any:
    """Return the clause or initiative in which a commitment would be made; None for none."""
    if subject.kind == Commitment.kind:
        return registry.subject_of(subject.subject_kind, subject.subject_id)
    return subject if subject.kind in registry.kinds() else None


def _by(actor: Actor, office: Office) -> dict[str, Any]:
    return {
        "organisation_id": office.organisation_id,
        "person_id": actor.id,
        "person_name": actor.name,
    }


def _count(comment: Comment) -> None:
    comment.version += 1
    comment.save(update_fields=["version", "updated_at", "reply_count", "resolved"])


def _record(
    subject: Any,
    event: str,
    comment: Comment,
    actor: Actor,
    office: Office,
    facts: Mapping[str, Any],
) -> None:
    facts = {"comment": str(comment.pk), **facts}
    records.record(subject, event, actor=actor, office=office, facts=facts, audience=comment.word)
