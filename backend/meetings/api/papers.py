"""The agenda to hand out, as PDF and as Word document: the same for everybody at the meeting."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from backend.api.bodies import JsonRenderer
from backend.api.languages import language, say
from backend.meetings.paper import Paper, paper_of
from backend.meetings.printing import as_docx, as_pdf
from backend.reference.words import Words

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOUN = Words("agenda om uit te delen", "agenda to hand out")


class PdfRenderer(JsonRenderer):
    """Lets a client ask for a PDF; the view answers with it."""

    media_type, format = PDF, "pdf"


class DocxRenderer(JsonRenderer):
    """Lets a client ask for a Word document; the view answers with it."""

    media_type, format = DOCX, "docx"


class HandsOut:
    """Below a meeting: its agenda, with how everything on it stands."""

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
