"""Give what was given up another chance."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.outbox import relay
from backend.reminders import mails


class Command(BaseCommand):
    help = "Queues every parked mail and outbox message again, after its cause was mended."

    def handle(self, *args: Any, **options: Any) -> None:
        messages, letters = relay.retry_parked(), mails.retry_parked()
        self.stdout.write(f"{messages} messages and {letters} mails are queued again")
