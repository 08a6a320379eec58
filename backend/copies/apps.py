"""Registers the application."""

from django.apps import AppConfig


class CopiesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.copies"
    label = "copies"

    def ready(self) -> None:
        """Let every round of the clock keep what ended seats could read; tell where minutes are."""
        from backend.copies import contents, taking  # noqa: PLC0415  # models load after apps
        from backend.meetings.models import Meeting  # noqa: PLC0415  # as above
        from backend.reminders import sweep  # noqa: PLC0415  # as above

        contents.register(Meeting, contents.minutes)
        sweep.also(taking.keep_for_ended_seats)
