"""Registers the application."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.disputes"
    label = "disputes"

    def ready(self) -> None:
        """Let disputes go along with what they are about."""
        from backend.disputes import queries  # noqa: PLC0415  # models load after apps
        from backend.workflow import moving  # noqa: PLC0415  # as above

        moving.with_rows(queries.rows_about)
