"""What a judgement must say. An indicator without a value says why there is none."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.evaluations.kinds import ADVICE_WORDS, VERDICT_WORDS, Form
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow import data
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData

LARGEST = 1e12  # beyond it a number would not come back from the database as it went in
MOST_INDICATORS = 20

_INDICATOR: data.Schema = {
    "type": "object",
    "properties": {
        "indicator": data.text("Indicator", "Indicator", longest=60) | {"x-list": "indicators"},
        "value": {
            "title": "Waarde",
            "x-title-en": "Value",
            "type": "number",
            "minimum": -LARGEST,
            "maximum": LARGEST,
        },
        "not_available_because": data.text("Niet beschikbaar, want", "Not available because"),
        "source": data.text("Bron", "Source", longest=500),
    },
    "required": ["indicator"],
    "additionalProperties": False,
}
SHAPE = data.form(
    ("verdict", "explanation"),
    verdict=data.one_of("Oordeel", "Verdict", **VERDICT_WORDS),
    explanation=data.text("Toelichting", "Explanation"),
    indicators=data.many("Indicatoren", "Indicators", _INDICATOR, least=0, most=MOST_INDICATORS),
    no_indicators_because=data.text("Geen indicatoren, want", "No indicators because"),
    lessons=data.text("Lessen", "Lessons"),
    advice=data.one_of("Advies", "Advice", **ADVICE_WORDS),
)
_FINAL_SHAPE: data.Schema = {
    **SHAPE,
    "required": sorted(("verdict", "explanation", "lessons", "advice")),
}

_NO_SUCH = Words("Deze indicator bestaat niet.", "There is no such indicator.")
_TWICE = Words("Deze indicator staat er al.", "This indicator is listed already.")
_VALUE_OR_WHY = Words(
    "Geef een waarde, of waarom die er niet is.", "Give a value, or why there is none."
)
_NOT_BOTH = Words(
    "Geef een waarde of een reden, niet allebei.", "Give a value or a reason, not both."
)
_FINAL_INDICATORS = Words(
    "Geef bij een eindevaluatie minstens één indicator, of waarom die er niet is.",
    "In a final evaluation give at least one indicator, or why there is none.",
)


def shape_of(form: str) -> data.Schema:
    """Return the JSON Schema of a judgement in an evaluation of this form."""
    return _FINAL_SHAPE if form == Form.FINAL else SHAPE


def checked(form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a judgement in its stored shape; raise InvalidData with every fault.

    What is empty counts as not given.
    """
    content: dict[str, Any] = _said(given)
    found = [*data.faults(shape_of(form), content), *_of_form(form, content)]
    if not any(fault.pointer.startswith("/indicators/") for fault in found):
        found += _of_indicators(content.get("indicators", []))
    if found:
        raise InvalidData(found)
    empty = {"no_indicators_because": "", "lessons": "", "advice": ""}
    filled = {"value": None, "not_available_because": "", "source": ""}
    rows = [filled | row for row in content.get("indicators", [])]
    return {**empty, **content, "indicators": rows}


def _said(value: Any) -> Any:
    """Return a value without what is empty in it, and without space around texts."""
    if isinstance(value, Mapping):
        said = {name: _said(item) for name, item in value.items()}
        return {name: item for name, item in said.items() if item not in ("", None, [])}
    if isinstance(value, list | tuple):
        return [_said(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def _of_indicators(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        place, code = f"/indicators/{number}", row["indicator"]
        if code not in codes_of("indicators"):
            yield Fault(f"{place}/indicator", "unknown", _NO_SUCH)
        if code in seen:
            yield Fault(f"{place}/indicator", "duplicate", _TWICE)
        seen.add(code)
        if "value" not in row and "not_available_because" not in row:
            yield Fault(f"{place}/value", "required", _VALUE_OR_WHY)
        if "value" in row and "not_available_because" in row:
            yield Fault(f"{place}/not_available_because", "contradiction", _NOT_BOTH)


def _of_form(form: str, content: Mapping[str, Any]) -> Iterator[Fault]:
    silent = not content.get("indicators") and not content.get("no_indicators_because")
    if form == Form.FINAL and silent:
        yield Fault("/indicators", "required", _FINAL_INDICATORS)
