"""Days that must come one after the other."""

from collections.abc import Callable, Iterable

from backend.demo.dataset import TODAY
from backend.demo.dates import Day
from backend.demo.located import Located

Say = Callable[[Located, str, str], None]


def ascending(record: Located, keys: Iterable[str], say: Say) -> None:
    """Say where a day of the record lies before the day that should precede it."""
    before: tuple[str, Day] | None = None
    for key in keys:
        day = record.get(key)
        if not isinstance(day, Day):
            continue
        if before and day < before[1]:
            say(record, key, f"'{key}' ({day}) lies before '{before[0]}' ({before[1]})")
        before = (key, day)


def past(record: Located, keys: Iterable[str], say: Say) -> None:
    """Say where a day on which something has happened does not lie before the day of loading."""
    for key in keys:
        day = record.get(key)
        if isinstance(day, Day) and not day < TODAY:
            say(record, key, f"'{key}' has happened, so it lies before T; here it is {day}")


def required(record: Located, key: str, why: str, say: Say) -> None:
    """Say where a key is missing."""
    if key not in record:
        say(record, key, f"'{key}' is missing: {why}")


def forbidden(record: Located, key: str, why: str, say: Say) -> None:
    """Say where a key is present that cannot be there."""
    if key in record:
        say(record, key, f"'{key}' does not belong here: only where {why}")


def exactly(when: object, record: Located, key: str, why: str, say: Say) -> None:
    """Say where a key is missing though `when` holds, or present though it does not."""
    (required if when else forbidden)(record, key, why, say)
