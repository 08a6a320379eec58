"""Where meetings are found."""

from backend.api.routing import Router
from backend.meetings.api.views import MeetingViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("meetings", MeetingViewSet, basename="meeting")
