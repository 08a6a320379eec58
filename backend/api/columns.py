"""How a shape goes out: read once per class, then run over rows without looking at fields again.

Most columns are attributes that need nothing done to them; they are read together, in C. The others
(nested shapes, texts in two languages, `get_x` methods) are called one by one.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from rest_framework import serializers

from backend.api.bodies import in_utc

Reader = Callable[[Any], Any]

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
_PLAIN_METHODS = {kind.to_representation for kind in _PLAIN}


class Column(NamedTuple):
    """One field of a shape. `path` is empty where it reads the row itself."""

    name: str
    path: tuple[str, ...]
    show: Reader | None = None
    nested: type[Any] | None = None
    many: bool = False
    method: str = ""
    needs: tuple[str, ...] = ()  # what alone decides about what `method` returns, if that is told

    @property
    def plain(self) -> bool:
        """Whether it is an attribute that goes out as it is."""
        special = self.show or self.nested or self.method
        return len(self.path) == 1 and not special


Method = TypeVar("Method", bound=Callable[..., Any])


def depends_on(*paths: str) -> Callable[[Method], Method]:
    """Mark a `get_x` method whose answer these columns (`state`, `agreement__end_on`) decide.

    A list then asks it once for every combination of them, not once for every row.
    """

    def mark(method: Method) -> Method:
        method.needs = paths  # type: ignore[attr-defined]
        return method

    return mark


def column_of(field: Any) -> Column:
    """Return how a bound serializer field goes out."""
    name = field.field_name
    if isinstance(field, serializers.SerializerMethodField):
        method = field.method_name or ""
        needs = getattr(getattr(field.parent, method, None), "needs", ())
        return Column(name, (), method=method, needs=needs)
    path = () if field.source == "*" else tuple(field.source_attrs)
    if isinstance(field, serializers.ListSerializer):
        return Column(name, path, nested=type(field.child), many=True)
    if isinstance(field, serializers.BaseSerializer):
        return Column(name, path, nested=type(field))
    return Column(name, path, show=_show_of(field))


def writer(columns: tuple[Column, ...], owner: Any) -> Reader:
    """Return the function that turns a row (an object, or a dictionary) into its outside form."""
    template: dict[str, Any] = {column.name: None for column in columns}
    plain = [column for column in columns if column.plain]
    rest = [(column.name, _reader(column, owner)) for column in columns if not column.plain]
    names = [column.name for column in plain]
    attributes = _attributes([column.path[0] for column in plain])

    def write(row: Any) -> dict[str, Any]:
        shown = template.copy()
        if isinstance(row, dict):
            shown.update((column.name, row[column.path[0]]) for column in plain)
        else:
            shown.update(zip(names, attributes(row), strict=True))
        for name, read in rest:
            shown[name] = read(row)
        return shown

    return write


def _attributes(names: list[str]) -> Reader:
    """Return the function that reads these attributes of an object, all at once."""
    if not names:
        return lambda _row: ()
    if len(names) == 1:
        read = attrgetter(names[0])
        return lambda row: (read(row),)
    return attrgetter(*names)


def _reader(column: Column, owner: Any) -> Reader:
    if column.method:
        method: Reader = getattr(owner, column.method)
        return method
    show = column.show
    if column.nested is not None:
        show = column.nested(context=owner.context).to_representation
        show = _each(show) if column.many else show
    read = _follow(column.path)
    return read if show is None else _unless_null(read, show, empty=() if column.many else None)


def _follow(path: tuple[str, ...]) -> Reader:
    """Return a reader of attributes or keys; nothing behind a null is null."""

    def follow(row: Any) -> Any:
        for step in path:
            if row is None:
                return None
            row = row[step] if isinstance(row, dict) else getattr(row, step)
        return row

    return follow


def _each(show: Reader) -> Reader:
    """Return the reader for a list, or for what is behind a related manager."""

    def shown(value: Any) -> list[Any]:
        return [show(item) for item in (value.all() if hasattr(value, "all") else value)]

    return shown


def _unless_null(read: Reader, show: Reader, *, empty: Any) -> Reader:
    def shown(row: Any) -> Any:
        value = read(row)
        return empty if value is None else show(value)

    return shown


def _show_of(field: Any) -> Reader | None:
    """Return what makes a value fit for the JSON writer; None where it fits already."""
    if isinstance(field, serializers.DateTimeField):
        return in_utc
    listed = isinstance(field, serializers.ListField) and type(field.child) in _PLAIN
    if listed or (isinstance(field, _PLAIN) and type(field).to_representation in _PLAIN_METHODS):
        return None
    show: Reader = field.to_representation
    return show
