"""Notes: write, change, remove; and reveal to the table, once and for all.

What is done to a note is told to those who read it, and to nobody else. Nothing of the subject
changes: not its version, not its consents, not its digest.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from backend.confidentiality.context import acting_as
from backend.notes import annotated, queries
from backend.notes.kinds import Reading
from backend.notes.models import Comment, Note
from backend.notes.refusals import REVEALED, SHARED, SIDE_READS_MORE
from backend.notes.writing import OF_A_SIDE, chosen, held, locked, passage_in, required
from backend.parties.actors import Actor, Office
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine, records
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused

# An initiative has a note of its own, which all its parties read.
NOTE = "private_note"
EDIT, REMOVE, REVEAL = "edit", "remove", "reveal"
_OTHER_TEXT = Words(
    "Dit is niet het kenmerk van de tekst zoals die nu is. Lees de aantekening opnieuw.",
    "This is not the digest of the text as it is now. Read the note again.",
)


def write_note(  # noqa: PLR0913 (all but the first by name)
    subject: Any,
    *,
    actor: Actor,
    text: str,
    reading: str = Reading.ORGANISATION,
    organisation_id: UUID | None = None,
    passage: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Note:
    """Write a note about a subject that the actor can see, for its organisation or its side.

    `passage` is what `writing.passage_in` asks for. Raises NotAllowed, InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        about = held(subject)
        offices = queries.private_offices(actor, about.bargaining_table_id)
        office = chosen(offices, organisation_id, "write a note")
        note = Note(
            subject_kind=about.kind,
            subject_id=about.pk,
            text=required(text),
            bargaining_table_id=about.bargaining_table_id,
            side=office.side,
            organisation_id=office.organisation_id,
            person_id=actor.id,
            person_name=actor.name,
        )
        _show(note, reading, about, actor)
        if passage:
            note.attach(*passage_in(about, actor=actor, **passage))
        note.save(force_insert=True)
        _record(about, "note_written", note, actor, office)
    return note


def change_note(
    note: Note,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Note:
    """Change the text, the passage (None for none) or who reads it, before it is revealed.

    Earlier words are not kept; the chain keeps their digests. Raises Stale, NotAllowed, InvalidData
    or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        mine, about, office = _own(note, actor, expected_version)
        if changes.get("reading", mine.reading) == Reading.ORGANISATION != mine.reading:
            raise Refused([SHARED])
        mine.text = required(changes.get("text", mine.text))
        if "reading" in changes:
            _show(mine, changes["reading"], about, actor)
        if "passage" in changes:
            wanted = changes["passage"]
            found = passage_in(about, actor=actor, **wanted) if wanted else (None, None)
            mine.attach(*found)
        mine.version += 1
        mine.save()
        _record(about, "note_changed", mine, actor, office)
    return mine


def remove_note(
    note: Note, *, actor: Actor, expected_version: int | None = None, now: datetime | None = None
) -> None:
    """Remove a note that was never revealed; that there was one stays in its readers' chain."""
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        mine, about, office = _own(note, actor, expected_version)
        _record(about, "note_removed", mine, actor, office)
        mine.delete()


def reveal(
    note: Note,
    *,
    actor: Actor,
    digest: str,
    expected_version: int | None = None,
    now: datetime | None = None,
) -> Comment:
    """Say at the table, for good, what the note says; return the comment that does so.

    `digest` is that of the note as the actor read it, so that this and nothing else is revealed.
    Raises Stale, NotAllowed, InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        mine, about, office = _own(note, actor, expected_version)
        if digest != mine.digest():
            raise InvalidData([Fault("/digest", "other-text", _OTHER_TEXT)])
        if refusals := queries.reveal_refusals(mine, about, actor):
            raise Refused(refusals)
        comment = _said(mine, annotated.level_of(about) or "", actor)
        mine.comment, mine.revealed_at = comment, comment.created_at
        mine.version += 1
        mine.save()
        _record(about, "note_revealed", mine, actor, office, comment=str(comment.pk))
        records.record(
            about,
            "note_revealed",
            actor=actor,
            office=office,
            facts={"comment": str(comment.pk), "digest": comment.digest()},
            audience=comment.word,
        )
    return comment


def changes_of(note: Note, subject: Any, *, actor: Actor) -> list[engine.Change]:
    """Return what this actor may do with a note, or what stands in the way."""
    if queries.own_office(actor, note) is None:
        return []
    fixed = (REVEALED,) if note.revealed_at is not None else ()
    return [
        engine.Change(EDIT, fixed),
        engine.Change(REMOVE, fixed),
        engine.Change(REVEAL, tuple(queries.reveal_refusals(note, subject, actor))),
    ]


def _own(note: Note, actor: Actor, expected_version: int | None) -> tuple[Note, Any, Office]:
    """Return the note under its lock, its subject, and the actor's office of its organisation."""
    office = queries.own_office(actor, note)
    subject = queries.subject_of(note.subject_kind, note.subject_id, actor)
    if office is None or subject is None:
        raise NotAllowed("change this note", OF_A_SIDE)
    about = held(subject)
    mine = locked(note, expected_version)
    if mine.revealed_at is not None:
        raise Refused([REVEALED])
    return mine, about, office


def _show(note: Note, reading: str, subject: Any, actor: Actor) -> None:
    """Let the note be read so; raises Refused where its own writer could not read it then."""
    note.show_to(reading, annotated.circle_of(subject))
    if note.circle not in actor.audiences:
        raise Refused([SIDE_READS_MORE])


def _said(note: Note, level: str, actor: Actor) -> Comment:
    """Make the comment that says what the note says; of the note itself nothing is told."""
    comment = Comment(
        subject_kind=note.subject_kind,
        subject_id=note.subject_id,
        text=note.text,
        bargaining_table_id=note.bargaining_table_id,
        visibility=level,
        organisation_id=note.organisation_id,
        author_side=note.side,
        person_id=actor.id,
        person_name=actor.name,
        revealed=True,
    )
    for field in ("source_id", "source_field", "source_number", "start", "end"):
        setattr(comment, field, getattr(note, field))
    comment.quote, comment.before, comment.after = note.quote, note.before, note.after
    comment.save(force_insert=True)
    return comment


def _record(
    subject: Any, event: str, note: Note, actor: Actor, office: Office, **more: str
) -> None:
    """Tell the note's own readers; others cannot even see that there is an entry."""
    facts = {"note": str(note.pk), "digest": note.digest(), **more}
    records.record(subject, event, actor=actor, office=office, facts=facts, audience=note.word)
