"""Whether the record of a story holds: in the database, and for anybody with the exported file."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from backend.audit import seals, verifier


def the_record_holds(folder: Path) -> None:
    """Seal it, verify every chain and seal, and let the verifier, alone, judge the export."""
    seals.seal()
    said, file = StringIO(), folder / "export.jsonl"
    call_command("verify_audit", export=file, stdout=said)
    assert said.getvalue().strip() == "every chain and seal holds"
    command = [sys.executable, "-I", str(Path(verifier.__file__)), str(file)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    assert (alone.returncode, alone.stderr) == (0, "")
    assert alone.stdout.endswith("every chain and seal holds\n")
