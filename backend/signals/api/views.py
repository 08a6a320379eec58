"""Signals over HTTP: send one and see what came of it; receive, answer, pass on and close."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.option_shapes import AvailableChangeSerializer
from backend.api.schema import page_of
from backend.api.subjects import CHANGE
from backend.api.views import Creates, VisibleListRetrieve
from backend.reference.words import Words
from backend.signals import actions, queries
from backend.signals.api import filters, serializers
from backend.signals.models import OwnSignal, Signal


class _Signals(VisibleListRetrieve):
    filterset_class = filters.SignalFilters

    def described(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Tell of a page what each is about."""
        return queries.with_titles(rows, self.actor) if self.action == "list" else rows

    def get_object(self) -> Any:
        """Return one with what it is about."""
        return queries.with_titles([super().get_object()], self.actor)[0]


class OwnSignalViewSet(Creates, _Signals):
    """The signals that you sent, and what came of them."""

    noun = Words("signaal", "signal")
    queryset = OwnSignal.objects.all()
    serializer_class = serializers.OwnSignalSerializer
    create_serializer_class = serializers.SignalCreate
    orderings = {"-sentAt": ("-sent_at",), "sentAt": ("sent_at",)}

    def create_subject(self, data: dict[str, Any]) -> OwnSignal:
        """Send a signal to the secretariat."""
        about = queries.subject_of(data.pop("subject_kind"), data.pop("subject_id"), self.actor)
        if about is None:
            raise Http404
        sent = actions.send(about, actor=self.actor, **data)
        own: OwnSignal = queries.with_titles([sent], self.actor)[0]
        return own


class ReceivedSignalViewSet(_Signals):
    """The signals to the secretariat that you work for, at the tables that it keeps."""

    noun = Words("ontvangen signaal", "received signal")
    queryset = Signal.objects.select_related("bargaining_table")
    serializer_class = serializers.ReceivedSignalSerializer
    orderings = {"-receivedOn": ("-received_on",), "receivedOn": ("received_on",)}

    def get_queryset(self) -> QuerySet[Any]:
        """Leave out those of tables that another secretariat keeps by now."""
        tables = queries.kept_tables(self.actor)
        found: QuerySet[Any] = super().get_queryset().filter(bargaining_table__in=tables)
        return found

    @extend_schema(responses={200: page_of(AvailableChangeSerializer)})
    @action(detail=True, url_path="available-changes", noun=CHANGE)
    def available_changes(self, request: Request, **_: Any) -> Response:
        """List what you may do with a signal, and what stands in the way."""
        found = actions.changes_of(self.get_object(), actor=self.actor)
        return self.items(found, AvailableChangeSerializer)

    @extend_schema(
        request=serializers.SignalRespond,
        responses={200: serializers.ReceivedSignalSerializer},
        filters=False,
    )
    @action(detail=True, methods=["post"], url_path="responses", noun=Words("reactie", "response"))
    def respond(self, request: Request, **_: Any) -> Response:
        """Answer a signal, pass it on to the parties, or close it."""
        signal = self.get_object()
        data = self.read(serializers.SignalRespond)
        changed = actions.respond(signal, actor=self.actor, **data)
        changed = queries.with_titles([changed], self.actor)[0]
        return Response(self.show(changed, self.serializer_class))
