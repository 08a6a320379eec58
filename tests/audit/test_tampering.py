import io
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from backend.audit import chain, seals
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM

BLIND = "alter table audit_auditentry disable trigger user"


@pytest.fixture
def subject(committed_database):
    """A subject with three entries that are really in the database."""
    subject_id = uuid4()
    with transaction.atomic(), acting_as(SYSTEM):
        for event in ("create", "submit", "agree"):
            chain.append(
                subject_kind="clause",
                subject_id=subject_id,
                audience="public",
                event=event,
                actor_kind="person",
                actor_name="Wil",
            )
    return subject_id


@pytest.fixture
def as_owner(committed_database):
    """What somebody can do who owns the database and takes the triggers down."""

    def run(*statements):
        with psycopg.connect(committed_database.url("owner"), autocommit=True) as owner:
            for statement in statements:
                owner.execute(statement)

    return run


def test_what_nobody_touched_holds(subject):
    call_command("verify_audit", stdout=(out := io.StringIO()))
    assert "every chain and seal holds" in out.getvalue()


def test_a_changed_entry_is_named(subject, as_owner):
    as_owner(BLIND, "update audit_auditentry set reason = 'mooier' where number = 1")
    out = io.StringIO()
    with pytest.raises(CommandError) as broken:
        call_command("verify_audit", stdout=out)
    assert broken.value.returncode == 1
    assert f"entry 1 of clause:{subject}:public: its content does not match" in out.getvalue()


def test_a_removed_entry_is_named(subject, as_owner):
    as_owner(BLIND, "delete from audit_auditentry where number = 2")
    assert f"entry 3 of clause:{subject}:public: expected number 2" in seals.verify()


def test_a_cut_off_tail_shows_in_the_seal(subject, as_owner):
    stamp = seals.seal()
    assert stamp is not None
    as_owner(BLIND, "delete from audit_auditentry where number = 3")
    assert seals.verify() == [f"seal of {stamp.day}: the chains are not the ones that were sealed"]


def test_even_the_owner_meets_the_trigger(subject, as_owner):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        as_owner("delete from audit_auditentry")


def test_a_seal_waits_for_entries_under_way(subject, committed_database):
    """An entry that was begun before the seal and committed after it is not sealed away."""
    late = psycopg.connect(committed_database.url("default"))
    late.execute("select set_config('polder.system', 'on', true)")
    late.execute("update audit_audithead set number = number")
    with psycopg.connect(committed_database.url("default")) as sealer:
        sealer.execute("set lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            sealer.execute("lock table audit_audithead in share mode")
    late.rollback()
    late.close()
    stamp = seals.seal()
    assert stamp is not None
    assert stamp.upto == 3
