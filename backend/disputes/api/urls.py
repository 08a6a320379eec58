"""Where disputes are found."""

from backend.api.routing import Router
from backend.disputes.api.views import DisputeViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("disputes", DisputeViewSet, basename="dispute")
