"""Registers the application."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Make commitments known to the engine."""
        from backend.commitments.models import Commitment  # noqa: PLC0415  # no models before ready
        from backend.workflow import registry  # noqa: PLC0415

        registry.register(Commitment)
