"""Shapes: what may come in, and what goes out.

Fields are declared in snake_case and travel in camelCase. Coming in, unknown fields and wrong JSON
types are refused beside every other fault. Going out, a shape is compiled once per class into plain
attribute readers: a page of a hundred rows costs no field objects and no per-row inspection.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from backend.api.bodies import in_utc
from backend.api.json_types import type_fault
from backend.api.languages import say
from backend.api.naming import camel
from backend.reference.words import Words

UNKNOWN_FIELD = Words("Dit veld bestaat hier niet.", "There is no such field here.")
READ_ONLY = Words("Dit veld kan alleen gelezen worden.", "This field can only be read.")

# Values of these fields are already in the form in which the JSON writer wants them.
_PLAIN = (
    serializers.CharField,
    serializers.IntegerField,
    serializers.FloatField,
    serializers.BooleanField,
    serializers.UUIDField,
    serializers.DateField,
    serializers.ChoiceField,
    serializers.JSONField,
)
Reader = Callable[[Any], Any]


class _Column(NamedTuple):
    """How one field of a class goes out; bound to a serializer when it is used."""

    name: str
    read: Reader
    show: Reader | None = None
    nested: "type[StrictSerializer] | None" = None
    many: bool = False
    method: str = ""


class StrictSerializer(serializers.Serializer[Any]):
    """A shape with snake_case fields, camelCase names and no tolerance for anything else."""

    if TYPE_CHECKING:  # a shape may have fields of these names, whatever DRF keeps under them
        data: Any
        label: Any
        source: Any
        default: Any

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
    def _readers(self) -> list[tuple[str, Reader]]:
        only = self.context.get("only")
        return [
            (column.name, _bound(column, self))
            for column in _plan(type(self))
            if only is None or column.name in only
        ]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return what goes out; `context["only"]` narrows it to some of the names."""
        return {name: read(instance) for name, read in self._readers}


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


def names_of(shape: type[StrictSerializer]) -> tuple[str, ...]:
    """Return the outside names of what a shape shows."""
    return tuple(column.name for column in _plan(shape))


_PLANS: dict[type[StrictSerializer], tuple[_Column, ...]] = {}


def _plan(shape: type[StrictSerializer]) -> tuple[_Column, ...]:
    if shape not in _PLANS:
        fields = [field for field in shape().fields.values() if not field.write_only]
        _PLANS[shape] = tuple(_column(field) for field in fields)
    return _PLANS[shape]


def _column(field: Any) -> _Column:
    name = field.field_name
    if isinstance(field, serializers.SerializerMethodField):
        return _Column(name, _itself, method=field.method_name or "")
    read = _itself if field.source == "*" else _reader(field.source_attrs)
    if isinstance(field, StrictSerializer):
        return _Column(name, read, nested=type(field))
    if isinstance(field, serializers.ListSerializer) and isinstance(field.child, StrictSerializer):
        return _Column(name, read, nested=type(field.child), many=True)
    return _Column(name, read, show=_show_of(field))


def _show_of(field: Any) -> Reader | None:
    """Return what makes a value fit for the JSON writer; None where it fits already."""
    if isinstance(field, serializers.DateTimeField):
        return in_utc
    if isinstance(field, _PLAIN) and type(field).to_representation in _PLAIN_METHODS:
        return None
    if isinstance(field, serializers.ListField) and isinstance(field.child, _PLAIN):
        return list
    show: Reader = field.to_representation
    return show


_PLAIN_METHODS = {kind.to_representation for kind in _PLAIN}


def _itself(instance: Any) -> Any:
    return instance


def _reader(path: list[str]) -> Reader:
    """Return a reader of attributes or keys; nothing behind a null is null."""
    if len(path) == 1:
        name, read = path[0], attrgetter(path[0])
        return lambda row: row[name] if isinstance(row, dict) else read(row)

    def follow(row: Any) -> Any:
        for step in path:
            if row is None:
                return None
            row = row[step] if isinstance(row, dict) else getattr(row, step)
        return row

    return follow


def _bound(column: _Column, owner: StrictSerializer) -> Reader:
    read, show = column.read, column.show
    if column.method:
        method: Reader = getattr(owner, column.method)
        return method
    if column.nested is not None:
        context = {key: value for key, value in owner.context.items() if key != "only"}
        show = column.nested(context=context).to_representation
        if column.many:
            return lambda row, each=show: [each(item) for item in _all(read(row))]  # type: ignore[misc]
    if show is None:
        return read

    def shown(row: Any) -> Any:
        value = read(row)
        return None if value is None else show(value)

    return shown


def _all(value: Any) -> Any:
    """Return the items behind a related manager, or of a list."""
    return value.all() if hasattr(value, "all") else value or ()


def _detail(words: Words, code: str) -> ErrorDetail:
    return ErrorDetail(say(words), code=code)
