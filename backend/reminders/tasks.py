"""What the worker does when the clock rings. Each task only looks for rows that are due.

A task that is lost, doubled, late or killed changes nothing about what will be done: see
docs/delivery-guarantees.md.
"""

from datetime import timedelta

from celery import shared_task

from backend.audit import seals
from backend.outbox import relay
from backend.reminders import envelopes, mails, rules
from backend.reminders import sweep as sweeping

# One worker process does everything in turn; nothing may keep it from the rest for long.
PATIENCE = timedelta(seconds=20)
# So many messages in one go; where there were as many, more can wait that belong in the same mails.
AT_ONCE = 200


@shared_task
def relay_messages() -> None:
    """Deliver the outbox messages that are due; the mails they are told in need wait no longer."""
    if 0 < relay.deliver_due(AT_ONCE) < AT_ONCE:
        envelopes.release(rules=rules.EVENT)


@shared_task
def prune_messages() -> None:
    """Delete the outbox messages that were delivered long ago."""
    relay.prune()


@shared_task
def sweep() -> None:
    """Perform the timed transitions and write the reminders whose day has come."""
    sweeping.sweep(patience=PATIENCE)


@shared_task
def send_mails() -> None:
    """Send the mails that are queued."""
    mails.send_due(patience=PATIENCE)


@shared_task
def seal_chains() -> None:
    """Seal all audit chains, once a day."""
    seals.seal()
