import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from backend.audit import chain, seals, verifier
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from tests.audit.alone import alone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_system():
    with acting_as(SYSTEM):
        yield


def entry(subject_id=None, audience="public", **content):
    return chain.append(
        subject_kind="clause",
        subject_id=subject_id or uuid4(),
        audience=audience,
        event="agree",
        actor_kind="person",
        actor_name="Wil",
        facts={"version": 2},
        **content,
    )


def test_entries_of_a_chain_follow_each_other():
    subject = uuid4()
    first, second = entry(subject), entry(subject)
    assert (first.number, first.previous) == (1, verifier.FIRST)
    assert (second.number, second.previous) == (2, first.digest)
    assert seals.verify() == []


def test_each_audience_has_a_chain_of_its_own_so_that_numbers_tell_nothing():
    subject = uuid4()
    entry(subject, audience="side:x:union")
    assert entry(subject, audience="table:x").number == 1


@pytest.mark.parametrize("sql", ["update {} set digest = 'x'", "delete from {}", "truncate {}"])
@pytest.mark.parametrize("table", ["audit_auditentry", "audit_auditseal"])
def test_the_database_refuses_the_application_to_change_an_entry(sql, table):
    entry()
    seals.seal()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def test_a_day_is_sealed_once_and_seals_are_chained():
    today = timezone.localdate()
    entry()
    first = seals.seal(today)
    assert seals.seal(today) is None
    entry()
    second = seals.seal(today + timedelta(days=1))
    assert first is not None
    assert second is not None
    assert second.previous == first.digest
    assert (first.upto, first.chains, second.upto, second.chains) == (None,) * 4
    assert seals.verify() == []


def test_an_export_is_verified_without_us(tmp_path):
    entry()
    seals.seal()
    file = tmp_path / "export.jsonl"
    call_command("verify_audit", export=file, stdout=io.StringIO())
    assert alone(file).returncode == 0

    records = [json.loads(line) for line in file.read_text().splitlines()]
    records[0]["reason"] = "achteraf"
    file.write_text("\n".join(map(json.dumps, records)))
    result = alone(file)
    assert result.returncode == 1
    assert "does not match its digest" in result.stdout


@pytest.mark.parametrize("content", ["{", '{"type": "entry"}', ""])
def test_the_verifier_says_when_it_cannot_read(tmp_path, content):
    file = tmp_path / "export.jsonl"
    file.write_text(content)
    result = alone(file)
    assert result.returncode == (0 if content == "" else 2)


def test_an_actor_exports_only_what_it_may_read():
    subject = uuid4()
    entry(subject, audience="public")
    entry(subject, audience="side:x:union")
    assert [e.audience for e in AuditEntry.objects.filter(subject_id=subject)] == [
        "public",
        "side:x:union",
    ]
    with connection.cursor() as cursor:
        cursor.execute("select set_config('polder.system', 'off', true)")
    records = list(seals.export(subject))
    assert [record["chain"].rsplit(":", 1)[-1] for record in records] == ["public"]
    assert list(verifier.breaks(records, whole=False)) == []
