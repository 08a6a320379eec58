"""Put letters into inboxes, and into the mails that carry them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import actor_for
from backend.reminders import carriers, snoozing, told
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


def put(letters: Iterable[Letter], *, at: datetime | None = None, **reason: Any) -> int:
    """Write the letters down for one reason (the fields that say what "once" means).

    And in the same transaction the mails that carry them, see `carriers`. Returns how many there
    were. Who has put off the same date has this put off as well, without a mail. Somebody who has
    this one already does not get it again: the database's constraints see to that, also when two
    write at once.
    """
    found = list(letters)
    held = snoozing.held(found, **reason)
    awake = [letter for letter in found if letter.recipient.pk not in held]
    carried = carriers.of(awake, at or timezone.now(), **reason)
    rows = [
        _row(to, carried.get(to.recipient.pk), {**reason, **held.get(to.recipient.pk, {})})
        for to in found
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(letter: Letter, mail_id: UUID | None, reason: dict[str, Any]) -> Reminder:
    return Reminder(
        recipient=letter.recipient,
        subject_kind=letter.subject.kind,
        subject_id=letter.subject.pk,
        subject_audience=letter.subject.word,
        subject_title=letter.title,
        language=letter.recipient.language,
        headline=letter.headline,
        status=letter.status,
        state=letter.subject.state,
        transition=letter.transition,
        action=letter.action,
        text=letter.text,
        link=letter.link,
        mail_id=mail_id,
        **reason,
    )
