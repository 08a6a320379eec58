"""Comments: say something at the table, answer, settle.

Nothing of the subject changes: not its version, not its consents, not its digest.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.confidentiality.context import acting_as
from backend.notes import annotated, queries
from backend.notes.actions import NOTE
from backend.notes.models import Comment, Reply, Resolution
from backend.notes.refusals import ALREADY_RESOLVED, NOT_ON_TABLE, NOT_RESOLVED
from backend.notes.writing import OF_A_SIDE, chosen, held, locked, passage_in, required
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.workflow import engine, records
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
            **spoken_by(actor, office),
            author_side=office.side,
        )
        if passage:
            comment.attach(*passage_in(about, actor=actor, level=level, **passage))
        comment.save(force_insert=True)
        facts = {"digest": comment.digest()}
        record(about, "comment_added", comment, actor, office, facts)
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
        about, said, office = heard(comment, actor, organisation_id, REPLY)
        answer: Reply = Reply.below(
            said, text=required(text), author_side=office.side, **spoken_by(actor, office)
        )
        said.reply_count += 1
        count(said)
        facts = {"reply": str(answer.pk)}
        record(about, "comment_replied", said, actor, office, facts)
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
        about, said, office = heard(comment, actor, None, RESOLVE, expected_version)
        if said.resolved == resolved:
            raise Refused([ALREADY_RESOLVED if resolved else NOT_RESOLVED])
        decision: Resolution = Resolution.below(said, resolved=resolved, **spoken_by(actor, office))
        said.resolved = resolved
        count(said)
        event = "comment_resolved" if resolved else "comment_reopened"
        record(about, event, said, actor, office, {})
    comment.resolved, comment.version = said.resolved, said.version
    return decision


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


def heard(
    comment: Comment,
    actor: Actor,
    organisation_id: UUID | None,
    what: str,
    expected_version: int | None = None,
) -> tuple[Any, Comment, Office]:
    """Return subject and comment under their locks, and in which office the actor speaks.

    Raises NotAllowed, or Stale where the comment has another version than expected.
    """
    subject = queries.subject_of(comment.subject_kind, comment.subject_id, actor)
    if subject is None:
        raise NotAllowed(what, OF_A_SIDE)
    about = held(subject)
    said = locked(comment, expected_version)
    offices = queries.speaking_offices(actor, said.bargaining_table_id, said.visibility)
    return about, said, chosen(offices, organisation_id, what)


def spoken_by(actor: Actor, office: Office) -> dict[str, Any]:
    """Return who said it: the columns of `models.Spoken`."""
    return {
        "organisation_id": office.organisation_id,
        "person_id": actor.id,
        "person_name": actor.name,
    }


def count(comment: Comment) -> None:
    """Let a locked comment have another version: something below it is new."""
    comment.version += 1
    comment.save(update_fields=["version", "updated_at", "reply_count", "resolved"])


def record(
    subject: Any,
    event: str,
    comment: Comment,
    actor: Actor,
    office: Office,
    facts: Mapping[str, Any],
) -> None:
    """Write in the chain of the subject what happened to a comment, for who reads the comment."""
    facts = {"comment": str(comment.pk), **facts}
    records.record(subject, event, actor=actor, office=office, facts=facts, audience=comment.word)
