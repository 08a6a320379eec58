"""What is wrong with the settings, and how to mend it."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from backend.config import env

TAG = "polderspoor"


@register(TAG)
def readable(**_: Any) -> Sequence[CheckMessage]:
    """Every value that could not be read, all at once."""
    return [Error(problem, id="polderspoor.E001") for problem in env.problems]
