"""Where copies are found."""

from backend.api.routing import Router
from backend.copies.api.views import CopyViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("copies", CopyViewSet, basename="copy")
