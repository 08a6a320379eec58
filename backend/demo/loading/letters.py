"""The letters of notice of the demo set: a page each, as small as a PDF can be."""

from base64 import b64encode
from datetime import datetime

from backend.agreements import noticing
from backend.agreements.models import Agreement
from backend.parties.actors import Actor

_NAME = "Opzegbrief"
_SHEET = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)
_PAGE = b"BT /F1 14 Tf 72 760 Td (%s) Tj ET"


def file_letter(agreement: Agreement, actor: Actor, moment: datetime) -> str:
    """Add the letter to the agreement as this actor; return its SHA-256."""
    document = b64encode(_pdf(f"{_NAME}: {agreement.title}")).decode()
    filed = noticing.file_proof(agreement, actor=actor, name=_NAME, document=document, now=moment)
    return filed.sha256


def _pdf(line: str) -> bytes:
    """Return a PDF of one page with one line."""
    stream = _PAGE % line.encode("latin-1", "replace").translate(None, b"()\\")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _SHEET,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = written.index(b"xref\n0 ")
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, end)
    return written + trailer
