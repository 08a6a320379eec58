"""The verifier as anybody could run it."""

import subprocess
import sys
from pathlib import Path

from backend.audit import verifier


def alone(file: Path) -> subprocess.CompletedProcess[str]:
    """Run the verifier as a file, in an empty environment."""
    command = [sys.executable, "-I", str(Path(verifier.__file__)), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={})
