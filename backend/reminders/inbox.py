"""Put letters into inboxes, and with the same rows into the queue of mails to be sent."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import actor_for
from backend.reference.ids import new_id
from backend.reminders import told
from backend.reminders.circles import Recipient
from backend.reminders.letters import Letter
from backend.reminders.models import Reminder

Composer = Callable[[Any, Recipient], Letter]


def compose(
    kind: str,
    subject_id: UUID,
    recipients: Iterable[Recipient],
    on: date,
    composer: Composer,
    *,
    audience: str | None = None,
) -> Iterator[Letter]:
    """Yield a letter for every recipient, written while reading as that recipient.

    Somebody who may not read the subject, or what is for `audience` only, gets none.
    """
    for recipient in recipients:
        reader = actor_for(recipient.person, on)
        if audience is not None and audience not in reader.audiences:
            continue
        with acting_as(reader):
            seen = told.seen_by(kind, subject_id, reader)
            letter = composer(seen, recipient) if seen is not None else None
        if letter is not None:
            yield letter


def put(letters: Iterable[Letter], **reason: Any) -> int:
    """Write the letters down for one reason (the fields that say what "once" means).

    Returns how many there were. Somebody who has this one already does not get it again: the
    database's constraints see to that, also when two write at once.
    """
    rows = [_row(letter, reason) for letter in letters]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(letter: Letter, reason: dict[str, Any]) -> Reminder:
    key = new_id()
    return Reminder(
        id=key,
        recipient=letter.recipient,
        subject_kind=letter.subject.kind,
        subject_id=letter.subject.pk,
        subject_audience=letter.subject.word,
        subject_title=letter.title,
        language=letter.recipient.language,
        headline=letter.headline,
        text=letter.text,
        html=letter.html,
        link=letter.link,
        message_id=f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        try_at=timezone.now(),
        **reason,
    )
