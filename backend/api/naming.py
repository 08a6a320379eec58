"""Names: snake_case inside, lower camelCase outside.

Serializers and filters rename their own fields, so ordinary bodies need no conversion. `camelize`
and `snakify` are for JSON that no serializer describes: a transition's data and its schema.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


@cache
def camel(name: str) -> str:
    """`article_number` → `articleNumber`; `from_`, which Python needs, → `from`."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), name).rstrip("_")


@cache
def snake(name: str) -> str:
    """`articleNumber` → `article_number`."""
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda match: "_" + match.group(0), name).lower()


def camelize(value: Any) -> Any:
    """Return JSON with every key in camelCase, at every depth."""
    return _renamed(value, camel)


def snakify(value: Any) -> Any:
    """Return JSON with every key in snake_case, at every depth."""
    return _renamed(value, snake)


def _renamed(value: Any, rename: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {rename(str(key)): _renamed(item, rename) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(item, rename) for item in value]
    return value


def camelize_schema(schema: Any) -> Any:
    """Return a JSON Schema whose *property names* are camelCase; its keywords stay as they are."""
    if isinstance(schema, list):
        return [camelize_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword == "properties" and isinstance(value, dict):
            result[keyword] = {camel(name): camelize_schema(item) for name, item in value.items()}
        elif keyword in ("required", "dependentRequired") and isinstance(value, list):
            result[keyword] = [camel(name) for name in value]
        else:
            result[keyword] = camelize_schema(value)
    return result
