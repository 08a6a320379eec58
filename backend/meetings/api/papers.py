"""What is handed out of a meeting: its agenda on paper, and its day for one's own calendar."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from backend.api.bodies import JsonRenderer
from backend.api.languages import language, say
from backend.calendars import writing
from backend.meetings.calendar import as_calendar
from backend.meetings.paper import Paper, paper_of
from backend.meetings.printing import as_docx, as_pdf
from backend.reference.words import Words

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ICS = "text/calendar"
NOUN = Words("agenda om uit te delen", "agenda to hand out")
ENTRY = Words("afspraak voor uw eigen agenda", "entry for your own calendar")


class PdfRenderer(JsonRenderer):
    """Lets a client ask for a PDF; the view answers with it."""

    media_type, format = PDF, "pdf"


class DocxRenderer(JsonRenderer):
    """Lets a client ask for a Word document; the view answers with it."""

    media_type, format = DOCX, "docx"


class CalendarRenderer(JsonRenderer):
    """Lets a client ask for an entry of a calendar; the view answers with it."""

    media_type, format = ICS, "ics"


class HandsOut:
    """Below a meeting: its agenda with how everything on it stands, and its day for a calendar."""

    @extend_schema(responses={(200, ICS): OpenApiTypes.STR})
    @action(
        detail=True,
        url_path="calendar",
        noun=ENTRY,
        renderer_classes=[JsonRenderer, CalendarRenderer],
    )
    def calendar(self: Any, request: Request, **_: Any) -> HttpResponse:
        """Give the meeting as iCalendar (RFC 5545): its day, place and link, as you see them."""
        meeting = self.get_object()
        name = f"overleg-{meeting.starts_at:%Y-%m-%d}.ics"
        return HttpResponse(
            as_calendar(meeting, self.actor),
            content_type=writing.MEDIA_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @extend_schema(responses={(200, PDF): OpenApiTypes.BINARY})
    @action(
        detail=True,
        url_path="agenda-pdf",
        noun=NOUN,
        renderer_classes=[JsonRenderer, PdfRenderer],
    )
    def agenda_pdf(self: Any, request: Request, **_: Any) -> HttpResponse:
        """Print the agenda as a PDF, A4: only what everybody at the meeting may see."""
        return _answer(self.get_object(), as_pdf, PDF, "pdf")

    @extend_schema(responses={(200, DOCX): OpenApiTypes.BINARY})
    @action(
        detail=True,
        url_path="agenda-docx",
        noun=NOUN,
        renderer_classes=[JsonRenderer, DocxRenderer],
    )
    def agenda_docx(self: Any, request: Request, **_: Any) -> HttpResponse:
        """Print the agenda as a Word document: only what everybody at the meeting may see."""
        return _answer(self.get_object(), as_docx, DOCX, "docx")


def _answer(
    meeting: Any, printed: Callable[[Paper], bytes], media_type: str, ending: str
) -> HttpResponse:
    paper = paper_of(meeting, say=say, language=language())
    name = f"agenda-{meeting.starts_at:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(printed(paper), content_type=media_type, headers=headers)
