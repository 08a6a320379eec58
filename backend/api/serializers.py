"""Shapes: what may come in, and what goes out.

Fields are declared in snake_case and travel in camelCase. Coming in, unknown fields and wrong JSON
types are refused beside every other fault. Going out, a shape is compiled once per class into plain
attribute readers: a page of a hundred rows costs no field objects and no per-row inspection.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.utils.formatting import lazy_format

from backend.api import lines
from backend.api.columns import Column, column_of, writer
from backend.api.complaints import in_both
from backend.api.json_types import type_fault
from backend.api.languages import say
from backend.api.naming import camel
from backend.reference.words import Words

UNKNOWN_FIELD = Words("Dit veld bestaat hier niet.", "There is no such field here.")
READ_ONLY = Words("Dit veld kan alleen gelezen worden.", "This field can only be read.")


class StrictSerializer(serializers.Serializer[Any]):
    """A shape with snake_case fields, camelCase names and no tolerance for anything else."""

    only: frozenset[str] | None = None

    if TYPE_CHECKING:  # a shape may have fields of these names, whatever DRF keeps under them
        data: Any
        label: Any
        source: Any
        default: Any
        parent: Any

    def get_fields(self) -> dict[str, Any]:
        """Return the fields under their outside names."""
        renamed = {}
        for name, field in super().get_fields().items():
            outside = camel(name)
            if outside != name and field.source is None:
                field.source = name
            if isinstance(field, serializers.SerializerMethodField):
                field.source = "*"
                field.method_name = field.method_name or f"get_{name}"
            if hasattr(self, f"validate_{name}"):
                setattr(self, f"validate_{outside}", getattr(self, f"validate_{name}"))
            renamed[outside] = field
        return renamed

    def to_internal_value(self, data: Any) -> Any:
        """Return snake_case values, or raise with every fault of every field at once."""
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        wrong = self._wrong(data)
        try:
            value = super().to_internal_value({k: v for k, v in data.items() if k not in wrong})
        except ValidationError as error:
            detail = error.detail if isinstance(error.detail, dict) else {}
            raise ValidationError({**detail, **wrong}) from error
        if wrong:
            raise ValidationError(wrong)
        return value

    def _wrong(self, data: Mapping[str, Any]) -> dict[str, Any]:
        writable = {field.field_name: field for field in self._writable_fields}
        wrong: dict[str, Any] = {}
        for name, value in data.items():
            if name not in writable:
                known = name in self.fields
                wrong[name] = [_detail(READ_ONLY if known else UNKNOWN_FIELD, "unknown_field")]
            elif (fault := type_fault(writable[name], value)) is not None:
                wrong[name] = fault
        return wrong

    @cached_property
    def _write(self) -> Callable[[Any], dict[str, Any]]:
        return writer(_wanted(type(self), self.only), self)

    def line_writer(
        self, model: Any, paths: tuple[str, ...]
    ) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
        """Return what shows a row of these columns of a model; see `lines`."""
        return lines.writer(_layout(type(self), self.only, model, paths), self)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return what goes out: everything, or the names in `only`."""
        return self._write(instance)


@extend_schema_field(str)
class WordsField(serializers.Field[Words, Any, str, Any]):
    """A text in two languages; goes out in the language of the request."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Words) -> str:
        """Return the text in the language of the request."""
        return say(value)


class StrictModelSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """A strict shape that takes its fields from a model."""


@cache
def reader(shape: type[StrictSerializer], *, partial: bool) -> StrictSerializer:
    """Return what reads bodies of this shape (`run_validation`), for all threads and requests.

    Reading leaves nothing behind in it, and a shape says what is asked without knowing who asks.
    """
    made = shape(partial=partial)
    _say_anew(made)
    return made


class _Anew:
    """A message that is put into words each time: DRF's own keeps the language of its first use."""

    def __init__(self, once: lazy_format) -> None:
        self.text = in_both(once.format_string) or once.format_string
        self.args, self.known = once.args, once.kwargs

    def __str__(self) -> str:
        return str(self.text).format(*self.args, **self.known)

    def __mod__(self, values: Any) -> str:
        said: str = str(self) % values
        return said


def _say_anew(field: Any) -> None:
    """Let a field that is kept for all requests complain in the language of each of them."""
    for code, message in field.error_messages.items():
        field.error_messages[code] = in_both(message) or message
    for validator in field.validators:
        message = getattr(validator, "message", None)
        if isinstance(message, lazy_format):
            validator.message = _Anew(message)
        elif said := in_both(message):
            validator.message = said
    for below in (*getattr(field, "fields", {}).values(), getattr(field, "child", None)):
        if below is not None:
            _say_anew(below)


def names_of(shape: type[StrictSerializer]) -> tuple[str, ...]:
    """Return the outside names of what a shape shows."""
    return tuple(column.name for column in _columns(shape))


def _wanted(shape: type[StrictSerializer], only: frozenset[str] | None) -> tuple[Column, ...]:
    return tuple(c for c in _columns(shape) if only is None or c.name in only)


@lru_cache(maxsize=256)  # a client may ask for any choice of fields
def _layout(
    shape: type[StrictSerializer], only: frozenset[str] | None, model: Any, paths: tuple[str, ...]
) -> lines.Layout:
    return lines.layout(model, paths, _wanted(shape, only), _columns_of)


def _columns_of(shape: type[StrictSerializer]) -> tuple[Column, ...]:
    return _columns(shape)


@cache
def _columns(shape: type[StrictSerializer]) -> tuple[Column, ...]:
    return tuple(column_of(field) for field in shape().fields.values() if not field.write_only)


def _detail(words: Words, code: str) -> ErrorDetail:
    return ErrorDetail(say(words), code=code)
