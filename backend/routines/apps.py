"""Registers the application."""

from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.routines"
    label = "routines"

    def ready(self) -> None:
        """Make routines known to the engine, to who may propose one, and to dossiers that move."""
        from backend.api import offers  # noqa: PLC0415  # loads models
        from backend.api.bargaining_tables import offer_start  # noqa: PLC0415  # as above
        from backend.routines import actions, queries  # noqa: PLC0415  # as above
        from backend.routines.models import Routine  # noqa: PLC0415  # as above
        from backend.workflow import endings, moving, registry  # noqa: PLC0415  # as above

        registry.register(Routine)
        moving.with_dossiers(queries.routines_of)
        moving.with_rows(queries.periods_of)
        endings.with_plans(actions.plan_with)
        offer_start(Routine.kind, actions.may_propose)
        offers.register(actions.offered)
