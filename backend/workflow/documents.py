"""What a document or an address that somebody hands in may be.

A document is looked at by its content, never by its name.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from urllib.parse import urlsplit

from backend.reference.words import Words
from backend.workflow.data import Fault

LARGEST = 5 * 1024 * 1024
_ENDS_WITHIN = 2048
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
_SIGNATURES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_NOT_BASE64 = Words("Dit is geen geldige Base64.", "This is not valid Base64.")
_EMPTY = Words("Het bestand is leeg.", "The file is empty.")
_TOO_LARGE = Words(
    "Het bestand is groter dan 5 MiB. Scan het zwart-wit of in een lagere resolutie.",
    "The file is larger than 5 MiB. Scan it in black and white or at a lower resolution.",
)
_NO_DOCUMENT = Words(
    "De inhoud is geen PDF, PNG of JPEG, hoe het bestand ook heet.",
    "The content is no PDF, PNG or JPEG, whatever the file is called.",
)
_CUT_OFF = Words(
    "Deze PDF is niet compleet: het einde ontbreekt.",
    "This PDF is not complete: its end is missing.",
)


def decoded(text: str) -> bytes | None:
    """Return the bytes that a Base64 text stands for; None where it is none."""
    try:
        return b64decode(text, validate=True)
    except (Error, ValueError):
        return None


def media_type_of(content: bytes) -> str:
    """Return what the content is, "" where it is nothing that is taken."""
    return next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), "")


def faults_of(content: bytes | None, place: str) -> Iterator[Fault]:
    """Yield what is wrong with a document."""
    if content is None:
        yield Fault(place, "not-base64", _NOT_BASE64)
    elif not content:
        yield Fault(place, "empty", _EMPTY)
    elif len(content) > LARGEST:
        yield Fault(place, "too-large", _TOO_LARGE)
    elif not (kind := media_type_of(content)):
        yield Fault(place, "no-document", _NO_DOCUMENT)
    elif kind == PDF and b"%%EOF" not in content[-_ENDS_WITHIN:]:
        yield Fault(place, "cut-off", _CUT_OFF)


def is_web_address(text: str) -> bool:
    """Whether a person can safely follow this: a web address, and no other scheme."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        return False
