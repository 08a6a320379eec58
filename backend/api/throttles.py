"""Rate limits per person, or per address for who is not logged in; told in the RateLimit headers.

A fixed window, counted in the cache. Where Redis cannot be reached nobody is refused:
limits protect the service, and correctness never depends on them.
"""

import logging
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from redis import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

log = logging.getLogger(__name__)


class Allowance(NamedTuple):
    """What is left of a window."""

    policy: str
    limit: int
    window: int
    left: int
    resets_in: int
    exceeded: bool = False

    def headers(self) -> dict[str, str]:
        """Return the headers of draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.resets_in}',
        }


class RateLimit(BaseThrottle):
    """Counts a request against `settings.API_RATES[policy]`, a (number, seconds) pair or None."""

    def allow_request(self, request: Request, view: object) -> bool:
        """Count, and tell whether the request is within its allowance."""
        person = request.user if request.user.is_authenticated else None
        policy = "person" if person else "anonymous"
        allowance = counted(policy, person.pk if person else self.get_ident(request))
        if allowance is None:
            return True
        self.resets_in = allowance.resets_in
        request.allowance = allowance  # type: ignore[attr-defined]
        return not allowance.exceeded

    def wait(self) -> float:
        """Return the seconds until the window ends."""
        return self.resets_in


def counted(policy: str, who: object) -> Allowance | None:
    """Count a request of somebody; return what is left, or None where there is no limit."""
    rate = settings.API_RATES[policy]
    if rate is None:
        return None
    limit, window = rate
    resets_in = window - int(time.time()) % window
    used = _count(f"rate:{policy}:{who}", window)
    return Allowance(policy, limit, window, max(0, limit - used), resets_in, used > limit)


def _count(key: str, window: int) -> int:
    """Return how many requests this window has seen, this one included; 0 without Redis."""
    numbered = f"{key}:{int(time.time()) // window}"
    try:
        try:
            return cache.incr(numbered)
        except ValueError:  # the first of this window
            return 1 if cache.add(numbered, 1, timeout=window) else cache.incr(numbered)
    except RedisError as error:
        log.warning("rate limits are not counted: %s", error)
        return 0
