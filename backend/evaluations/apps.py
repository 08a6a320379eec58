"""Registers the application."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        """Put the judgements that are awaited on the list of what waits for people."""
        from backend.evaluations import queries  # noqa: PLC0415  # models load after apps
        from backend.evaluations.waiting import (  # noqa: PLC0415  # models load after apps
            awaited_judgements,
        )
        from backend.reminders import waiting  # noqa: PLC0415  # as above
        from backend.workflow import moving  # noqa: PLC0415  # as above

        waiting.register(awaited_judgements)
        moving.with_rows(queries.rows_about)
