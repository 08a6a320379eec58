"""The name of a clause that stays when its article gets another number."""

from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast, Right

LENGTH = 8  # hexadecimal digits of the id that are drawn at random


def key_of(clause_id: UUID) -> str:
    """Return a short name, such as `9C1F-04AB`: the same for ever, and it counts nothing."""
    digits = clause_id.hex[-LENGTH:].upper()
    return f"{digits[:4]}-{digits[4:]}"


def key_column() -> Right:
    """Return the digits of a key as the database has them; an index stands on this expression."""
    return Right(Cast("id", TextField()), LENGTH)


def digits_of(key: str) -> str:
    """Return the digits that an id ends with, of a key as people write it."""
    return key.replace("-", "").replace(" ", "").lower()
