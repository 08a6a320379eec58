"""Identifiers: UUID version 7 (RFC 9562), so that the primary key follows the order of creation."""

from uuid import UUID

import uuid6


def new_id() -> UUID:
    """Return a new UUIDv7 as a plain `uuid.UUID`."""
    return UUID(int=uuid6.uuid7().int)
