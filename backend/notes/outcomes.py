"""What can come of a comment: a commitment in its dossier, or an item on an agenda."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.commitments import actions as commitments
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.meetings import agenda
from backend.meetings.linking import LINKABLE
from backend.meetings.models import AgendaItem
from backend.notes import queries
from backend.notes.commenting import REOPEN, REPLY, RESOLVE, count, heard, record, spoken_by
from backend.notes.kinds import Became
from backend.notes.models import Comment, Outcome
from backend.notes.refusals import NO_MEETING
from backend.notes.writing import OF_A_SIDE
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine, registry
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed
from backend.workflow.locks import lock

AGENDA_ITEM = "agenda_item"
_NOT_THERE = Words(
    "Kies een overleg dat nog gehouden wordt en dat dezelfde mensen lezen als deze opmerking.",
    "Choose a meeting that is yet to be held and that the same people read as this comment.",
)


def promise(
    comment: Comment, promised: Mapping[str, Any], *, actor: Actor, now: datetime | None = None
) -> Commitment:
    """Write down a commitment that came of a comment, in the dossier that the comment is about.

    `promised` is what `commitments.actions.create_commitment` asks for, and its rules decide.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about, said, office = heard(comment, actor, None, Commitment.kind)
        dossier = _dossier(about)
        if dossier is None:
            raise NotAllowed(Commitment.kind, OF_A_SIDE)
        made = commitments.create_commitment(dossier, actor=actor, now=now, **promised)
        _became(said, Became.COMMITMENT, made.pk, about, actor, office)
    return made


def put_on_agenda(
    comment: Comment,
    *,
    actor: Actor,
    meeting: UUID,
    title: str,
    note: str = "",
    now: datetime | None = None,
) -> AgendaItem:
    """Put what was said on the agenda of a meeting, about the same dossier.

    Only of a meeting that the very readers of the comment read (`queries.meetings_for`): an agenda
    tells nobody of a talk that was not theirs, and no reader of the comment misses what came of it.
    Raises InvalidData for another meeting, and what `meetings.agenda.add_item` raises.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        planned = queries.meetings_for(comment, actor).filter(pk=meeting).first()
        if planned is None:
            raise InvalidData([Fault("/meeting", "unknown", _NOT_THERE)])
        # a decision locks its meeting before its dossier: in the same order here
        lock(planned)
        about, said, office = heard(comment, actor, None, AGENDA_ITEM)
        linked = about.kind in LINKABLE
        item = agenda.add_item(
            planned,
            actor=actor,
            title=title,
            note=note,
            subject_kind=about.kind if linked else "",
            subject_id=about.pk if linked else None,
            now=now,
        )
        _became(said, Became.AGENDA_ITEM, item.pk, about, actor, office)
    return item


def changes_of(comment: Comment, subject: Any, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may do with a comment now."""
    offices = queries.speaking_offices(actor, comment.bargaining_table_id, comment.visibility)
    if not offices or subject is None:
        return []
    names = [REPLY, REOPEN if comment.resolved else RESOLVE]
    found = [engine.Change(name) for name in names]
    dossier = _dossier(subject)
    if dossier is not None:
        found += commitments.changes_in(dossier, actor=actor)
    planned = queries.meetings_for(comment, actor).exists()
    return [*found, engine.Change(AGENDA_ITEM, () if planned else (NO_MEETING,))]


def _dossier(subject: Any) -> Any:
    """Return the clause or initiative in which a commitment would be made; None for none."""
    if subject.kind == Commitment.kind:
        return registry.subject_of(subject.subject_kind, subject.subject_id)
    return subject if subject.kind in registry.kinds() else None


def _became(
    comment: Comment, what: Became, made: UUID, about: Any, actor: Actor, office: Office
) -> None:
    Outcome.below(comment, became=what, became_id=made, **spoken_by(actor, office))
    count(comment)
    record(about, f"comment_became_{what}", comment, actor, office, {what.value: str(made)})
