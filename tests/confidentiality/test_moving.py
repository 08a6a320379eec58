"""When an agreement goes on at a table of its own, everything that is about it goes along."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from backend.agreements import parting
from backend.agreements.models import Agreement, Clause
from backend.confidentiality.context import acting_as
from backend.meetings.models import ItemLink, Meeting
from backend.parties.actors import SYSTEM
from backend.parties.models import Membership
from backend.workflow import moving
from backend.workflow.lifecycle import Step
from tests.confidentiality.furnishing import a_world
from tests.confidentiality.world import World

pytestmark = pytest.mark.django_db

# History, which is appended for good: who read it then may read it still.
HISTORY = {"audit_auditentry", "audit_audithead", "outbox_outboxmessage"}
# Of the table and not of the agreement, whatever it is that they speak of.
STAYS = {
    "copies_dossiercopy": "what was kept for who left",
    "signals_signal": "the secretariat's own",
    "signals_ownsignal": "the sender's own",
    "initiatives_initiative": "a dossier by itself",
}
# The furnished house puts a draft of one agreement into a package of another one.
MISFITS = {("packages_member", "clause_id")}
# These name a dossier, and are not a part of it.
OTHERS = {"successor_id", "carried_to_id", "became_id"}
WORDS = ("audience", "circle", "subject_audience")


def columns() -> dict[str, tuple[list[str], list[str]]]:
    """Of every table of ours: the columns that name a row, and those with a reader's word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name, data_type from information_schema.columns"
            " where table_schema = 'public'"
        )
        rows = cursor.fetchall()
    ours = {model._meta.db_table for model in apps.get_models()}
    with_ids = {table for table, column, _kind in rows if column == "id"}
    found: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in sorted(ours)}
    for table, column, kind in rows:
        if table in found and kind == "uuid" and column not in {"id", *OTHERS}:
            found[table][0].append(column)
        if table in found and column in WORDS:
            found[table][1].append(column)
    # a person's own rows have no id of their own, and are about no dossier
    return {name: known for name, known in found.items() if known[1] and name in with_ids}


def about(dossiers: set[UUID]) -> dict[str, set[Any]]:
    """Return the ids of every row that is about these, or about such a row, by table."""
    known, found = set(dossiers), {}
    for _ in range(4):
        for table, (names, _words) in columns().items():
            fitting = [name for name in names if (table, name) not in MISFITS]
            if table in STAYS or not fitting:
                continue
            where = " or ".join(f"{name} = any(%s)" for name in fitting)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"select id from {table} where {where}", [list(known)] * len(fitting)
                )
                found[table] = {row for (row,) in cursor.fetchall()}
            known |= {row for row in found[table] if isinstance(row, UUID)}
    return {table: rows for table, rows in found.items() if rows}


def moved(world: World, agreement: Agreement) -> set[UUID]:
    """Let one union leave this agreement; return the dossiers that went along."""
    clause = Clause.objects.filter(agreement=agreement).order_by("pk").first()
    assert clause is not None
    seats = Membership.objects.filter(
        bargaining_table=world.circle.table, organisation=world.circle.organisations["bond-twee"]
    ).select_related("organisation")
    clauses = set(Clause.objects.filter(agreement=agreement).values_list("pk", flat=True))
    others = {row.pk for row in moving.belonging_to({agreement.pk, *clauses})}
    parting._move_on(clause, list(seats), Step(SYSTEM, timezone.now()))
    clause.save()  # as the step does that is under way
    return {agreement.pk, *clauses, *others}


@pytest.mark.parametrize("which", [0, 1])
def test_no_row_about_it_is_read_at_the_former_table(which):
    world = a_world()
    former = str(world.circle.table.pk)
    bram = world.circle.actor("bram")
    with acting_as(SYSTEM):
        agreement = world.rows["agreement"][which]
        dossiers = moved(world, agreement)
        rows = about(dossiers)
        left = []
        for table, ids in rows.items():
            if table in HISTORY:
                continue
            for word in columns()[table][1]:
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"select count(*) from {table} where id = any(%s) and {word} like %s",
                        [list(ids), f"%{former}%"],
                    )
                    left += [(table, word)] * cursor.fetchone()[0]
        assert set(left) == set()
        # of what is still being written no meeting there speaks of them; a part of it went along
        links = ItemLink.objects.filter(subject_id__in=dossiers)
        assert set(links.values_list("item__meeting__bargaining_table", flat=True)) == {
            Agreement.objects.get(pk=agreement.pk).bargaining_table_id
        }
        assert not Meeting.objects.filter(pk__in=links.values("item__meeting"), minutes__gt="")
    # the tables that matter are in the world, so that the walk above has met them
    assert len(rows) > 12, sorted(rows)
    models: dict[str, Any] = {model._meta.db_table: model for model in apps.get_models()}
    seen = {}
    for table, ids in rows.items():
        if table in HISTORY:
            continue
        first = set(models[table].objects.visible_to(bram).values_list("pk", flat=True)) & ids
        with acting_as(bram):
            second = set(models[table].objects.values_list("pk", flat=True)) & ids
        assert first == second, table
        seen[table] = dict(_words(models[table], first))
    for table, found in seen.items():
        assert all(_not_of_the_table(word) for word in found.values()), (table, found)


def _words(model: Any, ids: set[Any]) -> list[tuple[Any, str]]:
    with acting_as(SYSTEM):
        return list(model.objects.filter(pk__in=ids).values_list("pk", "audience"))


def _not_of_the_table(word: str) -> bool:
    """What everybody reads, or what is somebody's own."""
    return word == "public" or word.startswith(("organisation:", "person:", "negotiators:"))
