"""What a piece of evidence must say, wherever it is handed in."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.commitments.kinds import EVIDENCE_WORDS, EvidenceKind
from backend.reference.words import Words
from backend.workflow import data
from backend.workflow.data import Fault
from backend.workflow.documents import is_web_address

_NEEDS_URL = Words(
    "Geef het webadres waar dit te vinden is.", "Give the address at which this can be found."
)
_NEEDS_STATEMENT = Words("Schrijf de verklaring op.", "Write the statement down.")
_NO_WEB_ADDRESS = Words(
    "Dit is geen webadres (https://…).", "This is not a web address (https://…)."
)

PIECE: data.Schema = {
    "type": "object",
    "properties": {
        "kind": data.one_of("Soort", "Kind", **EVIDENCE_WORDS),
        "title": data.text("Titel", "Title", longest=300),
        "url": data.text("Webadres", "Web address", longest=1000),
        "statement": data.text("Verklaring", "Statement"),
    },
    "required": ["kind", "title"],
    "additionalProperties": False,
}


def faults_of(piece: Mapping[str, Any], place: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a piece of evidence that has the right shape."""
    url = piece.get("url", "")
    if url and not is_web_address(url):
        yield Fault(f"{place}/url", "invalid", _NO_WEB_ADDRESS)
    if piece["kind"] == EvidenceKind.STATEMENT:
        if not piece.get("statement", "").strip() and not url:
            yield Fault(f"{place}/statement", "required", _NEEDS_STATEMENT)
    elif not url:
        yield Fault(f"{place}/url", "required", _NEEDS_URL)
