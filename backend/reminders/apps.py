"""Registers the application."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Let the status say whether the clock ticks, and each round give back what was put off."""
        from backend.api import status  # noqa: PLC0415  # no models before ready
        from backend.reminders import (  # noqa: PLC0415
            arranged,
            arranging,
            notices,
            queries,
            sweep,
            told,
            waking,
        )
        from backend.reminders.models import Reminder  # noqa: PLC0415
        from backend.workflow import moving  # noqa: PLC0415

        status.report_work(queries.work)
        sweep.also(waking.wake_due)
        told.register(arranging.KIND, arranging.seen)
        told.register("bargaining_table", arranging.seen_table)
        for topic, label in arranged.topics().items():
            notices.register(topic, label, arranged.tell)
        moving.with_words(Reminder, "subject_audience")
        moving.with_rows(arranging.arranged_for)
        moving.with_spoken(arranging.ids_for)
        moving.with_plans(arranging.plan_moved)
