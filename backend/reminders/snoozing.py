"""Put off an item of one's own inbox until a day, with a reason that nobody else reads.

On its day the row itself comes back: unread, on top, and carried by a mail again, unless it asks
for nothing any more. A legal date or a dispute cannot be put off past its own day.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.reference.words import Words
from backend.reminders import deadlines, rules, wording
from backend.reminders.models import ASLEEP, LONGEST_REASON, Reminder
from backend.reminders.reasons import Reason, Told, rules_of
from backend.workflow import registry
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData
from backend.workflow.models import Due

LONGEST = timedelta(days=366)
_UNTIL, _REASON = "/returns_on", "/snooze_reason"
_NOT_AHEAD = Words("Kies een dag na vandaag.", "Choose a day after today.")
_TOO_FAR = Words("Kies een dag binnen een jaar.", "Choose a day within a year.")
_WHY = Words("Geef een reden. Alleen u leest die.", "Give a reason. Only you read it.")
_ONLY_WITH = Words(
    "Een reden hoort bij een dag tot wanneer u dit uitstelt.",
    "A reason goes with a day until which you put this off.",
)
_TOO_LONG = Words(
    f"Dit is te lang (hoogstens {LONGEST_REASON} tekens).",
    f"This is too long (at most {LONGEST_REASON} characters).",
)
_PAST_THE_DAY = Words(
    "Dit gaat over een wettelijke termijn of een geschil. U kunt het uitstellen tot en met {day},"
    " en niet langer.",
    "This is about a legal date or a dispute. You can put it off until {day} at the latest.",
)
_NOT_ANY_MORE = Words(
    "Dit gaat over een wettelijke termijn of een geschil, en de dag daarvan ({day}) is er al. U"
    " kunt het niet meer uitstellen.",
    "This is about a legal date or a dispute, and its day ({day}) has come. You can put it off no"
    " longer.",
)


def snooze(row: Reminder, until: date, reason: str, *, actor: Actor, now: datetime) -> None:
    """Put off an item of the actor's inbox until a day. Runs in the caller's transaction.

    Raises InvalidData where the day or the reason does not do. A mail that has still to leave goes
    without it.
    """
    faults = _faults(row, until, reason.strip(), actor, timezone.localdate(now))
    if faults:
        raise InvalidData(faults)
    if row.mail is not None and row.mail.sent_at is None:
        row.mail = None
    row.snoozed_until, row.snooze_reason, row.woken_at = until, reason.strip(), None
    row.read_at = row.read_at or now
    row.save(update_fields=["mail", "snoozed_until", "snooze_reason", "woken_at", "read_at"])


def stop(row: Reminder) -> None:
    """Let an item that was put off be in the inbox again at once, without a mail."""
    row.snoozed_until, row.snooze_reason, row.woken_at = None, "", None
    row.save(update_fields=["snoozed_until", "snooze_reason", "woken_at"])


def held(these: Sequence[Told]) -> list[dict[str, Any] | None]:
    """Return of each whether its recipient has put off this very date: the columns that say so.

    None for everything else, and where the date is a legal one: each of its reminders comes.
    """
    known = rules_of(these)
    asked = [t for t in these if t.reason.deadline and known[t.reason.sort].fixed is None]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    if asked:
        rows = Reminder.objects.filter(
            ASLEEP,
            recipient__in={each.letter.recipient.id for each in asked},
            deadline__in={each.reason.deadline for each in asked},
        )
        names = ("snoozed_until", "snooze_reason", "read_at")
        for row in rows.order_by("offset_days"):
            date_of = (row.subject_id, row.deadline, row.anchor_on, row.recipient_id)
            found[date_of] = {name: getattr(row, name) for name in names}
    if not found:
        return [None] * len(these)
    legal = {sort for sort, rule in known.items() if rule.fixed is not None}
    return [
        None if reason.sort in legal else found.get((*_date_of(reason), letter.recipient.id))
        for letter, reason in these
    ]


def _date_of(reason: Reason) -> tuple[Any, ...]:
    return reason.about.pk, reason.deadline, reason.anchor_on


def dates_of(person_id: UUID) -> set[tuple[str, str, str]]:
    """Return the dates that somebody has put off: subject, deadline, date."""
    rows = Reminder.objects.filter(ASLEEP, recipient=person_id).exclude(deadline="")
    told = rows.values_list("subject_id", "deadline", "anchor_on")
    return {(str(subject), name, str(anchor)) for subject, name, anchor in told}


def _faults(row: Reminder, until: date, reason: str, actor: Actor, today: date) -> list[Fault]:
    found = []
    if not reason:
        found.append(Fault(_REASON, "required", _WHY))
    if len(reason) > LONGEST_REASON:
        found.append(Fault(_REASON, "too-long", _TOO_LONG))
    if until <= today:
        found.append(Fault(_UNTIL, "not-ahead", _NOT_AHEAD))
    elif until > today + LONGEST:
        found.append(Fault(_UNTIL, "too-far", _TOO_FAR))
    last = _last_day(row, actor)
    if last is not None and last <= today:
        words = _NOT_ANY_MORE.with_(day=wording.day_in_words(last))
        found.append(Fault(_UNTIL, "past-its-day", words))
    elif last is not None and until > last:
        words = _PAST_THE_DAY.with_(day=wording.day_in_words(last))
        found.append(Fault(_UNTIL, "past-its-day", words))
    return found


def only_with_a_day() -> InvalidData:
    """Return what is wrong with a reason without a day."""
    return InvalidData([Fault(_REASON, "only-with-a-day", _ONLY_WITH)])


def _last_day(row: Reminder, actor: Actor) -> date | None:
    """Return until when what is told by a legal rule can be put off; None for any other rule."""
    if rules.named(rules.name_for(row.subject_kind, row.deadline, row.event)).fixed is None:
        return None
    if row.deadline or row.subject_kind not in registry.kinds():
        return row.anchor_on
    dates = Due.objects.visible_to(actor).filter(subject_id=row.subject_id, is_transition=False)
    legal = [due for due in dates if (of := deadlines.deadline_of(due)) and of.at_once]
    known = deadlines.described(legal, actor, timezone.localdate())
    mine = [each.due_on for each in known if each.mine]
    return min(mine, default=None)


def rows_to_wake(today: date) -> list[UUID]:
    """Return what is to come back on this day, the longest asleep first."""
    with acting_as(SYSTEM):
        rows = Reminder.objects.filter(ASLEEP, snoozed_until__lte=today)
        return list(rows.order_by("snoozed_until", "id").values_list("pk", flat=True)[:AT_ONCE])


# So many at most in one round: it must not take long.
AT_ONCE = 500
