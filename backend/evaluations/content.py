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

_INDICATOR = {
    "type": "object",
    "properties": {
        "indicator": data.text("Indicator", "Indicator", longest=60),
        "value": {"type": ["number", "null"], "minimum": -LARGEST, "maximum": LARGEST},
        "not_available_because": data.text(
            "Niet beschikbaar, want", "Not available because", shortest=0
        ),
        "source": data.text("Bron", "Source", shortest=0, longest=500),
    },
    "required": ["indicator"],
    "additionalProperties": False,
}
SHAPE = data.form(
    required=("verdict", "explanation"),
    verdict=data.one_of("Oordeel", "Verdict", **VERDICT_WORDS),
    explanation=data.text("Toelichting", "Explanation"),
    indicators=data.many("Indicatoren", "Indicators", _INDICATOR, least=0, most=MOST_INDICATORS),
    no_indicators_because=data.text("Geen indicatoren, want", "No indicators because", shortest=0),
    lessons=data.text("Lessen", "Lessons", shortest=0),
    advice={"type": "string", "enum": ["", *ADVICE_WORDS]},
)

_BLANK = Words("Dit mag niet leeg zijn.", "This must not be empty.")
_NO_SUCH = Words("Deze indicator bestaat niet.", "There is no such indicator.")
_TWICE = Words("Deze indicator staat er al.", "This indicator is listed already.")
_VALUE_OR_WHY = Words(
    "Geef een waarde, of waarom die er niet is.", "Give a value, or why there is none."
)
_NOT_BOTH = Words(
    "Geef een waarde of een reden, niet allebei.", "Give a value or a reason, not both."
)
_FINAL = Words("Een eindevaluatie vraagt dit.", "A final evaluation asks for this.")
_FINAL_INDICATORS = Words(
    "Geef bij een eindevaluatie minstens één indicator, of waarom die er niet is.",
    "In a final evaluation give at least one indicator, or why there is none.",
)


def checked(form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a judgement in its stored shape; raise InvalidData with every fault."""
    content = {name: _tidy(value) for name, value in given.items()}
    content["indicators"] = [_row(item) for item in given.get("indicators", ())]
    found = data.faults(SHAPE, content)
    if not found:
        found = [*_of_indicators(content["indicators"]), *_of_form(form, content)]
    if not content.get("explanation"):
        found = [f for f in found if f.pointer != "/explanation"]
        found.append(Fault("/explanation", "required", _BLANK))
    if found:
        raise InvalidData(found)
    return content


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _row(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    filled = {"value": None, "not_available_because": "", "source": ""} | dict(item)
    return {name: _tidy(value) for name, value in filled.items()}


def _of_indicators(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, row in enumerate(rows):
        place, code = f"/indicators/{number}", row["indicator"]
        if code not in codes_of("indicators"):
            yield Fault(f"{place}/indicator", "unknown", _NO_SUCH)
        if code in seen:
            yield Fault(f"{place}/indicator", "duplicate", _TWICE)
        seen.add(code)
        if row["value"] is None and not row["not_available_because"]:
            yield Fault(f"{place}/value", "required", _VALUE_OR_WHY)
        if row["value"] is not None and row["not_available_because"]:
            yield Fault(f"{place}/not_available_because", "contradiction", _NOT_BOTH)


def _of_form(form: str, content: Mapping[str, Any]) -> Iterator[Fault]:
    if form != Form.FINAL:
        return
    for name in ("lessons", "advice"):
        if not content.get(name):
            yield Fault(f"/{name}", "required", _FINAL)
    if not content["indicators"] and not content.get("no_indicators_because"):
        yield Fault("/indicators", "required", _FINAL_INDICATORS)
