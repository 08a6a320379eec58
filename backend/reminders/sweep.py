"""One round of the clock: timed transitions first, then the reminders whose day has come.

Before both, what is planned by rules that have changed since is planned anew (`replanning`).

Everything that is to be done stands in `workflow.Due`, derived from the tables and the subjects'
dates. Rows are claimed, dealt with and moved on in one transaction: a transition by itself, and
reminders by the chunk (`claiming`, `reminding`). So a round may be repeated, cut off, run late or
run twice at once: what is done is done once, and the rest is still there. Nothing is kept in memory
but a chunk, and the rows that were passed over.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.reminders import digests, envelopes, rules
from backend.reminders.claiming import Claims
from backend.reminders.models import Sweep
from backend.workflow import clock, replanning

# Rounds in which nothing happened are kept this long; the others for good.
KEPT = timedelta(days=7)

log = structlog.get_logger(__name__)


_ALSO: list[Callable[[datetime], object]] = []


def also(do: Callable[[datetime], object]) -> None:
    """Let every round begin with this, at its moment; called from a domain's `AppConfig.ready`.

    It must be harmless to repeat. What goes wrong in it is logged, and stops nothing else.
    """
    _ALSO.append(do)


def sweep(now: datetime | None = None, *, patience: timedelta | None = None) -> Sweep:
    """Do all that is due on the day of `now` (default: this moment); return what came of it.

    With `patience`, each part of a round that takes longer than that leaves the rest to the next
    one, so that a worker gets round to its other work as well. What a part has begun it ends.
    """
    moment = now or timezone.now()
    last = Sweep.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    this = Sweep.objects.create(as_of=moment)
    for do in _ALSO:
        try:
            do(moment)
        except Exception:  # the dates of others are not to wait for it
            log.exception("round_failed", part=do.__name__)
    replanning.catch_up(timezone.localdate(moment), keep_on=_for(patience))
    this.performed = clock.run_due_transitions(moment, keep_on=_for(patience))
    this.reminded, this.failed = remind(moment, keep_on=_for(patience))
    if last is None or _hour(last.as_of) != _hour(moment):
        _open_digests(moment, keep_on=_for(patience))
    this.finished_at = timezone.now()
    this.save()
    _forget_idle_rounds(this.finished_at)
    if this.performed or this.reminded or this.failed:
        log.info("swept", performed=this.performed, reminded=this.reminded, failed=this.failed)
    return this


def _open_digests(now: datetime, *, keep_on: Callable[[], bool]) -> None:
    """See to it that digests wait for people; what is to be told opens its own if this fails.

    Once an hour: everybody who acts at a table is looked at for it.
    """
    try:
        opened = digests.MOST
        while opened == digests.MOST and keep_on():
            with acting_as(CLOCK):
                opened = digests.open_all(now)
    except Exception:  # a round is done all the same
        log.exception("round_failed", part="digests")


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def remind(now: datetime, *, keep_on: Callable[[], bool] = lambda: True) -> tuple[int, int]:
    """Write every reminder whose day has come. Returns how many, and for how many dates it failed.

    A date that fails is looked at again in the next round; it does not hold up the others. Mails
    that gather reminders are let go when no date is left that could join them.
    """
    claims = Claims(now, keep_on)
    claims.deal_with_all()
    if claims.written and not claims.any_waits():
        envelopes.release(rules=rules.DEADLINE)
    return claims.written, claims.failed


def _forget_idle_rounds(now: datetime) -> None:
    idle = Sweep.objects.filter(performed=0, reminded=0, failed=0)
    idle.filter(finished_at__lt=now - KEPT).delete()


def _for(patience: timedelta | None) -> Callable[[], bool]:
    if patience is None:
        return lambda: True
    until = time.monotonic() + patience.total_seconds()
    return lambda: time.monotonic() < until
