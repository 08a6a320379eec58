"""What an entry or a notice is about, where that is no subject with a process of its own."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """A thing by kind and key, as `records` and letters want to know it; `word` reads of it."""

    kind: str
    pk: UUID
    word: str
    caption: str = ""
    version: int = 1
    state: str = ""
