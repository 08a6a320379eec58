"""The floors: bare WSGI callables that do only what nobody can do without.

`GET /clauses` runs one SQL query, of what our page shows, and turns it into JSON.
`POST /transitions/<id>` locks a row, updates it and inserts three others, in one transaction. No
user, no rules, no row security.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import orjson
import psycopg

LIST = """
select c.id, c.state, c.visibility, c.author_side, t.id, t.name, c.version, c.created_at,
       c.updated_at, a.id, a.title, c.article_number, c.title, c.summary, c.clause_type, c.theme,
       c.aims, c.scope, c.indicators, c.effective_on, c.ends_on, c.next_review_on,
       c.final_evaluation_on, c.in_force_since, c.retroactive, c.notice_given_on,
       c.notice_registered_on, c.ended_on, c.dispute_kind, c.dispute_level,
       c.dispute_answer_due_on, c.dispute_facts, c.dispute_requested, c.dispute_answered,
       c.renewals, a.tacit_renewal, a.start_on, a.end_on, a.original_end_on,
       a.earlier_ends, v.number, v.body, v.digest, v.effective_on as text_on, v.registered_on,
       v.receipt_notice_on, v.holds_from, p.body as published, p.digest as published_digest,
       p.since, p.withheld, v.title as whole_title, v.summary as whole_summary,
       v.scope as whole_scope
from agreements_clause c
join agreements_agreement a on a.id = c.agreement_id
join parties_bargainingtable t on t.id = c.bargaining_table_id
left join agreements_clauseversion v on v.id = c.current_version_id
left join agreements_publishedtext p on p.id = c.published_text_id
order by c.updated_at desc, c.id desc limit 100
"""
TABLES = """
create table if not exists bench_subject (id bigint primary key, state text, version int);
create table if not exists bench_entry (id bigserial primary key, subject bigint, body jsonb);
create table if not exists bench_message (id bigserial primary key, subject bigint, body jsonb);
create table if not exists bench_due (id bigserial primary key, subject bigint, wake_on date);
"""
BODY = orjson.dumps({"from": "in_negotiation", "to": "deadlocked", "reason": "x" * 100}).decode()

_open: dict[int, psycopg.Connection[Any]] = {}

Start = Callable[[str, list[tuple[str, str]]], Any]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answer the two addresses above."""
    if environ["PATH_INFO"] == "/clauses":
        status, body = "200 OK", _clauses()
    else:
        environ["wsgi.input"].read()
        status, body = "201 Created", _transition(int(environ["PATH_INFO"].rsplit("/", 1)[-1]))
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]


def _database() -> psycopg.Connection[Any]:
    pid = os.getpid()
    if pid not in _open:
        _open[pid] = psycopg.connect(os.environ["DATABASE_OWNER_URL"])
    return _open[pid]


def _clauses() -> bytes:
    with _database().transaction(), _database().cursor() as cursor:
        cursor.execute(LIST)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return orjson.dumps({"items": rows})


def _transition(subject: int) -> bytes:
    with _database().transaction(), _database().cursor() as cursor:
        cursor.execute("select state from bench_subject where id = %s for update", [subject])
        cursor.execute(
            "update bench_subject set state = 'deadlocked', version = version + 1 where id = %s",
            [subject],
        )
        for table in ("bench_entry", "bench_message"):
            cursor.execute(
                f"insert into {table} (subject, body) values (%s, %s)",  # noqa: S608 (two constants)
                [subject, BODY],
            )
        cursor.execute("insert into bench_due (subject, wake_on) values (%s, now())", [subject])
    return orjson.dumps({"id": subject, "state": "deadlocked"})
