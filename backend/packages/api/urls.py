"""Where packages are found."""

from backend.api.routing import Router
from backend.packages.api.views import PackageViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("packages", PackageViewSet, basename="package")
