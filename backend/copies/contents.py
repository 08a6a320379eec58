"""What is kept of a dossier: its texts, what was said about it or in a dispute, and its chains.

Only what was there by a moment is kept: a copy that is made late holds no text, comment or line of
what came after.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from backend.audit.chain import record_of, utc_text
from backend.audit.models import AuditEntry
from backend.disputes.models import Dispute, Piece, Statement
from backend.meetings.models import Meeting
from backend.notes import annotated
from backend.notes.models import Comment, Reply
from backend.parties.actors import Actor

Body = dict[str, Any]


class Text(NamedTuple):
    """One text: which part of the dossier, its number if people call it by one, whose, and when."""

    field: str
    body: str
    number: int = 0
    side: str = ""
    at: datetime | None = None


Texts = Callable[[Any, Actor, datetime], list[Text]]
_KINDS: dict[str, Texts] = {}


def register(model: Any, texts: Texts) -> None:
    """Let the texts of this kind be kept; called from a domain's `AppConfig.ready`.

    `texts` is asked for a subject, as a reader, up to a moment.
    """
    _KINDS[model.kind] = texts


def body_of(subject: Any, reader: Actor, until: datetime) -> Body:
    """Return what this reader could read of the subject until a moment, as JSON."""
    entries = AuditEntry.objects.visible_to(reader).filter(subject_id=subject.pk, at__lt=until)
    return {
        "texts": [
            _shown(text)
            for text in (*_texts(subject, reader, until), *_disputed(subject, reader, until))
        ],
        "comments": _comments(subject, reader, until),
        # not the row's id, which counts the entries of others as well
        "entries": [_without_id(record_of(entry)) for entry in entries.order_by("id")],
    }


def minutes(meeting: Meeting, reader: Actor, until: datetime) -> list[Text]:
    """Return the minutes and the agenda of a meeting."""
    if meeting.updated_at >= until:
        return []
    found = [Text("minutes", meeting.minutes)] if meeting.minutes else []
    items = meeting.items.visible_to(reader).filter(created_at__lt=until)
    for item in items.order_by("position", "id"):
        text = _joined(item.title, item.note, item.minutes)
        found.append(Text("item", text, item.position, at=item.created_at))
    return found


def _texts(subject: Any, reader: Actor, until: datetime) -> list[Text]:
    if known := _KINDS.get(subject.kind):
        return known(subject, reader, until)
    # of these only the words of now are kept: none, where they may be those of later
    if subject.kind not in annotated.kinds() or subject.updated_at >= until:
        return []
    now = annotated.of(subject.kind).current([subject.pk], reader).get(subject.pk, [])
    return [Text(source.field, source.body, source.number) for source in now]


def _disputed(subject: Any, reader: Actor, until: datetime) -> Iterator[Text]:
    """Yield what each side said and handed in about the subject in a dispute; documents by name."""
    last_day = timezone.localdate(until - timedelta(microseconds=1))
    disputes = Dispute.objects.visible_to(reader).filter(
        subject_id=subject.pk, raised_on__lte=last_day
    )
    for dispute in disputes.order_by("raised_on", "id"):
        yield Text("claim", _joined(dispute.facts, dispute.requested), side=dispute.author_side)
        said = Statement.objects.visible_to(reader).filter(dispute=dispute, said_at__lt=until)
        for row in said.order_by("said_at", "id"):
            text = _joined(row.text, row.requested)
            yield Text(row.said, text, side=row.author_side, at=row.said_at)
        pieces = Piece.objects.visible_to(reader).filter(dispute=dispute, added_at__lt=until)
        for piece in pieces.defer("content").order_by("added_at", "id"):
            document = f"{piece.name} (SHA-256 {piece.sha256})" if piece.sha256 else piece.url
            text = _joined(piece.title, piece.explanation, document)
            yield Text("evidence", text, side=piece.author_side, at=piece.added_at)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _comments(subject: Any, reader: Actor, until: datetime) -> list[Body]:
    said = Comment.objects.visible_to(reader).filter(subject_id=subject.pk, created_at__lt=until)
    rows = list(said.select_related("organisation").order_by("created_at", "id"))
    answers = Reply.objects.visible_to(reader).filter(comment__in=rows, created_at__lt=until)
    below: dict[Any, list[Body]] = {row.pk: [] for row in rows}
    for reply in answers.select_related("organisation").order_by("created_at", "id"):
        below[reply.comment_id].append(_said(reply))
    return [_said(row) | {"quote": row.quote, "replies": below[row.pk]} for row in rows]


def _said(row: Any) -> Body:
    return {
        "text": row.text,
        "person": row.person_name,
        "organisation": row.organisation.name,
        "side": row.author_side,
        "at": utc_text(row.created_at),
    }


def _shown(text: Text) -> Body:
    return text._asdict() | {"at": utc_text(text.at) if text.at else None}


def _without_id(record: Body) -> Body:
    return {key: value for key, value in record.items() if key != "id"}
