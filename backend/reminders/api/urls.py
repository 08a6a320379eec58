"""Where the inbox, the deadlines and the actions are found."""

from django.urls import path

from backend.api.routing import Router
from backend.reminders import unsubscribing
from backend.reminders.api.arrangements import ArrangementViewSet, RemindingRulesView
from backend.reminders.api.mails import WrittenMailsView, mail_page
from backend.reminders.api.nudges import NudgesView
from backend.reminders.api.preferences import PreferencesView
from backend.reminders.api.unsubscribe import unsubscribe_page
from backend.reminders.api.views import ActionsView, DeadlineViewSet, ReminderViewSet

# Beside /v1/: reached from a mail, by who is not logged in; and shown in a frame of the screens.
beside = [
    path(f"{unsubscribing.PAGE}/<str:token>", unsubscribe_page, name="unsubscribe"),
    path("mails/<uuid:mail_id>", mail_page, name="mail"),
]


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("reminders", ReminderViewSet, basename="reminder")
    router.register("reminding-arrangements", ArrangementViewSet, basename="arrangement")
    router.register("deadlines", DeadlineViewSet, basename="deadline")
    router.view("reminding-rules", RemindingRulesView)
    router.view("nudges", NudgesView)
    router.view("me/actions", ActionsView)
    router.view("me/mails", WrittenMailsView)
    router.view("me/notification-preferences", PreferencesView)
