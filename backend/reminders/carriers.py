"""Which mails carry a letter to its recipients: by what it is about, and by what they chose.

What is at once goes with whatever else is told by the same rule, of the same day and step, about
the same dossier: of forty clauses in one agreement people get one mail. The rest waits for the
digest of its recipient, unless its date would be gone by then and the last one did not tell of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from backend.reminders import digests, envelopes, rules
from backend.reminders.envelopes import Draft
from backend.reminders.models import Channel, Mail
from backend.reminders.reasons import Reason, Told, rules_of
from backend.workflow import registry


def of(these: Sequence[Told], now: datetime) -> list[UUID | None]:
    """Return the mail that carries each of these; None for "inbox only".

    Opens the mails that are not there yet. Runs in the caller's transaction, as the system.
    """
    if not these:
        return []
    ways = _Ways(these, now)
    dossiers = _dossiers_of({reason.about.pk: reason.about for _, reason in these}.values())
    at_once = timezone.now() + envelopes.GATHERS
    drafts: list[Draft | None] = []
    for letter, reason in these:
        rule, channel, comes = ways.of(letter.recipient.id, reason)
        if channel is Channel.AT_ONCE:
            about = dossiers[reason.about.pk]
            key = f"{rule.name}:{reason.anchor_on or ''}:{_offset(reason)}:{about}"
            drafts.append(Draft(letter.recipient.id, Mail.AT_ONCE, key, at_once, rule.name, about))
        elif comes is not None:
            drafts.append(Draft(letter.recipient.id, Mail.DIGEST, Mail.DIGEST, comes))
        else:
            drafts.append(None)
    opened = envelopes.opened(draft for draft in drafts if draft is not None)
    return [draft and opened[draft.recipient_id, draft.key] for draft in drafts]


def _offset(reason: Reason) -> int | str | None:
    return reason.offset_days if reason.deadline else ""


class _Ways:
    """How those who are told of these want to be told, and when their digests come."""

    def __init__(self, these: Sequence[Told], now: datetime) -> None:
        people = {letter.recipient.id for letter, _ in these}
        self._today = timezone.localdate(now)
        self._rules = rules_of(these)
        self._wanted = digests.preferences_of(people)
        self._comes = {key: digests.next_after(now, each) for key, each in self._wanted.items()}
        self._days = {key: timezone.localdate(at) for key, at in self._comes.items() if at}
        self._channels: dict[tuple[UUID, str], Channel] = {}
        self._knew = _told_by_digests(
            {
                letter.recipient.id
                for letter, reason in these
                if self._is_gone(letter.recipient.id, reason)
            }
        )

    def of(self, person: UUID, reason: Reason) -> tuple[rules.Rule, Channel, datetime | None]:
        """Return by which rule and how somebody hears of this, and when their digest comes.

        At once also where its date would be gone by then, and the last digest did not tell of it.
        """
        rule = self._rules[reason.sort]
        channel = self._channel(person, rule)
        if channel is not Channel.DIGEST:
            return rule, channel, None
        if self._is_gone(person, reason) and _as_told(reason) not in self._knew[person]:
            return rule, Channel.AT_ONCE, None
        return rule, channel, self._comes[person]

    def _channel(self, person: UUID, rule: rules.Rule) -> Channel:
        key = (person, rule.name)
        if key not in self._channels:
            self._channels[key] = rules.channel_of(rule, self._wanted[person])
        return self._channels[key]

    def _is_gone(self, person: UUID, reason: Reason) -> bool:
        """Whether a date that is still to come is gone when somebody's next digest comes."""
        anchor, day = reason.anchor_on, self._days.get(person)
        if not reason.deadline or anchor is None or day is None:
            return False
        return self._today <= anchor < day


def _as_told(reason: Reason) -> tuple[str, str, str]:
    """Return a date as digests note that they told it."""
    return str(reason.about.pk), reason.deadline, str(reason.anchor_on)


def _told_by_digests(people: set[UUID]) -> dict[UUID, set[tuple[str, ...]]]:
    """Return the dates that the last digest of each of these told."""
    found: dict[UUID, set[tuple[str, ...]]] = defaultdict(set)
    if people:
        sent = Mail.objects.filter(recipient__in=people, sort=Mail.DIGEST, sent_at__isnull=False)
        for mail in sent.order_by("recipient", "-sent_at").distinct("recipient"):
            found[mail.recipient_id] = {tuple(each) for each in mail.covers}
    return found


def _dossiers_of(subjects: Iterable[Any]) -> dict[UUID, UUID]:
    """Return the dossier to which each of these belongs, by its id: its agreement, if any."""
    found: dict[UUID, UUID] = {}
    below: dict[str, dict[UUID, UUID]] = defaultdict(dict)
    for subject in subjects:
        agreement: UUID | None = getattr(subject, "agreement_id", None)
        about: UUID | None = getattr(subject, "subject_id", None)
        found[subject.pk] = agreement or subject.pk
        if agreement is None and about is not None and subject.subject_kind in registry.kinds():
            below[subject.subject_kind][subject.pk] = about
    for kind, of_subject in below.items():
        agreements = _agreements_of(registry.model_of(kind), set(of_subject.values()))
        found |= {pk: agreements.get(about) or about for pk, about in of_subject.items()}
    return found


def _agreements_of(model: Any, subjects: set[UUID]) -> dict[UUID, UUID]:
    if not hasattr(model, "agreement_id"):
        return {}
    rows = model.objects.filter(pk__in=subjects)
    return dict(rows.values_list("pk", "agreement_id"))
