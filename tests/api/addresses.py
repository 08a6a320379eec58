"""Addresses for tests of what every resource shares: one that reads, one that breaks."""

from collections.abc import Callable

from django.urls import include, path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.etags import expected_version
from backend.api.problem_types import Fault, Invalid
from backend.api.routing import Router
from backend.api.serializers import StrictSerializer
from backend.api.urls import api_urls, beside
from backend.api.views import ActorView
from backend.parties.models import Organisation
from backend.reference.words import Words
from backend.workflow.data import Fault as EngineFault
from backend.workflow.errors import InvalidData, NoSuchTransition, NotAllowed, Refused, Stale
from backend.workflow.lifecycle import Refusal
from tests.people import organisation

handler400 = "backend.api.problems.bad_request"
handler403 = "backend.api.problems.permission_denied"
handler404 = "backend.api.problems.page_not_found"
handler500 = "backend.api.problems.server_error"

ERRORS: dict[str, Callable[[], Exception]] = {
    "no-such-transition": lambda: NoSuchTransition("agree", "draft"),
    "not-allowed": lambda: NotAllowed("agree", ["employer", "consenting party"]),
    "invalid-data": lambda: InvalidData(
        [EngineFault("/data/end_on", "required", Words("Verplicht.", "Required."))]
    ),
    "refused": lambda: Refused(
        [
            Refusal("needs-aim", Words("Geen doel.", "No aim.")),
            Refusal("needs-text", Words("Geen tekst.", "No text.")),
        ]
    ),
    "stale": lambda: Stale(7),
    "gone": Organisation.DoesNotExist,
    "invalid": lambda: Invalid([Fault("/title", "taken", Words("Bezet.", "Taken."))]),
    "crash": lambda: RuntimeError("secret"),
}


class Note(StrictSerializer):
    text_line = serializers.CharField(max_length=20)
    page_number = serializers.IntegerField(min_value=1)


class NotesView(ActorView):
    def get(self, request: Request) -> Response:
        return Response({"name": self.actor.name})

    def post(self, request: Request) -> Response:
        return Response(self.read(Note), status=201)

    def patch(self, request: Request) -> Response:
        version = expected_version(request)
        return Response({**self.read(Note, partial=True), "version": version})


class ErrorView(ActorView):
    """Writes a row, and then fails."""

    def post(self, request: Request, name: str) -> Response:
        organisation("written-by-mistake", "union")
        raise ERRORS[name]()  # noqa: RSE102  # some are functions that make one


def register(router: Router) -> None:
    router.view("notes", NotesView)
    router.view("errors/<slug:name>", ErrorView)


urlpatterns = [path("v1/", include(api_urls([register]))), *beside]
