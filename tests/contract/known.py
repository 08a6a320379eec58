"""What somebody can see, so that schemathesis meets more than ids that never existed."""

import json
import urllib.request
from pathlib import Path
from typing import Any

from backend.workflow import registry

BASE = Path(__file__).with_name("schemathesis.toml")
# The lists whose items have addresses of their own, and what is below an item by its last name.
BELOW = {
    "agreements": (),
    "clauses": ("transitions", "consents"),
    "commitments": ("transitions", "consents", "evidence"),
    "evaluations": ("judgements", "addenda"),
    "initiatives": ("transitions", "consents", "bottlenecks", "business-cases", "measurements"),
    "reminders": (),
}
NAMES = {
    "transitions": "transitionId",
    "consents": "consentId",
    "evidence": "evidenceId",
    "judgements": "judgementId",
    "addenda": "addendumId",
    "bottlenecks": "bottleneckId",
    "business-cases": "caseId",
    "measurements": "measurementId",
}
OFTEN = 0.8
ENOUGH = 12

Json = Any


def configuration(address: str, token: str) -> str:
    """The configuration of a run: what always holds, and the ids that this person can see."""
    return "\n".join([BASE.read_text(), *_dictionaries(_seen(address, token))])


def _seen(address: str, token: str) -> dict[str, list[str]]:
    """Ids by the name of their dictionary."""

    def get(path: str) -> Json:
        request = urllib.request.Request(
            f"{address}{path}", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    items = {name: get(f"/{name}?pageSize={ENOUGH}")["items"] for name in BELOW}
    seen = {name: [item["id"] for item in found] for name, found in items.items()}
    for name, below in BELOW.items():
        for part in below:
            seen[f"{name}-{part}"] = [
                each["id"]
                for one in seen[name][:ENOUGH]
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


def _dictionaries(seen: dict[str, list[str]]) -> list[str]:
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
    for name, below in BELOW.items():
        lines += _operation(f"^/{name}/.id.", {"path.id": name}, seen)
        for part in below:
            inside = {"path.id": name, f"path.{NAMES[part]}": f"{name}-{part}"}
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
