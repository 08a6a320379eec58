"""Every row with an audience, all tables in one statement: what it is about, and who reads it."""

from functools import cache
from typing import Any, NamedTuple

from django.apps import apps

from backend.parties.actors import Actor
from backend.reference.prepared import rows_of, run

# Written under the word of its day, and never again.
HISTORY = frozenset({"auditentry", "audithead", "outboxmessage", "dossiercopy"})
# Of what stands below something else: what that is about.
_ABOUT = {
    **dict.fromkeys(
        ("reply", "resolution", "outcome"),
        "(select c.subject_id from notes_comment c where c.id = t.comment_id)",
    ),
    "period": "t.routine_id",
    **dict.fromkeys(("meetinganswer", "agendaitem", "correction"), "t.meeting_id"),
    **dict.fromkeys(
        ("decision", "itemlink"),
        "(select i.meeting_id from meetings_agendaitem i where i.id = t.item_id)",
    ),
    **dict.fromkeys(
        ("statement", "piece", "rung"),
        "(select d.subject_id from disputes_dispute d where d.id = t.dispute_id)",
    ),
}
# A second word that a reader must have.
_ALSO = {"reminder": "t.subject_audience", "note": "t.circle"}
# What is on an agenda is there for who may see it; the query looks the subjects up afterwards.
_SEEN = {
    "itemlink": """coalesce(
        (select s.audience from agreements_clause s where s.id = t.subject_id),
        (select s.audience from commitments_commitment s where s.id = t.subject_id))"""
}
NONE = "''"
STATEFUL = ("clause", "commitment", "package", "meeting", "routine")


class Row(NamedTuple):
    """A row: of which table, about which subject, and the words that one must have to read it.

    `seen` is one more that only the second wall asks for.
    """

    table: str
    pk: str
    about: str | None
    audience: str
    also: str
    seen: str


class Place(NamedTuple):
    """Where a subject lies, who reads it, and in which state it is (an agreement in none)."""

    kind: str
    table: str
    audience: str
    state: str


def places() -> dict[str, Place]:
    """Return where each subject lies now, by its id."""
    return {pk: Place(*at) for pk, *at in rows_of(_places())}


def read(*, history: bool = False) -> list[Row]:
    """Return all rows that the reading context shows; those that are history only if wanted."""
    return [Row(*values) for values in rows_of(_statement(history=history))]


def visible_to(actor: Actor) -> set[tuple[str, str]]:
    """Return what the query layer gives somebody, of all tables; without the second wall."""
    parts, values = [], []
    for name, table in tables().items():
        query = table.objects.visible_to(actor).order_by().values_list("pk").query
        sql, words = query.sql_with_params()
        parts.append(f"select '{name}', q.pk::text from ({sql}) q(pk)")
        values += words
    return set(run(" union all ".join(parts), values).fetchall())


def everything() -> list[Any]:
    """Return a digest of every row of each of these tables, as the reading context shows them."""
    parts = [
        f"select '{name}', md5(string_agg(t::text, ' ' order by t::text)) from"
        f" {table._meta.db_table} t"
        for name, table in tables().items()
    ]
    return rows_of(" union all ".join(parts))


@cache
def tables() -> dict[str, Any]:
    """Return every table whose rows carry an audience, by the name of what is in it."""
    found: list[Any] = [*apps.get_models()]
    return {
        each._meta.model_name: each
        for each in found
        if any(field.name == "audience" for field in each._meta.concrete_fields)
        and hasattr(each.objects.all(), "visible_to")
    }


@cache
def _places() -> str:
    return " union all ".join(
        f"select t.id::text, '{kind}', t.bargaining_table_id::text, t.audience, {state}::text"
        f" from {tables()[kind]._meta.db_table} t"
        for state, kinds in ((NONE, ("agreement",)), ("t.state", STATEFUL))
        for kind in kinds
    )


@cache
def _statement(*, history: bool) -> str:
    parts = []
    for name, table in tables().items():
        if name in HISTORY and not history:
            continue
        columns = {field.column for field in table._meta.concrete_fields}
        own = "t.subject_id" if "subject_id" in columns else "null::uuid"
        parts.append(
            f"select '{name}', t.{table._meta.pk.column}::text, {_ABOUT.get(name, own)}::text,"
            f" t.audience::text, {_ALSO.get(name, NONE)}::text, {_SEEN.get(name, NONE)}::text"
            f" from {table._meta.db_table} t"
        )
    return " union all ".join(parts)
