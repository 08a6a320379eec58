"""Where recurring duties are found."""

from backend.api.routing import Router
from backend.routines.api.views import RoutineViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("routines", RoutineViewSet, basename="routine")
