"""Which mails carry a letter to its recipients: by what it is about, and by what they chose.

What is at once goes with whatever else is told by the same rule, of the same day and step, about
the same dossier: of forty clauses in one agreement people get one mail. The rest waits for the
digest of its recipient, unless its date would be gone by then and the last one did not tell of it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.reminders import digests, envelopes, rules
from backend.reminders.letters import Letter
from backend.reminders.models import Channel, Mail, Preferences
from backend.workflow import registry


def of(  # noqa: PLR0913 (all by name, as the columns of a reason)
    letters: Sequence[Letter],
    now: datetime,
    *,
    deadline: str = "",
    anchor_on: date | None = None,
    offset_days: int | None = None,
    event: str = "",
    matter: str = "",
) -> dict[UUID, UUID]:
    """Return the mail for every recipient of letters for one reason; none for "inbox only".

    Opens the mails that are not there yet. Runs in the caller's transaction, as the system.
    """
    if not letters:
        return {}
    first = letters[0].subject
    rule = rules.named(rules.name_for(first.kind, deadline, event))
    chosen = digests.preferences_of(letter.recipient.pk for letter in letters)
    told = (str(first.pk), deadline, str(anchor_on))
    late = _too_late(chosen, now, anchor_on, told) if deadline else set()
    about = dossier_of(first)
    key = f"{rule.name}:{anchor_on or ''}:{offset_days if deadline else ''}:{about}"
    drafts = []
    for person, wanted in chosen.items():
        channel = rules.channel_of(rule, wanted)
        comes = digests.next_after(now, wanted) if channel is Channel.DIGEST else None
        if channel is Channel.AT_ONCE or (comes is not None and person in late):
            due = timezone.now() + envelopes.GATHERS
            drafts.append(envelopes.Draft(person, Mail.AT_ONCE, key, due, rule.name, about))
        elif comes is not None:
            drafts.append(envelopes.Draft(person, Mail.DIGEST, Mail.DIGEST, comes))
    return envelopes.opened(drafts)


def dossier_of(subject: Any) -> UUID:
    """Return the id of the dossier that a subject belongs to: its agreement, where it has one."""
    found: UUID | None = getattr(subject, "agreement_id", None)
    about: UUID | None = getattr(subject, "subject_id", None)
    if found is None and about is not None and subject.subject_kind in registry.kinds():
        model = registry.model_of(subject.subject_kind)
        found = about
        if hasattr(model, "agreement_id"):
            held = model.objects.filter(pk=about).values_list("agreement_id", flat=True)
            found = held.first() or about
    own: UUID = subject.pk
    return found or own


def _too_late(
    chosen: dict[UUID, Preferences], now: datetime, anchor: date | None, told: tuple[str, ...]
) -> set[UUID]:
    """Return for whom a date that is still to come is gone when their next digest comes.

    Not those whose last digest told of it already.
    """
    today = timezone.localdate(now)
    if anchor is None or anchor < today:
        return set()
    late = set()
    for person, wanted in chosen.items():
        comes = digests.next_after(now, wanted)
        if comes is not None and anchor < timezone.localdate(comes):
            late.add(person)
    if not late:
        return late
    newest = (
        Mail.objects.filter(recipient__in=late, sort=Mail.DIGEST, sent_at__isnull=False)
        .order_by("recipient", "-sent_at")
        .distinct("recipient")
    )
    knew = {mail.recipient_id for mail in newest if list(told) in mail.covers}
    return late - knew
