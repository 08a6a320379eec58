"""Registers the application."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.calendars"
    label = "calendars"

    def ready(self) -> None:
        """Let the clock forget what no program asks for any more."""
        from backend.calendars import pruning  # noqa: PLC0415  # models load after apps
        from backend.reminders import sweep  # noqa: PLC0415  # as above

        sweep.also(pruning.forget_cancelled)
