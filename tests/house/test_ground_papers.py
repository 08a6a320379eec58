"""The papers that a stranger reads first, and promises that only a look at all files can keep."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from backend.config.places import ROOT


def tracked() -> list[Path]:
    """Every file of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_the_readme_introduces_everybody_who_can_log_in() -> None:
    demo = yaml.safe_load((ROOT / "backend/demo/data/demo.yaml").read_text(encoding="utf-8"))
    people = {person["email"] for person in demo["people"] if person.get("login")}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `(\S+@demo\.example)` \|", readme, re.MULTILINE))
    assert table == people


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"script/[a-z]+", readme))
    assert {"script/server", "script/test"} <= named
    assert [name for name in named if not (ROOT / name).stat().st_mode & 0o100] == []


def test_publiccode_has_what_its_standard_asks() -> None:
    paper = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    mandatory = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert mandatory <= set(paper)
    for text in paper["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
    assert paper["legal"] == {"license": "EUPL-1.2"}
    assert paper["maintenance"]["contacts"]
    assert set(paper["localisation"]["availableLanguages"]) == set(paper["description"])


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert text.rstrip().endswith("new EUPL version.")


def test_decisions_are_numbered_without_gaps_in_their_own_order() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(set(numbers)) == len(numbers)
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. ")


@pytest.mark.parametrize("pattern", ["requirements*.txt", "frontend/package-lock.json"])
def test_locks_have_hashes_and_name_no_registry(pattern: str) -> None:
    locks = list(ROOT.glob(pattern))
    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "sha256:" in text or "sha512-" in text
        assert not re.search(r'^--|"resolved"|^ *[^"]*https?://', text, re.MULTILINE)


def test_rooms_are_small_and_none_is_a_dump() -> None:
    modules = [
        path
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and path.is_relative_to(ROOT / "backend")
    ]
    dumps = {"utils", "helpers", "common", "core", "manager"}
    assert [path for path in modules if dumps & {path.stem, path.parent.name}] == []
    # A table is as long as its process.
    rooms = [path for path in modules if path.name != "lifecycle.py"]
    long = [path for path in rooms if len(path.read_text(encoding="utf-8").splitlines()) > 350]
    assert long == []


def test_no_script_swallows_its_failures() -> None:
    for script in [*(ROOT / "script").iterdir(), ROOT / ".ci" / "run"]:
        text = script.read_text(encoding="utf-8")
        if script.suffix != ".sh":
            assert re.search(r"^set -e?uo pipefail$", text, re.MULTILINE), script
        assert "|| true" not in text
