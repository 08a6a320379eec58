"""The inbox, the deadlines, and what waits for you."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.paging import NumberedPaging
from backend.api.problem_types import Fault, Invalid
from backend.api.queries import Parameter
from backend.api.schema import document, page_of
from backend.api.views import NOTHING_TO_CHANGE, ActorView, VisibleList, VisibleListRetrieve
from backend.reference.words import Words
from backend.reminders import deadlines, snoozing, waiting
from backend.reminders.api import filters
from backend.reminders.api.serializers import (
    ActionSerializer,
    DeadlineSerializer,
    ReminderDetailSerializer,
    ReminderSerializer,
    ReminderUpdate,
)
from backend.reminders.models import Reminder
from backend.workflow.models import Due

SCOPE = "scope"
PART = NumberedPaging.parameter
MOST_PARTS = 1000
UNKNOWN_SCOPE = Words("Kies `tables` of `all`.", "Choose `tables` or `all`.")


class ReminderViewSet(VisibleListRetrieve):
    """Your inbox: what you were reminded or told of, also by mail. Nobody else reads it."""

    noun = Words("herinnering", "reminder")
    queryset = Reminder.objects.select_related("mail")
    serializer_class = ReminderDetailSerializer
    list_serializer_class = ReminderSerializer
    update_serializer_class = ReminderUpdate
    filterset_class = filters.ReminderFilters
    orderings = {"-sentAt": ("-created_at",), "sentAt": ("created_at",)}
    versioned = False

    def partial_update(self, request: Request, **_: Any) -> Response:
        """Mark as read or unread, or put off. There is no version: the last change counts."""
        reminder = self.get_object()
        data = self.read(ReminderUpdate, partial=True)
        if not data:
            raise Invalid([Fault("", "nothing_to_change", NOTHING_TO_CHANGE)])
        now = timezone.now()
        if "read_at" in data:
            read_at = data["read_at"]
            reminder.read_at = min(read_at, now) if read_at is not None else None
            reminder.save(update_fields=["read_at"])
        until, reason = data.get("returns_on"), data.get("snooze_reason", "")
        if until is not None:
            snoozing.snooze(reminder, until, reason, actor=self.actor, now=now)
        elif reason:
            raise snoozing.only_with_a_day()
        elif "returns_on" in data:
            snoozing.stop(reminder)
        return Response(self.show(reminder, ReminderDetailSerializer))


class DeadlineViewSet(VisibleList):
    """The dates that matter, with when people are next reminded of them."""

    noun = Words("termijn", "deadline")
    queryset = Due.objects.all()
    serializer_class = DeadlineSerializer
    filterset_class = filters.DeadlineFilters
    orderings = {"dueOn": ("anchor_on",), "-dueOn": ("-anchor_on",)}
    query_parameters = {
        SCOPE: Parameter(
            "`tables` (the default for whoever sits at a table): of the tables where you sit; "
            "`all`: of everything that you may see.",
            {"type": "string", "enum": ["tables", "all"]},
        )
    }

    def get_queryset(self) -> QuerySet[Due]:
        """Return the deadlines that the actor may see, of its own tables unless asked for all."""
        rows = deadlines.visible_to(self.actor, timezone.localdate())
        scope = self.request.query_params.get(SCOPE)
        if scope not in (None, "tables", "all"):
            raise Invalid([Fault(f"?{SCOPE}", "unknown_scope", UNKNOWN_SCOPE)])
        if scope == "all" or (scope is None and not self.actor.seats):
            return rows
        return deadlines.of_tables_of(self.actor, rows)

    def described(self, rows: Sequence[Any]) -> Iterable[Any]:
        """Return the dates of a page, each with its subject: one more query a kind."""
        return deadlines.described(rows, self.actor, timezone.localdate())


class ActionsView(ActorView):
    """What waits for you."""

    noun = Words("openstaande actie", "action")
    query_parameters = {
        PART: Parameter(
            "`next` or `previous` of another page.",
            {"type": "integer", "minimum": 1, "maximum": MOST_PARTS, "default": 1},
        )
    }

    @document(response=page_of(ActionSerializer))
    def get(self, request: Request) -> Response:
        """List what waits for you, the most urgent first: consents, ballots, dates, judgements.

        A page has the next fifty of every kind, as far as there are.
        """
        number = self.query[PART]
        found = waiting.waiting_for(self.actor, timezone.localdate(), number)
        page = NumberedPaging(request, number, more=found.more)
        return self.items(found.items, ActionSerializer, page=page)
