"""Which mail carries which row of an inbox: what belongs together goes in one.

Whoever adds to a mail holds its row (for key share) until the rows that it carries are written. Who
sends it closes it first, in a transaction of its own: a mail that was tried once never grows, since
a second copy under the same Message-ID is not looked at.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference import many
from backend.reference.ids import new_id
from backend.reference.prepared import rows_of
from backend.reminders.models import Mail

# A mail that is at once waits so long for what belongs with it, unless it is let go before.
GATHERS = timedelta(minutes=1)

_HELD = """
select m.recipient_id, m.key, m.id from reminders_mail m
join unnest($1::uuid[], $2::text[]) as wanted (recipient_id, key)
    on m.recipient_id = wanted.recipient_id and m.key = wanted.key
where m.closed_at is null
for key share of m skip locked
"""
# Somebody else may close a mail between looking and holding.
TRIES = 5


class Draft(NamedTuple):
    """A mail that is wanted: for whom, of which sort and key, and when it is due."""

    recipient_id: UUID
    sort: str
    key: str
    due_at: datetime
    rule: str = ""
    dossier_id: UUID | None = None


def opened(drafts: Iterable[Draft]) -> dict[tuple[UUID, str], UUID]:
    """Return the mail for each draft that can still be added to, by its recipient and key.

    Opens what is missing, in an order that is the same for all who do. Of drafts with one recipient
    and key the first one counts. Runs in the caller's transaction, which holds these mails.
    """
    wanted: dict[tuple[UUID, str], Draft] = {}
    for draft in drafts:
        wanted.setdefault((draft.recipient_id, draft.key), draft)
    found: dict[tuple[UUID, str], UUID] = {}
    for _ in range(TRIES):
        found |= _held(sorted(wanted.keys() - found.keys()))
        missing = sorted(wanted.keys() - found.keys())
        if not missing:
            return found
        many.insert(Mail, [_blank(wanted[each]) for each in missing])
    raise RuntimeError("a mail was closed each time that it was opened")


def release(now: datetime | None = None, *, rules: str = "") -> None:
    """Let the mails go that wait for more: nothing more is coming. `rules` is how theirs begin."""
    moment = now or timezone.now()
    with acting_as(SYSTEM):
        waiting = Mail.objects.unsent().filter(sort=Mail.AT_ONCE, closed_at__isnull=True)
        waiting.filter(rule__startswith=rules, try_at__gt=moment).update(
            due_at=moment, try_at=moment
        )


def thread_of(dossier_id: UUID, recipient_id: UUID) -> str:
    """Return the Message-ID to which all mails to somebody about one dossier are an answer.

    Nothing can be read from it: not even which dossier it is, to who knows its id.
    """
    return f"<dossier.{uuid5(recipient_id, str(dossier_id))}@{_host()}>"


def _held(pairs: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], UUID]:
    if not pairs:
        return {}
    people, keys = (list(column) for column in zip(*pairs, strict=True))
    return {(recipient, key): mail for recipient, key, mail in rows_of(_HELD, [people, keys])}


def _blank(draft: Draft) -> dict[str, Any]:
    key = new_id()
    return {
        "id": key,
        "message_id": f"<{key}@{_host()}>",
        "covers": [],
        "created_at": timezone.now(),
        "try_at": draft.due_at,
        "attempts": 0,
        "error": "",
        **draft._asdict(),
    }


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"
