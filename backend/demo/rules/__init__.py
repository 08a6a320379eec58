"""What must hold between the records of the demo file, beyond the shape of each."""

from collections.abc import Callable

from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.demo.rules.agreements import agreements
from backend.demo.rules.clauses import clauses
from backend.demo.rules.clock import clock
from backend.demo.rules.commitments import commitments
from backend.demo.rules.initiatives import initiatives
from backend.demo.rules.parties import parties

Say = Callable[[Located, str, str], None]


def check(demo: Demo, say: Say) -> None:
    """Say everything that contradicts something else; `say` takes record, key and message."""
    for rule in (parties, agreements, clauses, commitments, initiatives, clock):
        rule(demo, say)
