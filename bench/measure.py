"""Compare ways of doing the same thing, in turns, so that a busy machine slows them all alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Once = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """One promise: how many times `floor` may `ours` take."""

    name: str
    ours: float
    floor: float
    limit: float

    @property
    def kept(self) -> bool:
        """Whether it is within its limit."""
        return self.ours / self.floor <= self.limit

    def line(self) -> str:
        """Return the measurement as one line: the ratio, its limit, and both times."""
        ratio = self.ours / self.floor
        verdict = "ok" if self.kept else "OVER"
        times = f"{self.ours * 1000:.2f} ms against {self.floor * 1000:.2f} ms"
        return f"{verdict:4} {ratio:5.2f} (at most {self.limit}) {self.name}: {times}"


@dataclass(frozen=True, slots=True)
class Amount:
    """One promise that has no floor: how much it may take."""

    name: str
    taken: float
    limit: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether it is within its limit."""
        return self.taken <= self.limit

    def line(self) -> str:
        """Return the measurement as one line, in the columns of a ratio's."""
        verdict = "ok" if self.kept else "OVER"
        return f"{verdict:4} {self.taken:5.1f} {self.unit} (at most {self.limit}) {self.name}"


def medians(contestants: Mapping[str, Once], rounds: int, warm_up: int = 20) -> dict[str, float]:
    """Return each contestant's median in seconds, over `rounds` turns after a warm-up."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(-warm_up, rounds):
        for name, once in contestants.items():
            began = time.perf_counter()
            once()
            if turn >= 0:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(taken) for name, taken in times.items()}
