"""One transition (a deadlock, on another clause every time), beside the floor and the stock app."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from bench import floor as bare
from bench.measure import Ratio, medians
from bench.seed import Reader, negotiated_by
from bench.servers import Client, served

ROUNDS, WARM_UP = 200, 20
STOCK_DATABASE, STOCK_CLAUSES = "bench_stock", 100_000
REASON = "De partijen komen er niet uit; een eindbod ligt op tafel."
DEADLOCK = {
    "name": "deadlock",
    "reason": REASON,
    "data": {"kind": "final_offer", "answerDueOn": "2099-01-15"},
}


def measure(reader: Reader, owner_url: str, log: Path) -> list[Ratio]:
    """Return what a transition costs beside both."""
    stock_url = make_conninfo(owner_url, dbname=STOCK_DATABASE)
    token = _prepare_stock(owner_url, stock_url)
    _prepare_floor(owner_url)
    clauses = negotiated_by(owner_url, reader.actor, ROUNDS + WARM_UP)
    with (
        served("bench.floor:application", log, DATABASE_OWNER_URL=owner_url) as floor,
        served("bench.stock.wsgi", log, DATABASE_OWNER_URL=stock_url) as stock,
        served("backend.config.wsgi", log) as ours,
    ):
        taken = medians(
            {
                "floor": _on_numbers(Client(floor), "/transitions/{}", {}),
                "stock": _on_numbers(
                    Client(stock, {"Authorization": f"Token {token}"}),
                    "/clauses/{}/transitions/",
                    {"name": "deadlock"},
                ),
                "ours": _on_clauses(Client(ours, reader.headers), clauses),
            },
            ROUNDS,
            WARM_UP,
        )
    return [
        Ratio("transition beside the bare one", taken["ours"], taken["floor"], 4.0),
        Ratio("transition beside the stock app", taken["ours"], taken["stock"], 1.5),
    ]


def _on_clauses(client: Client, clauses: Iterator[Any]) -> Callable[[], None]:
    def once() -> None:
        address = f"/v1/clauses/{next(clauses)}/transitions"
        client.post(address, DEADLOCK, {"If-Match": '"1"'})

    return once


def _on_numbers(client: Client, address: str, body: dict[str, str]) -> Callable[[], None]:
    numbers = iter(range(1, 1 + ROUNDS + WARM_UP))
    return lambda: client.post(address.format(next(numbers)), body)


def _prepare_floor(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        owner.execute(bare.TABLES)
        owner.execute("truncate bench_subject, bench_entry, bench_message, bench_due")
        owner.execute(
            "insert into bench_subject select n, 'in_negotiation', 1 from generate_series(1, %s) n",
            [STOCK_CLAUSES],
        )


def _prepare_stock(owner_url: str, stock_url: str) -> str:
    """Make the stock application's own database; return the token of its only user."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(f"drop database if exists {STOCK_DATABASE} with (force)")
        owner.execute(f"create database {STOCK_DATABASE}")
    root = Path(__file__).resolve().parents[1]
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": stock_url,
        "DJANGO_SETTINGS_MODULE": "bench.stock.settings",
    }
    for command in (["migrate", "--run-syncdb"], ["createsuperuser", "--noinput"]):
        subprocess.run(  # noqa: S603  # our own command
            [sys.executable, str(root / "manage.py"), *command, "--verbosity", "0"],
            env={
                **environment,
                "DJANGO_SUPERUSER_USERNAME": "stock",
                "DJANGO_SUPERUSER_EMAIL": "stock@example.org",
                "DJANGO_SUPERUSER_PASSWORD": "stock",
            },
            check=True,
        )
    with psycopg.connect(stock_url) as stock:
        stock.execute(
            "insert into stock_stockclause (title, summary, state, version, updated_at)"
            " select 'Artikel ' || n, 'Een budget voor scholing.', 'in_negotiation', 1, now()"
            " from generate_series(1, %s) n",
            [STOCK_CLAUSES],
        )
        stock.execute(
            "insert into authtoken_token (key, created, user_id)"
            " select repeat('b', 40), now(), id from auth_user"
        )
    with psycopg.connect(stock_url, autocommit=True) as stock:
        stock.execute("vacuum analyze")
    return "b" * 40
