"""Whether the record of a story holds: in the database, and for anybody with the exported file."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from backend.audit import seals
from tests.audit.alone import alone


def the_record_holds(folder: Path) -> None:
    """Seal it, verify every chain and seal, and let the verifier, alone, judge the export."""
    seals.seal()
    said, file = StringIO(), folder / "export.jsonl"
    call_command("verify_audit", export=file, stdout=said)
    assert said.getvalue().strip() == "every chain and seal holds"
    result = alone(file)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("every chain and seal holds\n")
