"""The first page of a hundred clauses and one far behind it, beside the floor."""

from collections.abc import Callable
from pathlib import Path

import psycopg

from backend.api import paging
from backend.parties.actors import Actor
from bench.measure import Ratio, medians
from bench.seed import Reader
from bench.servers import Client, served

ROUNDS = 200
SIZE = 100
PAGE = f"/v1/clauses?pageSize={SIZE}"
FAR = 10_000  # the number of the page far behind
WHO = {"most": "nearly all rows", "half": "half of them", "few": "2 in a hundred"}


def measure(readers: dict[str, Reader], owner_url: str, log: Path) -> list[Ratio]:
    """Return what a page costs each reader, and what the far page costs who reads most."""
    number, cursor = _far(readers["most"].actor, owner_url)
    far = f"{PAGE}&cursor={cursor}"
    with (
        served("bench.floor:application", log, DATABASE_OWNER_URL=owner_url) as floor,
        served("backend.config.wsgi", log) as ours,
    ):
        # A connection each: the server needs a moment before it hears the same one again.
        contestants = {
            "floor": _asking(Client(floor), "/clauses"),
            **{name: _asking(Client(ours, each.headers), PAGE) for name, each in readers.items()},
            "far": _asking(Client(ours, readers["most"].headers), far),
        }
        taken = medians(contestants, ROUNDS)
    first = [
        Ratio(f"first page of who reads {WHO[name]}", taken[name], taken["floor"], 2.5)
        for name in readers
    ]
    return [*first, Ratio(f"page {number:,} beside page 1", taken["far"], taken["most"], 1.2)]


def _asking(client: Client, path: str) -> Callable[[], None]:
    """Return what fetches a page, which must be a full one."""
    shown = len(client.get(path)["items"])
    if shown != SIZE:
        raise SystemExit(f"{path} shows {shown} clauses")

    def once() -> None:
        client.fetch(path)

    return once


def _far(actor: Actor, owner_url: str) -> tuple[int, str]:
    """Return a page's number and the cursor that leads there; in a small house the last full one.

    Counted by the owner, to whom row security does not apply, among what the actor may read.
    """
    words = sorted(actor.audiences)
    with psycopg.connect(owner_url) as owner:
        count = "select count(*) from agreements_clause where audience = any(%s)"
        rows: int = owner.execute(count, [words]).fetchall()[0][0]
        number = min(FAR, rows // SIZE)
        edge = owner.execute(
            "select updated_at, id from agreements_clause where audience = any(%s)"
            " order by updated_at desc, id desc limit 1 offset %s",
            [words, (number - 1) * SIZE - 1],
        ).fetchone()
    if edge is None:
        raise SystemExit(f"{actor.name} reads {rows} clauses, and no second page")
    return number, paging.written(paging.Edge("-updatedAt", backwards=False, values=[*edge]))
