"""Whoever changes a subject says which version they saw: `ETag` out, `If-Match` in."""

import re
from typing import Any

from rest_framework.request import Request

from backend.api.problem_types import PRECONDITION_REQUIRED, STALE, Problem

_STRONG = re.compile(r'"(\d{1,9})"')


def version_header(subject: Any) -> dict[str, str]:
    """Return the strong ETag of a subject, its version; nothing for what has no version."""
    version = getattr(subject, "version", None)
    return {} if version is None else {"ETag": f'"{version}"'}


def expected_version(request: Request) -> int:
    """Return the version in `If-Match`; the engine compares it under the row lock.

    Raises 428 without the header, and for `*`, which names no version. A weak or foreign tag is
    none we ever gave, so it never matches: 412.
    """
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        raise Problem(PRECONDITION_REQUIRED)
    match = _STRONG.fullmatch(header)
    if match is None:
        raise Problem(STALE)
    return int(match.group(1))


def not_modified(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` already names this tag (compared weakly, as RFC 9110 asks)."""
    header = request.headers.get("If-None-Match", "")
    known = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in known or tag in known
