"""The OpenAPI document: valid, open to anyone, in two languages, and kept to the design rules."""

import fcntl
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openapi_spec_validator import validate

from backend.api.conf import API_VERSION
from backend.api.documents import openapi_text

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
LINT = """
root="$1"
cd "$root/tests/contract"
source "$root/script/node.sh"
install_packages
node_modules/.bin/spectral lint --ruleset design-rules.yaml --format json --quiet "$2"
"""


def lint(document: Path) -> list[str]:
    """The rules that the document breaks, each with the place."""
    # The first run installs the linter, and a second one in the same folder would undo it.
    with (FOLDER / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = subprocess.run(
            ["bash", "-euc", LINT, "lint", str(ROOT), str(document)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ,
        )
    assert found.returncode in (0, 1), found.stderr
    results: list[Any] = json.loads(found.stdout[found.stdout.index("[") :] or "[]")
    return [f"{result['code']} {'.'.join(map(str, result['path']))}" for result in results]


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(openapi_text("en"))


def test_the_document_is_valid_openapi(document):
    assert document["openapi"].startswith("3.1.")
    validate(document)


def test_the_document_keeps_to_the_design_rules(tmp_path):
    file = tmp_path / "openapi.json"
    file.write_bytes(openapi_text("en"))
    assert lint(file) == []


def test_the_linter_sees_what_breaks_the_rules(tmp_path, document):
    broken = json.loads(json.dumps(document))
    broken["info"]["version"] = "1.0"
    del broken["info"]["contact"]["email"]
    broken["servers"][0]["url"] = "/api"
    broken["paths"]["/my_Things/"] = broken["paths"].pop("/me")
    status = broken["paths"]["/status"]["get"]
    status["parameters"] = [{"in": "query", "name": "page_size", "schema": {"type": "string"}}]
    del status["responses"]["200"]["headers"]
    del status["responses"]["400"]
    status["responses"]["500"] = {"description": "x", "content": {"application/json": {}}}
    broken["components"]["schemas"]["lower"] = {
        "type": "object",
        "properties": {
            "snake_case": {"type": "string"},
            "endsOn": {"type": "string", "format": "date-time"},
            "startsAt": {"type": "string"},
            "closing": {"type": "string", "format": "time"},
        },
    }
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(broken))
    assert {line.split()[0] for line in lint(file)} >= {
        "addresses",
        "contact",
        "dates",
        "invalid-input",
        "local-times",
        "major-version-in-the-address",
        "moments",
        "problems",
        "property-names",
        "query-keys",
        "schema-names",
        "semver",
        "version-header",
    }


def test_anyone_may_read_it_from_anywhere(db):
    answer = Client().get("/v1/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["API-Version"] == API_VERSION == answer.json()["info"]["version"]
    assert Client().post("/v1/openapi.json").status_code == 405


def test_it_speaks_both_languages(db):
    dutch = Client().get("/v1/openapi.json", headers={"Accept-Language": "nl"}).json()
    english = Client().get("/v1/openapi.json", headers={"Accept-Language": "en"}).json()
    assert (
        dutch["paths"]["/status"]["get"]["summary"]
        != (english["paths"]["/status"]["get"]["summary"])
    )
    assert dutch["paths"].keys() == english["paths"].keys()


def test_the_exported_file_is_the_served_document(db, tmp_path):
    file = tmp_path / "openapi.json"
    with pytest.raises(CommandError, match="out of date"):
        call_command("export_openapi", file=file, check=True)
    call_command("export_openapi", file=file)
    call_command("export_openapi", file=file, check=True)
    served = Client().get("/v1/openapi.json", headers={"Accept-Language": "en"})
    assert file.read_bytes() == served.content


def test_making_the_document_raises_no_warning(capfd):
    openapi_text.__wrapped__("en")
    assert capfd.readouterr().err == ""


def operations(document):
    return [
        (path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_every_operation_announces_its_problems(document):
    for path, method, operation in operations(document):
        statuses = operation["responses"].keys()
        assert {"400", "401", "406", "429", "500"} <= statuses, path
        if "{" in path:
            assert "404" in statuses, path
        if method in ("post", "patch"):
            assert {"403", "409"} <= statuses, path
        if "requestBody" in operation:
            assert {"413", "415"} <= statuses, path
        if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ())):
            assert {"412", "428"} <= statuses, path


def test_every_change_of_a_subject_needs_if_match(document):
    for path, method, operation in operations(document):
        changes = method == "patch" and f"{path}/transitions" in document["paths"]
        decides = method == "post" and path.endswith(("}/transitions", "}/consents"))
        if changes or decides:
            names = [parameter["name"] for parameter in operation["parameters"]]
            assert "If-Match" in names, path


def test_every_list_is_paged_the_same_way(document):
    for path, _method, operation in operations(document):
        parameters = {p["name"]: p for p in operation.get("parameters", ()) if p["in"] == "query"}
        if "cursor" in parameters:
            assert parameters["pageSize"]["schema"]["maximum"] == 200, path
            assert parameters["ordering"]["schema"]["enum"], path
            assert parameters["fields"]["schema"]["items"]["enum"], path


def test_what_is_read_refuses_unknown_fields(document):
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            assert schemas[name]["additionalProperties"] is False, (path, method)


def test_dates_have_their_length_and_names_that_fit(document):
    for schema in document["components"]["schemas"].values():
        for name, value in schema.get("properties", {}).items():
            if value.get("format") == "date":
                assert (value["minLength"], value["maxLength"]) == (10, 10)
                assert re.search(r"(On|Date)$", name), name
