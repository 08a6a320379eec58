"""What somebody can see, so that schemathesis meets more than ids that never existed."""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

from backend.api.documents import openapi_text
from backend.workflow import registry

BASE = Path(__file__).with_name("schemathesis.toml")
ONE = re.compile(r"^/([a-z-]+)/\{id\}$")
BELOW_ONE = re.compile(r"^/([a-z-]+)/\{id\}/([a-z-]+)/\{(\w+)\}$")
OFTEN = 0.8
ENOUGH = 12
# Of so many of them, what stands below is looked up as well.
FEW = 4

Json = Any


class Known(NamedTuple):
    """What the document has an address for: lists of things, and what is below one of them."""

    lists: list[str]
    below: dict[tuple[str, str], str]


def configuration(address: str, token: str) -> str:
    """The configuration of a run: what always holds, and the ids that this person can see."""
    known = _known()
    return "\n".join([BASE.read_text(), *_dictionaries(known, _seen(known, address, token))])


def _known() -> Known:
    """Read it from the document, so that an address which is added tomorrow is tried for real."""
    paths = json.loads(openapi_text("en"))["paths"]
    listed = {path for path, operations in paths.items() if "get" in operations}
    lists = [m[1] for path in listed if (m := ONE.match(path)) and f"/{m[1]}" in listed]
    below = {
        (m[1], m[2]): m[3]
        for path in listed
        if (m := BELOW_ONE.match(path)) and f"/{m[1]}/{{id}}/{m[2]}" in listed
    }
    return Known(sorted(lists), below)


def _seen(known: Known, address: str, token: str) -> dict[str, list[str]]:
    """Ids by the name of their dictionary."""

    def get(path: str) -> Json:
        request = urllib.request.Request(
            f"{address}{path}", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    items = {name: get(f"/{name}?pageSize={ENOUGH}")["items"] for name in known.lists}
    seen = {name: [item["id"] for item in found] for name, found in items.items()}
    for name, part in known.below:
        if name in seen:
            seen[f"{name}-{part}"] = [
                each["id"]
                for one in seen[name][:FEW]
                for each in get(f"/{name}/{one}/{part}")["items"]
            ]
    dossiers = [*items["clauses"], *items["initiatives"]]
    tables = {item["bargainingTable"]["id"] for item in dossiers if item["bargainingTable"]}
    seen["tables"] = sorted(tables)
    seen["dossiers"] = [item["id"] for item in dossiers]
    seen["organisations"] = [office["id"] for office in get("/me")["organisations"]]
    seen["kinds"] = list(registry.kinds())
    seen["transitions"] = sorted(
        {n for k in registry.kinds() for n in registry.lifecycle_of(k).names}
    )
    seen["tags"] = [f'"{version}"' for version in range(1, 9)]
    return seen


def _dictionaries(known: Known, seen: dict[str, list[str]]) -> list[str]:
    lines = []
    for name, values in seen.items():
        if values:
            lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values)}"]
    everywhere = {
        "header.If-Match": "tags",
        "body.agreement": "agreements",
        "body.bargainingTable": "tables",
        "body.subjectId": "dossiers",
        "body.subjectKind": "kinds",
        "body.owner": "organisations",
        "body.organisation": "organisations",
        "body.transition": "transitions",
        "body.name": "transitions",
    }
    lines += ["[parameters]", *_bindings(everywhere, seen)]
    for name in known.lists:
        lines += _operation(f"^/{name}/.id.", {"path.id": name}, seen)
    for (name, part), parameter in known.below.items():
        inside = {"path.id": name, f"path.{parameter}": f"{name}-{part}"}
        lines += _operation(f"^/{name}/.id./{part}/.", inside, seen)
    return lines


def _operation(path: str, names: dict[str, str], seen: dict[str, list[str]]) -> list[str]:
    bindings = _bindings(names, seen)
    if not bindings:
        return []
    return [
        "[[operations]]",
        f"include-path-regex = '{path}'",
        "[operations.parameters]",
        *bindings,
    ]


def _bindings(names: dict[str, str], seen: dict[str, list[str]]) -> list[str]:
    return [
        f'"{key}" = {{ dictionary = "{name}", probability = {OFTEN} }}'
        for key, name in names.items()
        if seen.get(name)
    ]
