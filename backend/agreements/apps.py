"""Registers the application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Make clauses known to the engine."""
        from backend.agreements.models import Clause  # noqa: PLC0415  # models load after apps
        from backend.workflow import registry  # noqa: PLC0415  # as above

        registry.register(Clause)
