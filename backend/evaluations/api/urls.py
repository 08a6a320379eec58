"""Where evaluations are found."""

from backend.api.routing import Router
from backend.evaluations.api.views import EvaluationViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("evaluations", EvaluationViewSet, basename="evaluation")
