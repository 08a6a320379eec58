"""The last hand on the OpenAPI document, once all operations are in it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from drf_spectacular.hooks import postprocess_schema_enums

from backend.api.schema_parts import HEADERS, PROBLEM, reference, responses

_METHODS = ("get", "post", "patch", "delete")


def finish(result: dict[str, Any], generator: Any, **_: Any) -> dict[str, Any]:
    """Add shared components, links from POST to the new thing, and bounds on dates."""
    result = postprocess_schema_enums(result, generator)  # type: ignore[no-untyped-call]
    components = result["components"]
    _allow_sparse_items(components["schemas"])
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = responses()
    components["headers"] = HEADERS
    _link(result["paths"])
    for schema in _schemas(result):
        if schema.get("format") == "date":
            schema |= {"minLength": 10, "maxLength": 10}
    return result


def _allow_sparse_items(schemas: dict[str, Any]) -> None:
    """With `fields`, an item of a page has only some of its properties."""
    for page in [s for name, s in schemas.items() if name.endswith("Page")]:
        items = page["properties"]["items"]
        shape = items["items"].get("$ref", "").rpartition("/")[2]
        if shape and "next" in page["properties"]:
            sparse = deepcopy(schemas[shape])
            sparse.pop("required", None)
            sparse["description"] = f"A {shape} narrowed by `fields`."
            schemas[f"Sparse{shape}"] = sparse
            items["items"] = {
                "anyOf": [reference("schemas", shape), reference("schemas", f"Sparse{shape}")]
            }


def _link(paths: dict[str, Any]) -> None:
    """Say that what a POST creates is the `{id}` of the addresses below it."""
    for path, item in paths.items():
        created = item.get("post", {}).get("responses", {}).get("201")
        below = [p for p in paths if p.startswith(path + "/{")]
        if created is None or not below:
            continue
        links = {
            operation["operationId"]: _link_to(operation, address, path)
            for address in below
            for method, operation in paths[address].items()
            if method in _METHODS and address.count("{") == path.count("{") + 1
        }
        created["links"] = dict(sorted(links.items()))


def _link_to(operation: dict[str, Any], address: str, path: str) -> dict[str, Any]:
    names = [part[1:-1] for part in address.split("/") if part.startswith("{")]
    parameters = {name: f"$request.path.{name}" for name in names[:-1]}
    parameters[names[path.count("{")]] = "$response.body#/id"
    return {"operationId": operation["operationId"], "parameters": parameters}


def _schemas(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "type" in node or "format" in node:
            yield node
        for value in node.values():
            yield from _schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from _schemas(value)
