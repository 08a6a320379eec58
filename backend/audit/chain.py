"""Append to a chain. The caller holds a transaction and the subject's row lock."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from backend.audit.models import AuditEntry
from backend.audit.verifier import FIRST, digest_of
from backend.reference import moments
from backend.reference.prepared import run

# Taking the head by writing it (and not by reading) makes a daily seal, which locks this table
# against writers, wait for every entry under way; `id` and `at` are drawn after that.
_TAKE_HEAD = """
insert into audit_audithead (subject_id, audience, number, digest) values (%s, %s, 0, %s)
on conflict (subject_id, audience) do update set number = audit_audithead.number
returning number, digest, nextval('audit_auditentry_id_seq')
"""
_FIELDS = AuditEntry._meta.concrete_fields  # noqa: SLF001  # a documented name
_COLUMNS = ", ".join(str(field.column) for field in _FIELDS)
_APPEND = f"""
with head as (
    update audit_audithead set number = %s, digest = %s where subject_id = %s and audience = %s
)
insert into audit_auditentry ({_COLUMNS}) values ({", ".join(["%s"] * len(_FIELDS))})
"""  # noqa: S608  # only names of our own columns


def append(
    *,
    subject_kind: str,
    subject_id: UUID,
    audience: str,
    at: datetime | None = None,
    **content: Any,
) -> AuditEntry:
    """Write the next entry of the chain of this subject and audience, and return it.

    `content` holds the other columns of `AuditEntry`: event, states, actor, organisation, reason
    and `facts`, which must be JSON (dates as text). `at` is when it happened, now by default.
    """
    taken = run(_TAKE_HEAD, [subject_id, audience, FIRST]).fetchone()
    number, previous, pk = taken or (0, FIRST, None)
    entry = AuditEntry(
        id=pk,
        subject_kind=subject_kind,
        subject_id=subject_id,
        audience=audience,
        number=number + 1,
        previous=previous,
        at=at or moments.now(),
        **content,
    )
    entry.digest = digest_of(record_of(entry))
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection) for field in _FIELDS
    ]
    run(_APPEND, [entry.number, entry.digest, subject_id, audience, *values])
    entry._state.adding = False  # noqa: SLF001  # a documented name
    return entry


def record_of(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry as it is exported and digested. `id` gives the order; no digest has it."""
    return {
        "type": "entry",
        "id": entry.pk,
        "chain": entry.chain,
        "number": entry.number,
        "event": entry.event,
        "from": entry.from_state,
        "to": entry.to_state,
        "actor": [entry.actor_kind, entry.actor_id, entry.actor_name],
        "organisation": [
            entry.organisation_id,
            entry.organisation_name,
            entry.acting_side,
        ],
        "mandate": entry.mandate_id,
        "reason": entry.reason,
        "facts": entry.facts,
        "at": utc_text(entry.at),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def utc_text(moment: datetime) -> str:
    """Return a moment as it stands in digests: UTC, microseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
