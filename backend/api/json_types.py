"""Strict JSON types. DRF would take 5 for a text and "yes" for a boolean; a contract does not."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from backend.api.languages import say
from backend.reference.words import Words

WRONG_TYPE = Words("Verwacht werd JSON van de soort {kind}.", "Expected JSON of the type {kind}.")

# From special to general: the first that fits counts. Fields that are not here take a text.
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (serializers.BaseSerializer, "any"),
    (serializers.JSONField, "any"),
    (serializers.BooleanField, "boolean"),
    (serializers.IntegerField, "integer"),
    (serializers.FloatField, "number"),
    (serializers.ListField, "array"),
    (serializers.MultipleChoiceField, "array"),
    (serializers.DictField, "object"),
)
_TYPES: dict[str, tuple[type[Any], ...]] = {
    "any": (object,),
    "string": (str,),
    "boolean": (),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}


def type_fault(field: Any, value: Any) -> Any:
    """Return what is wrong with the JSON type of a value, in the shape of DRF's errors; or None."""
    if value is None:
        return None
    kind = next((name for of, name in _KINDS if isinstance(field, of)), "string")
    if not _fits(value, kind):
        return [ErrorDetail(say(WRONG_TYPE.with_(kind=kind)), code="wrong_type")]
    if not isinstance(field, serializers.ListField):
        return None
    faults = {index: type_fault(field.child, item) for index, item in enumerate(value)}
    return {index: fault for index, fault in faults.items() if fault} or None


def _fits(value: Any, kind: str) -> bool:
    if isinstance(value, bool):  # which Python counts among the integers
        return kind in ("boolean", "any")
    return isinstance(value, _TYPES[kind])
