"""Where the inbox, the deadlines and the actions are found."""

from backend.api.routing import Router
from backend.reminders.api.views import ActionsView, DeadlineViewSet, ReminderViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("reminders", ReminderViewSet, basename="reminder")
    router.register("deadlines", DeadlineViewSet, basename="deadline")
    router.view("me/actions", ActionsView)
