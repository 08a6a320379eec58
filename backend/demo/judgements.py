"""How the two sides of the demo set judge: each for itself, a few days before the conclusion."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.demo.dates import Day
from backend.demo.located import Located
from backend.demo.plans import Doing

# The employers' side is first; neither sees the other's before both are in.
_DAYS_BEFORE = {"employer": 3, "worker": 2}


def judged(
    judgements: Located,
    sides: tuple[str, str],
    concluded: Day,
    found: Mapping[str, Any] | None = None,
) -> Iterator[Doing]:
    """Yield what each side finds; `sides` are the organisations, employers' side first."""
    for (voice, days), organisation in zip(_DAYS_BEFORE.items(), sides, strict=True):
        data = {**judgements[voice], **(found or {})}
        yield Doing("judge", concluded - days, organisation, data)
