"""Whom the secretariat waits for on a dossier, and the nudge with which it asks them again."""

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.papers import SUBJECT, subject_for
from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer, WordsField
from backend.api.subject_shapes import Reference
from backend.api.views import ActorView
from backend.reference.words import Words
from backend.reminders import nudging


class NudgeSerializer(StrictSerializer):
    """An organisation of which something is awaited, and when it was last asked for that."""

    organisation = Reference()
    label = WordsField(help_text="What is awaited of it.")
    nudged_at = serializers.DateTimeField(allow_null=True)
    may_nudge = serializers.BooleanField(help_text="It was not nudged about this today.")


class NudgeCreate(StrictSerializer):
    """Which organisation to ask once more, about which dossier."""

    subject_kind = serializers.CharField(max_length=20)
    subject_id = serializers.UUIDField()
    organisation = serializers.UUIDField()


class NudgesView(ActorView):
    """Whom the secretariat of a table waits for, and to ask them once more."""

    noun = Words("herinnering door het secretariaat", "nudge by the secretariat")
    query_parameters = SUBJECT

    @document(response=page_of(NudgeSerializer))
    def get(self, request: Request) -> Response:
        """List of whom something is awaited on a dossier, to the secretariat of its table."""
        kind, subject_id = self.query["subjectKind"], self.query["subjectId"]
        if not kind or not subject_id:
            return self.items([], NudgeSerializer)
        try:
            subject: Any = subject_for(self, kind, UUID(subject_id))
        except Http404:
            return self.items([], NudgeSerializer)
        return self.items(nudging.listed(subject, actor=self.actor), NudgeSerializer)

    @document(request=NudgeCreate, response=NudgeSerializer, status=201)
    def post(self, request: Request) -> Response:
        """Ask everybody who acts for an organisation for what is awaited of it; once a day."""
        data = self.read(NudgeCreate)
        subject = subject_for(self, data["subject_kind"], data["subject_id"])
        nudged = nudging.nudge(subject, data["organisation"], actor=self.actor)
        return Response(self.show(nudged, NudgeSerializer), status=201)
