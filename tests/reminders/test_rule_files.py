"""The file with the rules is broken: nothing starts, what is wrong is said, and nothing is lost.

Real processes, each on a copy of the program in which the file was changed by hand.
"""

import shutil
import subprocess
import sys

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.config.places import ROOT
from backend.parties.actors import SYSTEM
from backend.reference.loading import load
from backend.reference.models import Entry
from backend.workflow.models import Due
from tests import people
from tests.reminders.scene import consulted, days, names, written

RULES = "backend/reference/data/reminders.csv"


@pytest.fixture
def program(tmp_path):
    """A copy of the program, to break."""
    folder = tmp_path / "program"
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "backend", folder / "backend", ignore=leave)
    shutil.copy(ROOT / "manage.py", folder)
    return folder


def broken(program, old, new):
    """Change the file of rules of this copy; the line that is wrong now."""
    path = program / RULES
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def run(folder, environment, *command):
    """Run a command of the program in this folder to its end."""
    return subprocess.run(
        [sys.executable, str(folder / "manage.py"), *command],
        env={**environment, "PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def everything():
    """The lists and the plan, as they are in the database."""
    with acting_as(SYSTEM):
        return (
            list(Entry.objects.order_by("pk").values()),
            list(Due.objects.order_by("pk").values()),
            len(written()),
        )


def test_a_broken_rule_stops_every_start_and_loses_nothing(environment, program):
    old, new, says = "-7;-2;0;3", "-7;morgen;0;3", "'offsets_days' is not a whole number: 'morgen'"
    load()
    circle = people.a_circle()
    today = timezone.localdate()
    consulted(circle, today + days(2), planned_on=today)
    before = everything()
    line = broken(program, old, new)
    for command in ("check", "load_reference", "prepare", "sweep"):
        ended = run(program, environment, command)
        assert ended.returncode == 1, (command, ended.stdout, ended.stderr)
        assert f"reminders.csv:{line}: {says}" in ended.stderr, command
        assert "Traceback" not in ended.stderr
    assert everything() == before
    broken(program, new, old)
    assert run(program, environment, "load_reference").returncode == 0
    assert run(program, environment, "sweep").returncode == 0
    assert run(program, environment, "sweep").returncode == 0
    assert names(written()) == ["bram", "vera", "wil"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("-7;-2;0;3", "-7;-2;0;3000", "'offsets_days' has 3000, which is not from -366 to 366"),
        ("\nballot_open,", "\nballot_opened,", "'code' is 'ballot_opened', not one of"),
    ],
)
def test_a_day_out_of_range_and_an_unknown_rule_are_named(environment, program, old, new, says):
    load()
    before = everything()
    line = broken(program, old, new) + old.startswith("\n")
    ended = run(program, environment, "load_reference")
    assert ended.returncode == 1
    assert f"reminders.csv:{line}: {says}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert everything() == before


def test_a_rejected_date_and_a_missing_rule_are_named_together(environment, program):
    load()
    before = everything()
    path = program / RULES
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{each},2027-02-30" for each in lines if not each.startswith("review_due,")]
    path.write_text("\n".join([f"{header},valid_from", *lines]) + "\n", encoding="utf-8")
    ended = run(program, environment, "load_reference")
    assert ended.returncode == 1
    assert "reminders.csv:1: 'code' has no 'review_due'" in ended.stderr
    assert "reminders.csv:2: 'valid_from' is not a date like 2025-01-31" in ended.stderr
    assert everything() == before
