"""Run the clock once, by hand."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backend.outbox import relay
from backend.reminders import envelopes, mails
from backend.reminders.sweep import sweep


class Command(BaseCommand):
    help = (
        "Performs the timed transitions and writes the reminders that are due now, then delivers "
        "what is queued. Harmless while worker and clock run, and when it is repeated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--at",
            metavar="MOMENT",
            help="as if it were then, as in 2027-01-31T08:00 (demo mode only)",
        )

    def handle(self, *args: Any, at: str | None = None, **options: Any) -> None:
        if at is not None and not settings.DEMO:
            raise CommandError("--at would falsify the record: it is for demo mode only.")
        then = timezone.now() if at is None else moment(at)
        done = sweep(then)
        messages = _until_none_is_left(relay.deliver_due)
        envelopes.release()
        mailed = mails.send_due(max(then, timezone.now()))
        self.stdout.write(
            f"as of {timezone.localtime(done.as_of):%Y-%m-%d %H:%M}: "
            f"{done.performed} transitions performed, {done.reminded} reminders written, "
            f"{messages} messages delivered, {mailed} mails sent"
        )
        if done.failed:
            raise CommandError(f"{done.failed} deadlines failed, see the log.")


def moment(text: str) -> datetime:
    """Return the moment that the text names, in the Netherlands where it says no time zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} is no moment: write it as 2027-01-31T08:00.") from error
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _until_none_is_left(deliver: Any) -> int:
    total = 0
    while (tried := deliver()) > 0:
        total += tried
    return total
