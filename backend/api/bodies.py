"""What travels: JSON in, JSON out, and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import IO, Any

import orjson
from django.utils.functional import Promise
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from backend.api.problem_types import MALFORMED_JSON, Fault, Problem
from backend.reference.words import Words

JSON = "application/json"
ANYTHING = "*/*"
MERGE_PATCH = "application/merge-patch+json"
LIMIT = 1_048_576
# A document of 5 MiB travels as Base64.
LIMIT_WITH_DOCUMENT = 7 * LIMIT
CONTROL_CHARACTER = Words(
    "Bevat een stuurteken: NUL, of een dat de leesrichting keert. Alleen regeleinde en tab mogen.",
    "Contains a control character: NUL, or one that turns the direction of reading. Only line ends "
    "and tabs are allowed.",
)
# Everything below the space except tab, line feed and carriage return; DEL and what follows it.
_PLAIN_CONTROLS = (*range(32), *range(127, 160))
# With these a text reads otherwise than it is stored: nobody may consent to one by mistake
# (Unicode Technical Report 36, on bidirectional text).
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = {code: None for code in (*_PLAIN_CONTROLS, *_TURNING) if code not in (9, 10, 13)}


def to_json(value: Any) -> bytes:
    """Return compact JSON; moments in UTC with `Z`, ids and dates in their standard form."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z)


def _plain(value: Any) -> Any:
    if isinstance(value, Promise | Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC, so that it goes out with `Z`."""
    return moment.astimezone(UTC)


def control_faults(value: Any, pointer: str = "") -> Iterator[Fault]:
    """Name every text (or key) in a body that holds a character no person typed on purpose."""
    if isinstance(value, str):
        if value.translate(_CONTROLS) != value:
            yield Fault(pointer, "control_character", CONTROL_CHARACTER)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            place = f"{pointer}/{escaped(key)}"
            yield from control_faults(key, place)
            yield from control_faults(item, place)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from control_faults(item, f"{pointer}/{index}")


def escaped(key: str) -> str:
    """Return one step of a JSON pointer (RFC 6901); control characters are left out."""
    return key.translate(_CONTROLS).replace("~", "~0").replace("/", "~1")


class OneForm(DefaultContentNegotiation):
    """Negotiates only where a client asks for something else than the JSON there is."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        """Return the renderer and the media type; raises NotAcceptable."""
        if request.headers.get("Accept", ANYTHING) in (ANYTHING, JSON):
            return renderers[0], renderers[0].media_type
        found: tuple[Any, str] = super().select_renderer(request, renderers, format_suffix)
        return found


class JsonParser(BaseParser):
    """Reads a JSON body; malformed JSON is a problem that says where it breaks."""

    media_type = JSON

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value in the body."""
        try:
            return orjson.loads(stream.read())
        except orjson.JSONDecodeError as error:
            where = MALFORMED_JSON.detail.with_(line=error.lineno, column=error.colno)
            raise Problem(MALFORMED_JSON, detail=where) from error


class MergePatchParser(JsonParser):
    """Reads a JSON Merge Patch (RFC 7396)."""

    media_type = MERGE_PATCH


class JsonRenderer(BaseRenderer):
    """Writes JSON."""

    media_type = JSON
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the body's bytes; nothing at all for no data."""
        return b"" if data is None else to_json(data)
