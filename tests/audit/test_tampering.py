import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.utils import timezone

from backend.audit import chain, seals, verifier
from backend.audit.models import AuditEntry, AuditSeal, SealOpening
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM

BLIND = "alter table audit_auditentry disable trigger user"


def append(subject_id, event):
    return chain.append(
        subject_kind="clause",
        subject_id=subject_id,
        audience="public",
        event=event,
        actor_kind="person",
        actor_name="Wil",
    )


@pytest.fixture
def subject(committed_database):
    """A subject with three entries that are really in the database."""
    subject_id = uuid4()
    with transaction.atomic(), acting_as(SYSTEM):
        for event in ("create", "submit", "agree"):
            append(subject_id, event)
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


def test_a_seal_from_before_there_were_proofs_still_holds(subject, as_owner):
    """Its digest covers how many entries and chains there were; the next seal follows it."""
    with transaction.atomic(), acting_as(SYSTEM):
        last = AuditEntry.objects.latest("id")
        root = verifier.root_of([(last.chain, last.number, last.digest)])
        day = timezone.localdate() - timedelta(days=1)
        old = AuditSeal(day=day, at=last.at, upto=last.pk, chains=1, root=root, previous="0" * 64)
        old.digest = verifier.digest_of(seals.seal_record(old))
        old.save(force_insert=True)
        append(subject, "ratify")
    new = seals.seal()
    assert new is not None
    assert new.previous == old.digest
    assert seals.verify() == []
    as_owner(BLIND, "delete from audit_auditentry where number = 4")
    assert seals.verify() == [f"seal of {new.day}: the chains are not the ones that were sealed"]
    as_owner(BLIND, "delete from audit_auditentry where number = 3")
    assert len(seals.verify()) == 2


def test_a_seal_without_its_opening_is_named(subject, as_owner):
    stamp = seals.seal()
    assert stamp is not None
    as_owner("delete from audit_sealopening")
    assert seals.verify() == [f"seal of {stamp.day}: the secret to compute it anew is not there"]


def test_even_the_owner_meets_the_trigger(subject, as_owner):
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        as_owner("delete from audit_auditentry")


def test_a_seal_waits_for_entries_under_way(subject, committed_database):
    """An entry that was begun before the seal and committed after it is not sealed away."""
    with transaction.atomic():
        with acting_as(SYSTEM):
            append(subject, "ratify")
        with psycopg.connect(committed_database.url("default")) as sealer:
            sealer.execute("set lock_timeout = '100ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                sealer.execute("lock table audit_audithead in share mode")
        transaction.set_rollback(True)
    assert seals.seal() is not None
    with transaction.atomic(), acting_as(SYSTEM):
        assert SealOpening.objects.get().upto == 3


def test_entries_that_are_appended_at_once_follow_each_other(subject):
    """Also for a caller that holds no other lock: whoever took the head has it until it commits."""
    start = Barrier(8)

    def somebody(number):
        start.wait()
        try:
            with transaction.atomic(), acting_as(SYSTEM):
                for chained in (subject, fresh):
                    append(chained, f"note_{number}")
        finally:
            connections["default"].close()

    fresh = uuid4()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(somebody, range(8)))
    with transaction.atomic(), acting_as(SYSTEM):
        numbers = AuditEntry.objects.order_by("id").values_list("subject_id", "number")
        assert [n for which, n in numbers if which == subject] == list(range(1, 12))
        assert [n for which, n in numbers if which == fresh] == list(range(1, 9))
    assert seals.verify() == []
