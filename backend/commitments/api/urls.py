"""Where commitments are found."""

from backend.api.routing import Router
from backend.commitments.api.views import CommitmentViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("commitments", CommitmentViewSet, basename="commitment")
