"""Rounds of the clock: with nothing due, and with ten thousand reminders due at once.

Four people negotiate at each of twenty tables: two who sit at many, and two at that one. They are
reminded of the review of clauses that all four read. What a round writes is copied and deleted, and
then the owner inserts the very same rows again, from that copy: that is the floor. Afterwards the
house is as it was.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from backend.config.places import OWNER_ROLE, Places
from bench import clock
from bench.measure import Amount, Ratio, medians
from bench.seed import CLAUSES, negotiator, seat

SMALL = 10_000  # clauses
READERS = 4  # of each of the clauses that are due
FEW, MANY = 1_000, 10_000  # reminders
ROUNDS, WARM_UP, TURNS = 40, 5, 5
# Before any date of a seeded house, so that nothing else is due then.
MOMENT = datetime(2026, 7, 1, 6, tzinfo=UTC)
REVIEW = date(2026, 8, 15)

_DUE = """
create table bench_reviews as
    select c.id, c.next_review_on, d.id as due_id, d.wake_on
    from agreements_clause c
    join parties_bargainingtable t on t.id = c.bargaining_table_id and t.key < 'table-20'
    join workflow_due d on d.subject_id = c.id and d.name = 'review_due'
    where c.state = 'in_force' and c.visibility = 'parties'
    limit {number};
update agreements_clause c
    set next_review_on = date '{review}' from bench_reviews b where b.id = c.id;
update workflow_due d set anchor_on = date '{review}', wake_on = date '{wakes}'
    from bench_reviews b where b.due_id = d.id;
"""
_NOT_DUE = """
update agreements_clause c
    set next_review_on = b.next_review_on from bench_reviews b where b.id = c.id;
update workflow_due d set anchor_on = b.next_review_on, wake_on = b.wake_on
    from bench_reviews b where b.due_id = d.id;
drop table bench_reviews;
"""
# The floor: what a round wrote, written once more.
_COPIED = ("reminders_mail", "reminders_reminder")
_ADDED = "bench-"  # how the key of each organisation that is added begins


def measure(large: Places, small: Places, log: Path) -> list[Ratio | Amount]:
    """Return what rounds cost in the large house, beside a small one and beside the floor."""
    owner_url = large.database_url(OWNER_ROLE)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        _put_back(owner)  # what one left behind that was cut off
        try:
            _add_negotiators()
            return [*_idle(large, small, log), *_busy(owner, large, log)]
        finally:
            _put_back(owner)


def _idle(large: Places, small: Places, log: Path) -> Iterator[Ratio | Amount]:
    with clock.running(large, CLAUSES, log) as ours, clock.running(small, SMALL, log) as theirs:
        peaks = [each.round(MOMENT).peak for each in (ours, theirs)]
        taken = medians(
            {"large": partial(_round, ours, 0), "small": partial(_round, theirs, 0)},
            ROUNDS,
            WARM_UP,
        )
    name = f"round with nothing due, beside the same among {SMALL:,} clauses"
    yield Ratio(name, taken["large"], taken["small"], 1.5)
    more = max(0.0, peaks[0] - peaks[1])
    yield Amount("memory that such a round takes more than among those", more, 10, "MB")


def _busy(owner: psycopg.Connection[Any], large: Places, log: Path) -> Iterator[Ratio | Amount]:
    with clock.running(large, CLAUSES, log) as ours:
        with _due(owner, FEW):
            few = _round(ours, FEW)
        rounds, floors = [], []
        for _ in range(TURNS):
            with _due(owner, MANY):
                rounds.append(_round(ours, MANY))
                floors.append(_written_again(owner))
    taken = median(each.seconds for each in rounds)
    yield Ratio(f"{MANY:,} reminders in a round, beside inserting them", taken, median(floors), 5)
    more = rounds[0].peak - few.peak
    yield Amount(f"memory that {MANY:,} reminders take more than {FEW:,}", more, 40, "MB")


def _round(ours: clock.Clock, reminders: int) -> clock.Round:
    done = ours.round(MOMENT)
    if done.reminded != reminders:
        raise SystemExit(f"a round wrote {done.reminded} reminders, not {reminders}")
    return done


@contextmanager
def _due(owner: psycopg.Connection[Any], reminders: int) -> Iterator[None]:
    """Inside, so many reminders are due; afterwards they never were."""
    numbers = {"number": reminders // READERS, "review": REVIEW, "wakes": REVIEW - timedelta(60)}
    _run(owner, _DUE.format(**numbers))
    try:
        yield
    finally:
        _nothing_is_due(owner)


def _nothing_is_due(owner: psycopg.Connection[Any]) -> None:
    if owner.execute("select to_regclass('bench_reviews')").fetchone() != (None,):
        _run(owner, _NOT_DUE)
    _empty(owner)


def _written_again(owner: psycopg.Connection[Any]) -> float:
    """Return the seconds that it takes to insert what a round wrote, in one transaction."""
    for table in _COPIED:
        _run(owner, f"create unlogged table bench_{table} as select * from {table}")  # noqa: S608 (constants)
    _empty(owner)
    floor = [_again(table, ", ".join(_columns(owner, table))) for table in _COPIED]
    began = time.perf_counter()
    with owner.transaction():
        for statement in floor:
            _run(owner, statement)
    seconds = time.perf_counter() - began
    for table in _COPIED:
        _run(owner, f"drop table bench_{table}")
    return seconds


def _again(table: str, columns: str) -> str:
    return f"insert into {table} ({columns}) select {columns} from bench_{table}"  # noqa: S608 (constants)


def _empty(owner: psycopg.Connection[Any]) -> None:
    """Delete whatever rounds write: nothing else writes there in a seeded house.

    And clear away what turns leave behind, which the database does by itself where there is more
    than a second between them: neither a round nor its floor is to wade through it.
    """
    for table in (*reversed(_COPIED), "reminders_sweep"):
        _run(owner, f"delete from {table}")  # noqa: S608 (constants)
    _run(owner, f"vacuum {', '.join((*_COPIED, 'workflow_due'))}")


def _columns(owner: psycopg.Connection[Any], table: str) -> list[str]:
    """Return the columns of a table that the database does not make up by itself."""
    rows = owner.execute(
        "select column_name from information_schema.columns"
        " where table_name = %s and is_generated = 'NEVER'",
        [table],
    )
    return [name for (name,) in rows]


def _add_negotiators() -> None:
    """Let two more people negotiate at each of the tables where two do already."""
    from django.db import connections

    from backend.parties.models import BargainingTable, Organisation, Person

    for table in BargainingTable.objects.filter(key__lt="table-20"):
        for side, kind in (("union", "union"), ("employer", "employers_association")):
            key = f"{_ADDED}{side}-{table.key}"
            added = Organisation.objects.create(key=key, name=key, kind=kind, side=side)
            seat(table, added)
            negotiator(Person.objects.create_user(f"{key}@example.org", name=key), added)
    connections.close_all()


def _put_back(owner: psycopg.Connection[Any]) -> None:
    """Leave the house as it was before it was measured."""
    from django.db import connections

    from backend.parties.models import Affiliation, Membership, Organisation, Person

    _nothing_is_due(owner)
    for table in _COPIED:
        _run(owner, f"drop table if exists bench_{table}")
    theirs = Organisation.objects.filter(key__startswith=_ADDED)
    Affiliation.objects.filter(organisation__in=theirs).delete()
    Membership.objects.filter(organisation__in=theirs).delete()
    Person.objects.filter(email__startswith=_ADDED).delete()
    theirs.delete()
    connections.close_all()


def _run(owner: psycopg.Connection[Any], statements: str) -> None:
    owner.execute(statements.encode())
