"""Where signals are found."""

from backend.api.routing import Router
from backend.signals.api.views import OwnSignalViewSet, ReceivedSignalViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("signals", OwnSignalViewSet, basename="own-signal")
    router.register("received-signals", ReceivedSignalViewSet, basename="received-signal")
