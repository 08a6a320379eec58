"""Give people back what they put off, on the day that they chose: a part of each round."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import carriers, contents, snoozing
from backend.reminders.letters import Letter
from backend.reminders.models import ASLEEP, Reminder
from backend.reminders.reasons import Reason, Told

log = structlog.get_logger(__name__)


def wake_due(now: datetime) -> int:
    """Give back what was put off until today or before; return how much there was.

    Each in a transaction of its own: one that fails is tried again in the next round.
    """
    woken = 0
    for pk in snoozing.rows_to_wake(timezone.localdate(now)):
        try:
            woken += _wake(pk, now)
        except Exception:
            log.exception("waking_failed", reminder=str(pk))
    return woken


def _wake(pk: UUID, now: datetime) -> bool:
    with transaction.atomic(), acting_as(SYSTEM):
        rows = Reminder.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(ASLEEP, pk=pk).select_related("recipient").first()
        if row is None:  # somebody else is at it
            return False
        row.woken_at = now
        letter = None if _is_followed(row) else contents.letter_now(row, now)
        if letter is not None:
            _carry(row, letter, now)
        row.save()
    return True


def _is_followed(row: Reminder) -> bool:
    """Whether a later reminder of the same date is there, which says the same."""
    if not row.deadline:
        return False
    later = Reminder.objects.filter(
        subject_id=row.subject_id,
        deadline=row.deadline,
        anchor_on=row.anchor_on,
        recipient=row.recipient_id,
        offset_days__gt=row.offset_days,
    )
    return bool(later.exists())


def _carry(row: Reminder, letter: Letter, now: datetime) -> None:
    """Put the row on top of the inbox, with how it stands now, and into a mail."""
    row.created_at, row.read_at, row.left_out_at = now, None, None
    row.headline, row.subject_title = letter.page.headline, letter.sheet.title
    row.status, row.text, row.state = letter.page.status, letter.text, letter.subject.state
    row.link, row.action = letter.sheet.link, letter.page.action
    row.language = letter.recipient.language
    reason = Reason(
        letter.subject, row.deadline, row.anchor_on, row.offset_days, row.event, row.matter
    )
    (row.mail_id,) = carriers.of([Told(letter, reason)], now)
