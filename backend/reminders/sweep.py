"""One round of the clock: timed transitions first, then the reminders whose day has come.

Before both, what is planned by rules that have changed since is planned anew (`replanning`).

Everything that is to be done stands in `workflow.Due`, derived from the tables and the subjects'
dates. Each row is claimed, dealt with and moved on in a transaction of its own. So a round may be
repeated, cut off, run late or run twice at once: what is done is done once, and the rest is still
there. Nothing is kept in memory but the rows that were passed over.
"""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.parties.audiences import Visibility
from backend.reminders import (
    arranging,
    climbing,
    climbs,
    deadlines,
    digests,
    envelopes,
    inbox,
    letters,
    rules,
)
from backend.reminders.models import Reminder, Sweep
from backend.workflow import clock, dues, registry, replanning
from backend.workflow.lifecycle import Deadline
from backend.workflow.models import Due

# Rounds in which nothing happened are kept this long; the others for good.
KEPT = timedelta(days=7)
# After so many days it is no use to announce a date, where another reminder says that it is late.
ANNOUNCED_AFTERWARDS = 7

log = structlog.get_logger(__name__)


_ALSO: list[Callable[[datetime], object]] = []


def also(do: Callable[[datetime], object]) -> None:
    """Let every round begin with this, at its moment; called from a domain's `AppConfig.ready`.

    It must be harmless to repeat. What goes wrong in it is logged, and stops nothing else.
    """
    _ALSO.append(do)


def sweep(now: datetime | None = None, *, patience: timedelta | None = None) -> Sweep:
    """Do all that is due on the day of `now` (default: this moment); return what came of it.

    With `patience`, a round that takes longer than twice that leaves the rest to the next one, so
    that a worker gets round to its other work as well.
    """
    moment = now or timezone.now()
    this = Sweep.objects.create(as_of=moment)
    for do in _ALSO:
        try:
            do(moment)
        except Exception:  # the dates of others are not to wait for it
            log.exception("round_failed", part=do.__name__)
    replanning.catch_up(timezone.localdate(moment), keep_on=_for(patience))
    this.performed = clock.run_due_transitions(moment, keep_on=_for(patience))
    this.reminded, this.failed = remind(moment, keep_on=_for(patience))
    _open_digests(moment)
    this.finished_at = timezone.now()
    this.save()
    _forget_idle_rounds(this.finished_at)
    if this.performed or this.reminded or this.failed:
        log.info("swept", performed=this.performed, reminded=this.reminded, failed=this.failed)
    return this


def _open_digests(now: datetime) -> None:
    """See to it that digests wait for people; what is to be told opens its own if this fails."""
    try:
        with transaction.atomic(), acting_as(CLOCK):
            digests.open_all(now)
    except Exception:  # a round is done all the same
        log.exception("round_failed", part="digests")


def remind(now: datetime, *, keep_on: Callable[[], bool] = lambda: True) -> tuple[int, int]:
    """Write every reminder whose day has come. Returns how many, and for how many dates it failed.

    A date that fails is looked at again in the next round; it does not hold up the others. Mails
    that gather reminders are let go when no date is left that could join them.
    """
    with transaction.atomic(), acting_as(CLOCK):
        arranged = arranging.in_force()
    written, failed = 0, 0
    passed_over: set[UUID] = set()
    while keep_on():
        try:
            count = _remind_of_one(now, passed_over, arranged)
        except _Failed as failure:
            log.exception("reminder_failed", due=str(failure.due_id))
            passed_over.add(failure.due_id)
            failed += 1
            continue
        if count is None:
            break
        written += count
    if written and not _any_waits(timezone.localdate(now)):
        envelopes.release(rules=rules.DEADLINE)
    return written, failed


class _Failed(Exception):
    """Something went wrong with one date; nothing was written for it."""

    def __init__(self, due_id: UUID) -> None:
        super().__init__(str(due_id))
        self.due_id = due_id


def _any_waits(today: date) -> bool:
    with transaction.atomic(), acting_as(CLOCK):
        rows = Due.objects.filter(is_transition=False, wake_on__lte=today)
        return bool(rows.exists())


def _remind_of_one(
    now: datetime, passed_over: set[UUID], arranged: arranging.Arranged
) -> int | None:
    """Deal with the date that waits longest; None when no date waits."""
    due, today = None, timezone.localdate(now)
    try:
        with transaction.atomic(), acting_as(CLOCK):
            due = (
                Due.objects.select_for_update(skip_locked=True)
                .filter(is_transition=False, wake_on__lte=today)
                .exclude(pk__in=passed_over)
                .order_by("wake_on", "id")
                .first()
            )
            return None if due is None else _deal_with(due, now, passed_over, arranged)
    except Exception as error:
        if due is None:
            raise
        raise _Failed(due.pk) from error


def _deal_with(
    due: Due, now: datetime, passed_over: set[UUID], arranged: arranging.Arranged
) -> int:
    """Remind of a date, if it still is what the table says, and move its row on."""
    today = timezone.localdate(now)
    subject = registry.subject_of(due.subject_kind, due.subject_id)
    deadline = _deadline(subject, due.name)
    if deadline is None or deadline.anchor(subject) != due.anchor_on:
        passed_over.add(due.pk)
        _replan(subject, today)
        return 0
    public = subject.visibility == Visibility.PUBLIC
    place = arranging.place_of(subject, arranged)
    deadline = arranging.adjusted(deadline, place, arranged, public=public)
    try:
        written = _write(subject, deadline, due.anchor_on, now)
    except climbs.Busy:
        passed_over.add(due.pk)
        return 0
    wake_on = dues.wake_after(due.anchor_on, deadline.days, today, at_work=deadline.at_once)
    Due.objects.filter(pk=due.pk).update(wake_on=wake_on)
    return written


def _write(subject: Any, deadline: Deadline, anchor: date, now: datetime) -> int:
    """Write the newest reminder that has come; it covers earlier ones that were missed."""
    today = timezone.localdate(now)
    days = {o: dues.reminded_on(anchor, o, at_work=deadline.at_once) for o in deadline.days}
    come = [offset for offset, day in days.items() if day <= today]
    old = (today - anchor).days > ANNOUNCED_AFTERWARDS
    if not come or (old and deadlines.only_announces(subject.kind, deadline)):
        return 0
    reason = {"deadline": deadline.name, "anchor_on": anchor, "offset_days": max(come)}
    have = Reminder.objects.filter(subject_id=subject.pk, **reason)
    written = set(have.values_list("recipient_id", flat=True))
    those = climbing.reached(subject, deadline, max(come), today)
    told = climbing.recipients_of(those, today)
    also = {to.person.pk: said for to, said in told}
    found = inbox.compose(
        subject.kind,
        subject.pk,
        [to for to, _ in told if to.person.pk not in written],
        today,
        lambda seen, to: letters.of_deadline(seen, deadline, anchor, today, to, also[to.person.pk]),
    )
    if those.silent:
        climbs.climbed(subject, deadline, anchor, max(come), those, now)
    return inbox.put(found, at=now, **reason)


def _deadline(subject: Any, name: str) -> Deadline | None:
    rows = (row for row in subject.lifecycle.deadlines if row.name == name)
    return next(rows, None)


def _replan(subject: Any, today: date) -> None:
    """Bring the subject's rows up to date, unless somebody is at work on it: they will do so.

    The engine changes these rows while it holds the subject; so do we, and never wait for it.
    """
    manager = type(subject).objects
    locked = manager.select_for_update(skip_locked=True).filter(pk=subject.pk).first()
    if locked is not None:
        dues.replan(locked, today)


def _forget_idle_rounds(now: datetime) -> None:
    idle = Sweep.objects.filter(performed=0, reminded=0, failed=0)
    idle.filter(finished_at__lt=now - KEPT).delete()


def _for(patience: timedelta | None) -> Callable[[], bool]:
    if patience is None:
        return lambda: True
    until = time.monotonic() + patience.total_seconds()
    return lambda: time.monotonic() < until
