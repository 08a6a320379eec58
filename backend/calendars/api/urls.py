"""Where people keep the addresses of their calendars, and where programs fetch them."""

from django.urls import path

from backend.api.routing import Router
from backend.calendars.api.feed import feed
from backend.calendars.api.views import CalendarFeedViewSet

# Beside /v1/: fetched by programs, which know nothing but the address.
beside = [path("calendars/<str:secret>.ics", feed, name="calendar-feed")]


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("calendar-feeds", CalendarFeedViewSet, basename="calendar-feed")
