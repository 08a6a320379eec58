"""Where initiatives are found."""

from backend.api.routing import Router
from backend.initiatives.api.subsidy_views import SubsidyViewSet
from backend.initiatives.api.views import InitiativeViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("initiatives", InitiativeViewSet, basename="initiative")
    router.register("subsidies", SubsidyViewSet, basename="subsidy")
