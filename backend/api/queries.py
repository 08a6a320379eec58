"""Query parameters: every one is documented, and one that is not is refused."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from rest_framework.request import Request

from backend.api.bodies import CONTROL_CHARACTER, control_faults
from backend.api.problem_types import Fault, Invalid
from backend.api.serializers import StrictSerializer, names_of
from backend.reference.words import Words
from backend.workflow.data import faults

FIELDS = "fields"
UNKNOWN_PARAMETER = Words(
    "Deze parameter bestaat hier niet.", "There is no such parameter at this address."
)
REQUIRED = Words("Deze parameter is verplicht.", "This parameter is required.")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
UNKNOWN_FIELDS = Words("Kies uit: {choices}.", "Choose from: {choices}.")


class Parameter(NamedTuple):
    """A query parameter of a single view, as it stands in the OpenAPI document."""

    description: str
    schema: Mapping[str, Any]
    required: bool = False


def check_query(request: Request, known: Collection[str] = ()) -> None:
    """Raise `Invalid` with every parameter that is unknown or holds a control character."""
    faults = []
    for name, values in request.query_params.lists():
        if name not in known:
            faults.append(Fault(f"?{_printable(name)}", "unknown_parameter", UNKNOWN_PARAMETER))
        elif any(True for _ in control_faults(values)):
            faults.append(Fault(f"?{name}", "control_character", CONTROL_CHARACTER))
    if faults:
        raise Invalid(faults)


def read_query(request: Request, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the value of each parameter (or its default, or None) by its schema.

    Raises `Invalid` with every parameter that is missing or does not fit its schema.
    """
    values: dict[str, Any] = {}
    found = []
    for name, parameter in parameters.items():
        text = request.query_params.get(name)
        if text is None:
            values[name] = parameter.schema.get("default")
            if parameter.required:
                found.append(Fault(f"?{name}", "required", REQUIRED))
            continue
        values[name] = _typed(text, parameter.schema)
        found += [
            Fault(f"?{name}", f.code, f.words) for f in faults(parameter.schema, values[name])
        ]
    if found:
        raise Invalid(found)
    return values


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    """Return the value that a text stands for; the text itself where it stands for none."""
    match schema.get("type"):
        case "integer" if _WHOLE.fullmatch(text):
            return int(text)
        case "boolean" if text in ("true", "false"):
            return text == "true"
        case "array":
            return text.split(",")
    return text


def wanted_fields(request: Request, shape: type[StrictSerializer]) -> frozenset[str] | None:
    """Return the names that `fields=a,b` asks for; None for all of them."""
    asked = request.query_params.get(FIELDS)
    if asked is None:
        return None
    known = names_of(shape)
    wanted = frozenset(asked.split(","))
    if not wanted <= set(known):
        choices = UNKNOWN_FIELDS.with_(choices=", ".join(known))
        raise Invalid([Fault(f"?{FIELDS}", "unknown_field", choices)])
    return wanted


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())[:100]
