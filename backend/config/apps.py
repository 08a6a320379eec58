"""Makes the roof an app of its own, so that its checks and commands are found."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Brings in what has to be there in every process."""

    name = "backend.config"
    label = "config"

    def ready(self) -> None:
        """Importing registers: the system checks, and the Celery app that sends tasks."""
        from backend.config import celery, checks  # noqa: F401, PLC0415  # see above
