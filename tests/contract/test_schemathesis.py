"""The API keeps to its own document, for every role and for nobody.

Schemathesis makes right and wrong requests from the document, follows its links from what a POST
creates, and holds every answer against it.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from backend.api.documents import openapi_text
from tests.contract import known

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
NOBODY = ""


def run(address: str, folder: Path, token: str, phases: str) -> subprocess.CompletedProcess[str]:
    """Let schemathesis loose on the server, with this token or none."""
    document = folder / "openapi.json"
    document.write_bytes(openapi_text("en"))
    config = folder / "schemathesis.toml"
    config.write_text(known.configuration(address, token) if token else known.BASE.read_text())
    command = [str(SCHEMATHESIS), "--config-file", str(config), "run", str(document)]
    command += ["--url", address, "--max-examples", "5", "--phases", phases]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, cwd=folder
    )


# Every boundary of every parameter is tried by who may do most; what comes at random, and what
# follows from what was created, by everybody.
EVERYTHING = "examples,coverage,fuzzing,stateful"
AT_RANDOM = "examples,fuzzing,stateful"


@pytest.mark.parametrize(
    ("name", "phases"),
    [
        (NOBODY, AT_RANDOM),
        ("werkgever", EVERYTHING),
        ("vakbond", AT_RANDOM),
        ("vakbond2", AT_RANDOM),
        ("or", AT_RANDOM),
        ("secretariaat", AT_RANDOM),
        ("liaison", AT_RANDOM),
        ("ser", AT_RANDOM),
        ("beheer", AT_RANDOM),
        ("buiten", AT_RANDOM),
    ],
)
def test_the_api_keeps_to_its_document(served, tmp_path, name, phases):
    token = served.tokens[name] if name != NOBODY else ""
    found = run(served.address, tmp_path, token, phases)
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
