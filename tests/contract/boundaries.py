"""The document without what is said in the same words time and again.

Each boundary of each parameter and property costs several requests. What is declared in the same
words at so many addresses, such as a cursor, is read by one and the same code: all that its words
allow and forbid is tried at the first of them.
"""

import json
from collections import Counter
from typing import Any

from backend.api.documents import openapi_text

ENOUGH = 2
# Each resource has names of its own for these, which are asked for in `tests.stories.patrol`.
BY_NAME = {"fields", "ordering"}

Json = Any


class Tried:
    """What was said before, and how often."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def enough(self, *said: Json) -> bool:
        """Whether this was said often enough before; it is now said once more."""
        words = json.dumps(said)
        self._times[words] += 1
        return self._times[words] > ENOUGH


def document() -> Json:
    """The document for who tries all boundaries: each thing said often enough, and not oftener."""
    whole = json.loads(openapi_text("en"))
    tried = Tried()
    for operations in whole["paths"].values():
        for operation in operations.values():
            operation["parameters"] = list(_parameters(operation.get("parameters", []), tried))
            contents = operation.get("requestBody", {}).get("content", {})
            _shorten(contents, whole["components"]["schemas"], tried)
    return whole


def _parameters(asked: list[Json], tried: Tried) -> Json:
    for each in asked:
        said = each["name"] if each.get("name") in BY_NAME else each
        if not tried.enough(said):
            yield each
        elif each.get("in") == "path":
            # It has to be there: any text is one that may be sent.
            yield each | {"schema": {"type": "string"}}
        elif each.get("required"):
            yield each


def _shorten(contents: dict[str, Json], schemas: dict[str, Json], tried: Tried) -> None:
    """Leave a body what is new in it; another type of it that was tried is not tried again."""
    first, *others = contents or [""]
    for media_type in others:
        if tried.enough(media_type):
            del contents[media_type]
    for media_type, content in contents.items():
        schema = content["schema"]
        named = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        if media_type == first and "properties" in named:
            kept = {
                name: said
                for name, said in named["properties"].items()
                if not tried.enough(name, said) or name in named.get("required", ())
            }
            content["schema"] = named | {"properties": kept}
