"""Put letters into inboxes, and into the mails that carry them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from backend.confidentiality.context import acting_in_turn
from backend.parties.actors import Actor, actors_for
from backend.reference import many
from backend.reference.ids import new_ids
from backend.reminders import carriers, letters, snoozing
from backend.reminders.circles import Recipient
from backend.reminders.letters import Letter
from backend.reminders.models import Reminder
from backend.reminders.reasons import Reason, Told
from backend.reminders.sheets import Composer, Sheets

# The columns of a row that nobody has put off.
_AWAKE: dict[str, Any] = {"snoozed_until": None, "snooze_reason": "", "read_at": None}


class Wanted(NamedTuple):
    """A letter that is to be written: about what, to whom, and how."""

    kind: str
    subject_id: UUID
    recipient: Recipient
    composer: Composer


def compose(
    kind: str,
    subject_id: UUID,
    recipients: Iterable[Recipient],
    on: date,
    composer: Composer,
    *,
    audience: str | None = None,
) -> list[Letter]:
    """Return a letter for every recipient, written while reading as that recipient.

    Somebody who may not read the subject, or what is for `audience` only, gets none.
    """
    wanted = [Wanted(kind, subject_id, recipient, composer) for recipient in recipients]
    found = composed(wanted, on, audience=audience)
    return [letter for letter in found if letter is not None]


def composed(
    wanted: Sequence[Wanted],
    on: date,
    *,
    audience: str | None = None,
    sheets: Sheets | None = None,
) -> list[Letter | None]:
    """Return these letters in their order, as `compose` does; None where there is none.

    Each reader's context is entered once: all that they may read is read then, by kind. `sheets`
    is for who has read these rows in this transaction already. Raises outside a transaction.
    """
    sheets = Sheets() if sheets is None else sheets
    places: dict[UUID, list[int]] = defaultdict(list)
    for place, each in enumerate(wanted):
        places[each.recipient.person.id].append(place)
    readers = actors_for((wanted[those[0]].recipient.person for those in places.values()), on)
    found: list[Letter | None] = [None] * len(wanted)
    with acting_in_turn() as read_as:
        for key, reader in readers.items():
            if audience is not None and audience not in reader.audiences:
                continue
            read_as(reader)
            seen = _seen_by(reader, [wanted[place] for place in places[key]], sheets)
            for place in places[key]:
                each = wanted[place]
                subject = seen.get(each.subject_id)
                sheet = None if subject is None else sheets.write(each.composer, subject, reader)
                if sheet is not None:
                    found[place] = letters.addressed(sheet, each.recipient)
    return found


def _seen_by(reader: Actor, wanted: Iterable[Wanted], sheets: Sheets) -> dict[UUID, Any]:
    ids: dict[str, set[UUID]] = defaultdict(set)
    for each in wanted:
        ids[each.kind].add(each.subject_id)
    seen: dict[UUID, Any] = {}
    for kind, these in ids.items():
        seen |= sheets.seen_by(kind, these, reader)
    return seen


def put(found: Sequence[Letter], *, at: datetime | None = None, **reason: Any) -> int:
    """Write letters down for one reason, see `put_all`; it is about what the first is about."""
    if not found:
        return 0
    why = Reason(found[0].subject, **reason)
    return put_all([Told(letter, why) for letter in found], at=at)


def put_all(these: Sequence[Told], *, at: datetime | None = None) -> int:
    """Write letters down, each once for its reason.

    And in the same transaction the mails that carry them, see `carriers`. Returns how many there
    were. Who has put off the same date has this put off as well, without a mail. Somebody who has
    this one already does not get it again: the database's constraints see to that, also when two
    write at once.
    """
    held = snoozing.held(these)
    awake = [each for each, asleep in zip(these, held, strict=True) if asleep is None]
    mails = iter(carriers.of(awake, at or timezone.now()))
    now = timezone.now()
    alike: dict[tuple[int, int, int], int] = {}
    shared: list[dict[str, Any]] = []
    rows = []
    for each, asleep, own_id in zip(these, held, new_ids(len(these)), strict=True):
        key = (id(each.letter.page), id(each.reason), id(asleep))
        if key not in alike:
            alike[key] = len(shared)
            shared.append(_shared(each, now) | (asleep or _AWAKE))
        mail_id = next(mails) if asleep is None else None
        rows.append(
            {
                "id": own_id,
                "recipient_id": each.letter.recipient.id,
                "text": each.letter.why,
                "mail_id": mail_id,
                "shared": alike[key],
            }
        )
    many.insert(Reminder, rows, shared)
    return len(these)


def _shared(each: Told, now: datetime) -> dict[str, Any]:
    """Return the columns that are the same to all who are told this in the same language."""
    letter, reason = each
    sheet, page, subject = letter.sheet, letter.page, letter.subject
    return {
        "subject_kind": subject.kind,
        "subject_id": subject.pk,
        "subject_audience": subject.word,
        "subject_title": sheet.title,
        "deadline": reason.deadline,
        "anchor_on": reason.anchor_on,
        "offset_days": reason.offset_days,
        "event": reason.event,
        "matter": reason.matter,
        "language": letter.recipient.language,
        "headline": page.headline,
        "text": page.body,
        "status": page.status,
        "state": subject.state,
        "transition": sheet.transition,
        "action": page.action,
        "link": sheet.link,
        "created_at": now,
    }
