"""The data that a transition asks for: a JSON Schema, and faults in two languages.

Names are snake_case here; the API shows and reads them in camelCase. `jsonschema` does the
checking; this module says what is wrong in words that a negotiator understands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from backend.reference.words import Words

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in the input: where (JSON pointer), what (code), and in words."""

    pointer: str
    code: str
    words: Words


def text(nl: str, en: str, *, longest: int = 5000, shortest: int = 1) -> dict[str, Any]:
    """Return the schema of a text. A text of more than 300 characters is a text area on screen."""
    return _named(nl, en, {"type": "string", "minLength": shortest, "maxLength": longest})


def day(nl: str, en: str) -> dict[str, Any]:
    """Return the schema of a date (ISO 8601, `YYYY-MM-DD`)."""
    return _named(nl, en, {"type": "string", "format": "date", "minLength": 10, "maxLength": 10})


def number(nl: str, en: str, *, least: float = 0, whole: bool = False) -> dict[str, Any]:
    """Return the schema of a number from `least`."""
    return _named(nl, en, {"type": "integer" if whole else "number", "minimum": least})


def yes_no(nl: str, en: str) -> dict[str, Any]:
    """Return the schema of a choice between yes and no."""
    return _named(nl, en, {"type": "boolean"})


def one_of(nl: str, en: str, **choices: Words) -> dict[str, Any]:
    """Return the schema of one choice; the codes are the keywords."""
    named = [{"const": c, "title": w.nl, "x-title-en": w.en} for c, w in choices.items()]
    return _named(nl, en, {"type": "string", "enum": list(choices), "x-choices": named})


def many(nl: str, en: str, item: Schema, *, least: int = 1, most: int = 20) -> dict[str, Any]:
    """Return the schema of a list without doubles."""
    shape = {"type": "array", "items": item, "minItems": least, "maxItems": most}
    return _named(nl, en, shape | {"uniqueItems": True})


def form(required: tuple[str, ...] | None = None, **properties: Schema) -> Schema:
    """Return the schema of a transition's data. All is required unless `required` says less."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": sorted(properties if required is None else required),
        "additionalProperties": False,
    }


def _named(nl: str, en: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"title": nl, "x-title-en": en} | schema


NO_DATA: Schema = form()

_SENTENCES: dict[str, Words] = {
    "required": Words("Dit veld is verplicht.", "This field is required."),
    "unknown": Words("Dit veld bestaat hier niet.", "There is no such field here."),
    "type": Words(
        "Dit is niet van de juiste soort ({want}).",
        "This is not of the right kind ({want}).",
    ),
    "enum": Words("Kies een van: {want}.", "Choose one of: {want}."),
    "minLength": Words(
        "Dit is te kort (minstens {want} tekens).",
        "This is too short (at least {want}).",
    ),
    "maxLength": Words(
        "Dit is te lang (hoogstens {want} tekens).",
        "This is too long (at most {want}).",
    ),
    "minimum": Words("Dit moet minstens {want} zijn.", "This must be at least {want}."),
    "minItems": Words("Geef er minstens {want}.", "Give at least {want}."),
    "maxItems": Words("Geef er hoogstens {want}.", "Give at most {want}."),
    "uniqueItems": Words("Iets staat er dubbel.", "Something is listed twice."),
    "control": Words("Stuurtekens zijn niet toegestaan.", "Control characters are not allowed."),
}
_FORMATS: dict[str, Words] = {
    "date": Words(
        "Dit is geen geldige datum (JJJJ-MM-DD).", "This is not a valid date (YYYY-MM-DD)."
    ),
    "uuid": Words("Dit is geen geldig kenmerk (UUID).", "This is not a valid identifier (UUID)."),
}
_OTHER = Words("Dit klopt niet.", "This is not right.")


def faults(schema: Schema, data: Any) -> list[Fault]:
    """Return everything that is wrong with `data`, sorted by place; empty when it fits."""
    validator = _validator(schema)
    found = [fault for error in validator.iter_errors(data) for fault in _faults_of(error)]
    found += [Fault(where, "control", _SENTENCES["control"]) for where in _control(data, "")]
    return sorted(found, key=lambda fault: (fault.pointer, fault.code))


# By identity, beside the schema itself, so that the number cannot become another one's. A table has
# its schemas for as long as the process lives; what is made up for a single use is not kept.
_validators: dict[int, tuple[Schema, Any]] = {}
_KEPT = 500


def _validator(schema: Schema) -> Any:
    known = _validators.get(id(schema))
    if known is None:
        known = (schema, Draft202012Validator(schema, format_checker=FormatChecker()))
        if len(_validators) < _KEPT:
            _validators[id(schema)] = known
    return known[1]


def _loose(error: ValidationError) -> tuple[Any, Any, Any]:
    """Return what the library types too narrowly: the rule's value, the schema, the instance."""
    return cast("tuple[Any, Any, Any]", (error.validator_value, error.schema, error.instance))


def _faults_of(error: ValidationError) -> Iterator[Fault]:
    want, schema, given = _loose(error)
    where = "".join(f"/{part}" for part in error.absolute_path)
    kind = str(error.validator)
    if kind == "required":
        missing = [name for name in want if name not in given]
        # one error a missing name: report only the name this error is about
        for name in missing:
            if repr(name) in error.message:
                yield Fault(f"{where}/{name}", "required", _SENTENCES["required"])
    elif kind == "additionalProperties":
        known = schema.get("properties", {})
        for name in sorted(set(given) - set(known)):
            yield Fault(f"{where}/{name}", "unknown", _SENTENCES["unknown"])
    elif kind == "format":
        yield Fault(where, kind, _FORMATS.get(want, _OTHER))
    else:
        shown = ", ".join(map(str, want)) if isinstance(want, list) else want
        yield Fault(where, kind, _SENTENCES.get(kind, _OTHER).with_(want=shown))


def _control(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, str):
        if any(c < " " and c not in "\n\r\t" for c in value):
            yield where
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _control(item, f"{where}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _control(item, f"{where}/{index}")
