"""Your calendar addresses: made, listed and revoked by yourself alone."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import StrictSerializer
from backend.api.views import Creates, VisibleListRetrieve
from backend.calendars import actions
from backend.calendars.models import LONGEST_NAME, CalendarFeed
from backend.reference.words import Words


class CalendarFeedSerializer(StrictSerializer):
    """A secret address at which your calendar is fetched. The address itself is kept nowhere."""

    id = serializers.UUIDField()
    name = serializers.CharField(help_text="In which program you use it.")
    created_at = serializers.DateTimeField()
    last_fetched_at = serializers.DateTimeField(
        allow_null=True, help_text="When a program fetched it last; null as long as none did."
    )


class MadeFeedSerializer(CalendarFeedSerializer):
    """A calendar address that was just made, with the address: this is the only time it is told."""

    address = serializers.CharField(
        help_text="Where a program fetches it without a login, as iCalendar (RFC 5545)."
    )


class CalendarFeedCreate(StrictSerializer):
    """In which program you are going to use it."""

    name = serializers.CharField(max_length=LONGEST_NAME)


class CalendarFeedViewSet(Creates, VisibleListRetrieve):
    """Your calendar addresses. Whoever knows one reads your dates, until you revoke it."""

    noun = Words("agenda-adres", "calendar address")
    queryset = CalendarFeed.objects.all()
    serializer_class = CalendarFeedSerializer
    create_serializer_class = CalendarFeedCreate
    orderings = {"-createdAt": ("-created_at",), "createdAt": ("created_at",)}
    versioned = False

    @extend_schema(request=CalendarFeedCreate, responses={201: MadeFeedSerializer})
    def create(self, request: Request) -> Response:
        """Make an address. The answer has it; afterwards nobody can read it any more."""
        data = self.read(CalendarFeedCreate)
        made = actions.make(self.actor, data["name"])
        told = {
            "id": made.feed.pk,
            "name": made.feed.name,
            "created_at": made.feed.created_at,
            "last_fetched_at": None,
            "address": made.address,
        }
        return self.created(told, MadeFeedSerializer)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, **_: Any) -> Response:
        """Revoke an address: from now on there is nothing there. Make another in its place."""
        actions.revoke(self.actor, self.get_object())
        return Response(status=204)
