"""Tell who takes part in a conversation that somebody answered.

The notice is about the comment itself, so it is read, kept and mailed to whoever may read what is
said there, and to nobody else: not to those who only read the dossier. It says in which dossier and
that there is an answer; what was said, and by whom, is read in the conversation.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.notes import queries
from backend.notes.models import Comment, Reply, Resolution
from backend.outbox.models import OutboxMessage
from backend.parties.actors import Actor
from backend.reference.words import Words
from backend.reminders import inbox, letters
from backend.reminders.circles import Recipient
from backend.reminders.notices import entry_of, is_news

KIND = "comment"
ANSWERED = "comment_replied"
HEADLINE = Words("Antwoord op een opmerking", "Answer to a comment")
STATUS = Words(
    "Er is een antwoord in een gesprek waaraan u meedoet.",
    "There is an answer in a conversation that you take part in.",
)
READ = Words("Lees het gesprek", "Read the conversation")


class Thread(NamedTuple):
    """A conversation, as letters ask to know what they are about."""

    kind: str
    pk: UUID
    word: str
    caption: str
    state: str = ""


def seen(comment_id: UUID, reader: Actor) -> Thread | None:
    """Return the conversation for who may read it and the dossier that it is about."""
    comment = Comment.objects.visible_to(reader).filter(pk=comment_id).first()
    if comment is None:
        return None
    about = queries.subject_of(comment.subject_kind, comment.subject_id, reader)
    if about is None:
        return None
    return Thread(KIND, comment.pk, comment.word, about.caption)


def tell_answered(message: OutboxMessage) -> None:
    """Tell everybody who took part, save whoever answered. Once for each answer."""
    entry = entry_of(message)
    facts: dict[str, Any] = message.body.get("facts", {})
    answer = Reply.objects.filter(pk=facts["reply"]).select_related("comment").first()
    if entry is None or answer is None or not is_news(message, entry):
        return
    comment = answer.comment
    found = inbox.compose(
        KIND,
        comment.pk,
        _others(answer, entry.actor_id),
        timezone.localdate(),
        lambda thread: letters.write(thread, headline=HEADLINE, status=STATUS, action=READ),
        audience=message.audience,
    )
    inbox.put(found, event=ANSWERED, matter=str(answer.pk))


def _others(answer: Reply, answerer: str) -> Iterator[Recipient]:
    """Yield who had started, answered or settled it by then, each person with an account once."""
    below = {"comment": answer.comment_id, "created_at__lte": answer.created_at}
    rows: list[Any] = [
        Comment.objects.filter(pk=answer.comment_id),
        Reply.objects.filter(**below),
        Resolution.objects.filter(**below),
    ]
    told = {answerer}
    for each in rows:
        for spoken in each.select_related("person", "organisation").order_by("created_at", "id"):
            person = spoken.person
            if person is None or not person.is_active or str(person.pk) in told:
                continue
            told.add(str(person.pk))
            yield Recipient(person, spoken.organisation.name)
