"""The tests of the screens' own logic are a part of the whole."""

import subprocess

from backend.config.places import ROOT

COMMAND = """
set -euo pipefail
root="$PWD"
cd frontend
source "$root/script/node.sh"
install_packages
npm run --silent test
"""


def test_the_screens_pass_their_own_tests() -> None:
    done = subprocess.run(
        ["bash", "-c", COMMAND], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
