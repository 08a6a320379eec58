"""Why the engine did not do it. Each error changes nothing: no row, no entry, no message."""

from collections.abc import Sequence

from backend.workflow.data import Fault
from backend.workflow.lifecycle import Refusal


class WorkflowError(Exception):
    """What all of these have in common."""


class NoSuchTransition(WorkflowError):
    """The lifecycle has no such transition from the subject's state (HTTP 409)."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is not possible from {state}")
        self.name, self.state = name, state


class NotAllowed(WorkflowError):
    """The transition exists; this actor may not perform it (HTTP 403)."""

    def __init__(self, name: str, roles: Sequence[str]) -> None:
        super().__init__(f"{name} is for {', '.join(roles)}")
        self.name, self.roles = name, tuple(roles)


class InvalidData(WorkflowError):
    """The input is wrong; `faults` lists everything that is (HTTP 400)."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{f.pointer}: {f.words.en}" for f in faults))
        self.faults = tuple(faults)


class Refused(WorkflowError):
    """It is possible and yours, but not yet; `refusals` lists every reason (HTTP 409)."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(refusal.words.en for refusal in refusals))
        self.refusals = tuple(refusals)

    @property
    def moot(self) -> bool:
        """Whether there was nothing here that it could be about."""
        return any(refusal.moot for refusal in self.refusals)


class Stale(WorkflowError):
    """Somebody changed the subject since the version you saw (HTTP 412)."""

    def __init__(self, current_version: int) -> None:
        super().__init__(f"the subject is at version {current_version}")
        self.current_version = current_version
