"""Makes the roof an app of its own, so that its system checks are heard."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Registers the checks."""

    name = "backend.config"
    label = "config"

    def ready(self) -> None:
        """Importing registers them."""
        from backend.config import checks  # noqa: F401, PLC0415  # registering is the import's purpose
