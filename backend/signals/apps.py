"""Registers the application."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.signals"
    label = "signals"

    def ready(self) -> None:
        """Offer a signal to who may send one, and tell the secretariat that one waits."""
        from backend.api import offers  # noqa: PLC0415  # loads models
        from backend.reminders import sweep, waiting  # noqa: PLC0415  # as above
        from backend.signals import actions  # noqa: PLC0415  # as above
        from backend.signals.handover import hand_over  # noqa: PLC0415  # as above
        from backend.signals.waiting import unread_signals  # noqa: PLC0415  # as above

        offers.register(actions.offered)
        waiting.register(unread_signals)
        sweep.also(hand_over)
