"""The digest of content: it shows later that an entry or consent was about this text or promise."""

from typing import Any

from backend.audit.verifier import OUTSIDE, digest_of


def digest_of_content(content: dict[str, Any]) -> str:
    """Return the SHA-256 (hex) of content, all of it.

    Raises ValueError for a key that the digest of an entry leaves out: it would count for nothing.
    """
    lost = sorted(OUTSIDE & content.keys())
    if lost:
        raise ValueError(f"would count for nothing in a digest: {', '.join(lost)}")
    return digest_of(content)
