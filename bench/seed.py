"""A house as large as it will ever be: a million clauses, written by the owner of the tables.

Forty tables with agreements that anybody may know of. Of their clauses 2 in a hundred are public;
of the rest 41 are read by the parties, 20 by the constituency, 36 by the table and 3 by one side.
Three people read them: one who sits at nearly every table, one at half of them, and one at none.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import transaction
from django.utils import timezone
from psycopg import sql

from backend.api.models import ApiToken
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor, actor_for
from backend.parties.models import (
    Affiliation,
    BargainingTable,
    Mandate,
    Membership,
    Organisation,
    Person,
)
from backend.workflow import registry, replanning
from backend.workflow.models import Planning

CLAUSES = 1_100_000  # of which who reads most reads more than a million
CLAUSES_EACH = 110  # in an agreement
TABLES = 40
SEATS = {"most": 38, "half": 20, "few": 0}
LONG_AGO = date(2020, 1, 1)
LARGE = ("agreements_clause", "agreements_clauseversion", "workflow_due", "agreements_agreement")

_NUMBERED = {
    # Every column that has neither a value in the statement nor a default gets one by its type.
    "agreements_agreement": """
        select uuidv7(make_interval(mins => -n)) as id, 'cao nummer ' || n as title,
            'sector' as agreement_type, date '2024-01-01' as start_on, date '2027-12-31' as end_on,
            date '2027-12-31' as original_end_on, '{{}}'::date[] as earlier_ends,
            true as tacit_renewal, 1 as version,
            'public' as visibility, t.id as bargaining_table_id,
            now() - make_interval(mins => n) as created_at,
            now() - make_interval(mins => n) as updated_at
        from generate_series(1, {agreements}) n join bench_table t on t.number = n % {tables}""",
    "agreements_clauseversion": """
        select v.version_id as id, v.id as clause_id, 1 as number, v.side,
            case v.visibility when 'public' then 'parties' else v.visibility end as visibility,
            v.bargaining_table_id, 'union' as author_side, 'Somebody' as author_name,
            md5(v.n::text) || md5(v.n::text) as digest, v.at as created_at,
            'Werkgever en werknemer maken ieder jaar afspraken over scholing en inzetbaarheid, met'
            ' een budget van ' || v.n || ' euro, te besteden aan een opleiding naar eigen keuze; de'
            ' paritaire commissie volgt de uitvoering en meldt haar bevindingen.' as body
        from bench_clause v""",
    "agreements_clause": """
        select c.id, c.version_id as current_version_id, c.visibility, c.side,
            c.bargaining_table_id, c.agreement_id, c.state, 'union' as author_side, 1 as version,
            'Artikel ' || c.n % 90 || ' lid ' || c.n % 7 as article_number,
            'Scholing, inzetbaarheid en zeggenschap ' || c.n as title,
            'Een persoonlijk budget en tijd voor scholing, met steun van de leidinggevende.'
                as summary,
            'article' as clause_type, 'scholing' as theme,
            '{{productivity,skills}}'::text[] as aims, '{{training_days}}'::text[] as indicators,
            'alle werknemers' as scope,
            false as retroactive, 0 as renewals, date '2025-01-01' as effective_on,
            date '2027-12-31' as ends_on, date '2026-11-01' + c.n % 300 as next_review_on,
            c.at as created_at, c.at as updated_at
        from bench_clause c""",
    "workflow_due": """
        select uuidv7() as id, 'clause' as subject_kind, c.id as subject_id, c.audience,
            'review_due' as name, false as is_transition, c.next_review_on as anchor_on,
            c.next_review_on - 60 as wake_on
        from agreements_clause c where c.state = 'in_force'""",
}
_TABLES = """
    create unlogged table bench_table as
        select id, row_number() over (order by key) - 1 as number from parties_bargainingtable
"""
_PLAN = """
    create unlogged table bench_agreement as
        select id, bargaining_table_id, row_number() over (order by title) - 1 as number
        from agreements_agreement;
    create unlogged table bench_clause as
        select uuidv7(-age) as id, uuidv7(-age) as version_id, now() - age as at, n,
            a.id as agreement_id, a.bargaining_table_id, visibility,
            case when visibility = 'side_private' then 'union' else '' end as side,
            case when n % 50 = 1 or visibility = 'table' then 'in_negotiation' else 'in_force' end
                as state
        from (
            select n, make_interval(secs => (n::bigint * 7919 % {clauses}) * 60.0) as age,
                case when n % 50 = 0 then 'public' when n % 98 < 40 then 'parties'
                    when n % 98 < 60 then 'constituency' when n % 98 < 95 then 'table'
                    else 'side_private' end as visibility
            from generate_series(1, {clauses}) n
        ) numbered
        join bench_agreement a on a.number = numbered.n / 97 % {agreements};
"""
_BLANK = {"character varying": "", "text": "", "boolean": False}


class Reader(NamedTuple):
    """Somebody who asks, with the key to ask with."""

    actor: Actor
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What goes with every request."""
        return {"Authorization": f"Bearer {self.token}"}


def seed(owner_url: str, clauses: int) -> dict[str, Reader]:
    """Fill an empty, migrated database, and return the readers by name."""
    with transaction.atomic():
        readers = _people()
    with psycopg.connect(owner_url, autocommit=True) as owner, _bare(owner):
        _run(owner, _TABLES)
        _fill(owner_url, clauses, "agreements_agreement")
        for statement in _PLAN.split(";"):
            _run(owner, _sized(statement, clauses))
        fill = partial(_fill, owner_url, clauses)
        with ThreadPoolExecutor(2) as both:
            list(both.map(fill, ["agreements_clauseversion", "agreements_clause"]))
        fill("workflow_due")
        for table in ("table", "agreement", "clause"):
            _run(owner, f"drop table bench_{table}")
    with psycopg.connect(owner_url, autocommit=True) as owner:
        _run(owner, "vacuum analyze")
    return readers


def negotiated_by(owner_url: str, actor: Actor, number: int) -> Iterator[UUID]:
    """Yield clauses on which this actor negotiates, each once."""
    query = (
        "select id from agreements_clause where state = 'in_negotiation'"
        " and audience = any(%s) order by id limit %s"
    )
    seats = [f"table:{seat.bargaining_table_id}" for seat in actor.seats]
    with psycopg.connect(owner_url) as owner:
        return iter([row[0] for row in owner.execute(query, [seats, number])])


def call_planned() -> None:
    """Say that every date is planned, so that the clock does not go through all of them."""
    now = timezone.now()
    for kind in registry.dated():
        rules = replanning.rules_of(registry.lifecycle_of(kind))
        said = {"rules": rules, "reached": None, "finished_at": now}
        Planning.objects.update_or_create(kind=kind, defaults=said)


def _people() -> dict[str, Reader]:
    """Write the tables and who sits there: two sides at each, and our readers for a union."""
    tables = [
        BargainingTable.objects.create(key=f"table-{n:02}", name=f"Cao-tafel {n}")
        for n in range(TABLES)
    ]
    readers = {}
    for name, seats in SEATS.items():
        union = Organisation.objects.create(
            key=f"union-{name}", name=f"Bond {name}", kind="union", side="union"
        )
        for table in tables[:seats]:
            seat(table, union)
        person = Person.objects.create_user(f"{name}@example.org", name=name.title())
        negotiator(person, union)
        with acting_as(SYSTEM):
            Mandate.objects.create(
                person=person,
                organisation=union,
                acts=["propose", "consent", "ballot", "notice"],
                granted_by="Bestuur",
                valid_from=LONG_AGO,
            )
        readers[name] = Reader(actor_for(person), ApiToken.issue(person, days=300))
    employers = Organisation.objects.create(
        key="employers", name="Werkgevers", kind="employers_association", side="employer"
    )
    for table in tables:
        seat(table, employers)
    return readers


def negotiator(person: Person, organisation: Organisation) -> None:
    """Let somebody act for an organisation."""
    Affiliation.objects.create(
        person=person, organisation=organisation, function="negotiator", valid_from=LONG_AGO
    )


def seat(table: BargainingTable, organisation: Organisation) -> None:
    """Let an organisation sit at a table as a party."""
    Membership.objects.create(
        bargaining_table=table, organisation=organisation, capacity="party", valid_from=LONG_AGO
    )


@contextmanager
def _bare(owner: psycopg.Connection[Any]) -> Iterator[None]:
    """Fill the large tables without their indexes and foreign keys, and give those back."""
    keys = owner.execute(
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and conrelid = any(%s::regclass[])",
        [list(LARGE)],
    ).fetchall()
    indexes = owner.execute(
        "select indexname, indexdef from pg_indexes where tablename = any(%s) and indexname not in"
        " (select conname from pg_constraint where contype in ('p', 'u'))",
        [list(LARGE)],
    ).fetchall()
    for table, name, _ in keys:
        _run(owner, f"alter table {table} drop constraint {name}")
    for name, _ in indexes:
        _run(owner, f"drop index {name}")
    yield
    _run(owner, "set maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        _run(owner, definition)
    for table, name, definition in keys:
        _run(owner, f"alter table {table} add constraint {name} {definition}")


def _fill(owner_url: str, clauses: int, table: str) -> None:
    """Run the table's select; what it leaves out of NOT NULL columns is blank."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        query = _sized(_NUMBERED[table], clauses)
        look = sql.SQL("select * from ({}) q limit 0").format(sql.SQL(query))
        named = owner.execute(look).description or []
        given = {column.name: sql.Identifier(column.name) for column in named}
        blank = {
            name: sql.Literal(_BLANK[kind])
            for name, kind in owner.execute(
                "select column_name, data_type from information_schema.columns"
                " where table_name = %s and is_nullable = 'NO'",
                [table],
            )
            if name not in given and kind in _BLANK
        }
        _insert(owner, table, given | blank, query)


def _insert(
    owner: psycopg.Connection[Any], table: str, values: Mapping[str, Any], query: str
) -> None:
    statement = sql.SQL("insert into {} ({}) select {} from ({}) q").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(values.values()),
        sql.SQL(query),
    )
    owner.execute(statement)


def _run(owner: psycopg.Connection[Any], statement: str) -> None:
    owner.execute(statement.encode())


def _sized(statement: str, clauses: int) -> str:
    return statement.format(
        clauses=clauses, agreements=max(TABLES, clauses // CLAUSES_EACH), tables=TABLES
    )
