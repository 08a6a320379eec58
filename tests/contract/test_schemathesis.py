"""The API keeps to its own document, for every role and for nobody.

Schemathesis makes right and wrong requests from the document, follows its links from what a POST
creates, and holds every answer against it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.api.documents import openapi_text
from tests.contract import boundaries, known

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
NOBODY = ""
# A build asks the same each time; with another number it asks something else.
SEED = os.environ.get("POLDERSPOOR_SEED", "1")


def run(
    address: str, folder: Path, token: str, phases: str, examples: int
) -> subprocess.CompletedProcess[str]:
    """Let schemathesis loose on the server, with this token or none."""
    document = folder / "openapi.json"
    whole = "coverage" not in phases
    asked = json.loads(openapi_text("en")) if whole else boundaries.document()
    document.write_text(json.dumps(asked))
    config = folder / "schemathesis.toml"
    config.write_text(known.configuration(address, token) if token else known.BASE.read_text())
    command = [str(SCHEMATHESIS), "--config-file", str(config), "run", str(document)]
    command += ["--url", address, "--max-examples", str(examples), "--phases", phases]
    command += ["--seed", SEED]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, cwd=folder
    )


# Every boundary of every parameter is tried by who may do most; what comes at random, and what
# follows from what was created, by everybody.
EVERYTHING = "examples,coverage,stateful"
AT_RANDOM = "examples,fuzzing,stateful"
# Who does what another one does too, does little but read, or may hardly enter needs fewer of them.
MANY, FEW = 2, 1


@pytest.mark.parametrize(
    ("name", "phases", "examples"),
    [
        (NOBODY, AT_RANDOM, FEW),
        ("werkgever", EVERYTHING, MANY),
        ("vakbond", AT_RANDOM, MANY),
        ("or", AT_RANDOM, FEW),
        ("secretariaat", AT_RANDOM, FEW),
        ("liaison", AT_RANDOM, FEW),
        ("ser", AT_RANDOM, FEW),
        ("buiten", AT_RANDOM, FEW),
        # the last: what an administrator does at random may close the accounts of the others
        ("beheer", AT_RANDOM, FEW),
    ],
)
def test_the_api_keeps_to_its_document(served, tmp_path, name, phases, examples):
    token = served.tokens[name] if name != NOBODY else ""
    found = run(served.address, tmp_path, token, phases, examples)
    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr[-2_000:]
