"""Identifiers: UUID version 7 (RFC 9562), so that the primary key follows the order of creation."""

import os
from itertools import accumulate
from struct import iter_unpack
from uuid import UUID

import uuid6

# Left open at the beginning of a series, so that its end never runs into what is before it.
_GUARD = 1 << 61


def new_id() -> UUID:
    """Return a new UUIDv7 as a plain `uuid.UUID`."""
    return UUID(int=uuid6.uuid7().int)


def new_ids(count: int) -> list[UUID]:
    """Return so many of them, in their order: of one moment, each a random step after the last.

    That is method 2 of RFC 9562, section 6.2; it takes a tenth of the time of one by one.
    """
    if not count:
        return []
    steps = (step + 1 for (step,) in iter_unpack("I", os.urandom(4 * (count - 1))))
    return [UUID(int=each) for each in accumulate(steps, initial=uuid6.uuid7().int & ~_GUARD)]
