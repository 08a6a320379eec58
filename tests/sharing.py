"""Which tests run in one process, because they share something that is slow to begin.

Those begin, the largest group first: one that begins last keeps a process busy while the others
have nothing left. Everything else goes to whichever process is free. The group marks of
pytest-xdist 3.8 say the same, but do nothing with pytest 9.2, which works out the names of tests by
itself.
"""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

SHARED = {
    "tests/browser/": "a server with the demo",
    "tests/contract/": "a server with the demo, without screens",
    "tests/house/test_ground_server": "the ports of a server",
}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out tests one by one, but those that share something all to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return next((what for start, what in SHARED.items() if nodeid.startswith(start)), nodeid)
