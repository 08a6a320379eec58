"""Registers the application."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        """Make initiatives known to the engine."""
        from backend.initiatives.models import Initiative  # noqa: PLC0415  # models load after apps
        from backend.workflow import registry  # noqa: PLC0415  # as above

        registry.register(Initiative)
