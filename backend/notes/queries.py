"""Who may write, and what is known of notes and comments. Reads as the current reading context."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from backend.commitments.models import Commitment
from backend.meetings.lifecycle import AHEAD
from backend.meetings.models import AgendaItem, Meeting
from backend.notes import annotated
from backend.notes.annotated import Source
from backend.notes.kinds import Became
from backend.notes.models import About, Comment, Note, Outcome, Reply, Resolution
from backend.notes.refusals import NOT_ON_TABLE, NOT_YOUR_TABLE, PASSAGE_PRIVATE, REVEALED
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.parties.kinds import Capacity
from backend.parties.models import Membership, Organisation
from backend.workflow.anchored import standing
from backend.workflow.lifecycle import Refusal


class Came(NamedTuple):
    """What came of a comment, and which one."""

    kind: str
    made: Any


def subject_of(kind: str, subject_id: UUID, actor: Actor) -> Any:
    """Return what a note or comment is about, or None where the actor may not see it."""
    rows = annotated.of(kind).model.objects.visible_to(actor)
    return rows.filter(pk=subject_id).first()


def private_offices(actor: Actor, table_id: UUID | None) -> list[Office]:
    """Return in which offices the actor writes notes at a table: on a side, as its negotiator."""
    found = [
        seat.office
        for seat in actor.seats_at(table_id)
        if seat.office.negotiates
        and audience_of(Visibility.SIDE_PRIVATE, table_id, seat.office.side) in actor.audiences
    ]
    return list(dict.fromkeys(found))


def speaking_offices(actor: Actor, table_id: UUID | None, level: str) -> list[Office]:
    """Return in which offices the actor speaks at a table: as one who reads what is said there."""
    if audience_of(level, table_id) not in actor.audiences:
        return []
    silent = () if level == Visibility.PARTIES else (Capacity.PARTICIPANT, Capacity.WORKS_COUNCIL)
    found = [
        seat.office
        for seat in actor.seats_at(table_id)
        if seat.office.negotiates and seat.capacity not in silent
    ]
    return list(dict.fromkeys(found))


def own_office(actor: Actor, note: Note) -> Office | None:
    """Return the office in which the actor decides about a note: of the organisation it is of."""
    offices = private_offices(actor, note.bargaining_table_id)
    return next((o for o in offices if o.organisation_id == note.organisation_id), None)


def reveal_refusals(note: Note, subject: Any, actor: Actor) -> list[Refusal]:
    """Return everything that stands in the way of revealing a note to the table."""
    if note.revealed_at is not None:
        return [REVEALED]
    level = annotated.level_of(subject) if subject is not None else None
    if level is None:
        return [NOT_ON_TABLE]
    found = []
    speaks = speaking_offices(actor, note.bargaining_table_id, level)
    if all(office.organisation_id != note.organisation_id for office in speaks):
        found.append(NOT_YOUR_TABLE)
    if not passage_is_read_at(note, subject, level, actor):
        found.append(PASSAGE_PRIVATE)
    return found


def passage_is_read_at(about: About, subject: Any, level: str, actor: Actor) -> bool:
    """Whether all who read at this level may read the text that the passage was taken from."""
    if about.source_id is None:
        return True
    sources = sources_of(subject, about.source_id, actor)
    own = [source for source in sources if source.field == about.source_field]
    return any(annotated.is_read_at(source, level) for source in own)


def sources_of(subject: Any, source_id: UUID | None, actor: Actor) -> list[Source]:
    """Return the texts of one version that the actor may read; by default of the one that counts.

    Empty where there is no such version, or none for this actor.
    """
    kind = annotated.of(subject.kind)
    now = kind.current([subject.pk], actor).get(subject.pk, [])
    if source_id is None or any(source.id == source_id for source in now):
        return now
    return kind.earlier(subject, source_id, actor)


def readers_at(table_id: UUID, level: str, on: date) -> list[Organisation]:
    """Return the organisations whose negotiators read what is said at this level of a table."""
    seats = Membership.objects.valid_on(on).filter(bargaining_table_id=table_id)
    if level != Visibility.PARTIES:
        seats = seats.filter(capacity__in=(Capacity.PARTY, Capacity.SECRETARIAT))
    return list(Organisation.objects.filter(memberships__in=seats).distinct().order_by("name"))


def with_passages(rows: Iterable[Any], actor: Actor) -> Sequence[Any]:
    """Tell of each note or comment, as `standing`, where its passage is by now; None without one.

    One query for each kind of subject among them.
    """
    found = list(rows)
    asked: dict[str, set[UUID]] = defaultdict(set)
    for row in found:
        if row.source_id is not None:
            asked[row.subject_kind].add(row.subject_id)
    texts = {
        (kind, pk): sources
        for kind, ids in asked.items()
        for pk, sources in annotated.of(kind).current(ids, actor).items()
    }
    for row in found:
        now = texts.get((row.subject_kind, row.subject_id), [])
        row.standing = standing(row, now)
    return found


def with_outcomes(comments: Iterable[Comment], actor: Actor) -> Sequence[Comment]:
    """Tell of each comment, as `became`, what came of it, as far as the actor may see."""
    found = list(comments)
    rows = Outcome.objects.visible_to(actor).filter(comment__in=[row.pk for row in found])
    outcomes = list(rows.order_by("created_at", "id"))
    promised = Commitment.objects.visible_to(actor)
    # a side reads what it prepares also of a meeting that some of it do not know
    meetings = Meeting.objects.visible_to(actor).values("pk")
    on_agenda = AgendaItem.objects.visible_to(actor).filter(meeting__in=meetings)
    known = _made(Became.COMMITMENT, promised, outcomes)
    known |= _made(Became.AGENDA_ITEM, on_agenda, outcomes)
    for row in found:
        mine = (o for o in outcomes if o.comment_id == row.pk)
        row.became = [Came(o.became, known[o.became_id]) for o in mine if o.became_id in known]
    return found


def _made(kind: str, rows: Any, outcomes: Iterable[Outcome]) -> dict[UUID, Any]:
    ids = [outcome.became_id for outcome in outcomes if outcome.became == kind]
    return {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}


def meetings_for(comment: Comment, actor: Actor) -> QuerySet[Any]:
    """Return the meetings yet to be held that the very readers of a comment read, soonest first."""
    rows: QuerySet[Any] = Meeting.objects.visible_to(actor).filter(
        bargaining_table=comment.bargaining_table_id,
        visibility=comment.visibility,
        state__in=AHEAD,
    )
    return rows.order_by("starts_at", "id")


def comments_about(subjects: Collection[UUID]) -> list[UUID]:
    """Return the ids of the conversations about these subjects."""
    return list(Comment.objects.filter(subject_id__in=subjects).values_list("pk", flat=True))


def rows_about(subjects: Collection[UUID]) -> list[Any]:
    """Return what was said and noted about these subjects."""
    below = [
        model.objects.filter(comment__subject_id__in=subjects)
        for model in (Reply, Resolution, Outcome)
    ]
    return [*below, *(model.objects.filter(subject_id__in=subjects) for model in (Comment, Note))]
