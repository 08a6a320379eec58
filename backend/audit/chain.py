"""Append to a chain. The caller holds a transaction and the subject's row lock."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

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
_NAMES = tuple(str(field.column) for field in AuditEntry._meta.concrete_fields)  # noqa: SLF001  # a documented name
# Two parts of a `with`, so that what goes with an entry can be written in the same statement.
APPEND = f"""
head as (
    update audit_audithead set number = %(entry_number)s, digest = %(entry_digest)s
    where subject_id = %(entry_subject_id)s and audience = %(entry_audience)s
), entry as (
    insert into audit_auditentry ({", ".join(_NAMES)})
    values ({", ".join(f"%(entry_{name})s" for name in _NAMES)})
)
"""  # noqa: S608  # only names of our own columns
_ALONE = f"with {APPEND} select 1"


def append(*, subject_kind: str, subject_id: UUID, audience: str, **content: Any) -> AuditEntry:
    """Write the next entry of the chain of this subject and audience, and return it."""
    entry = following(
        subject_kind=subject_kind, subject_id=subject_id, audience=audience, **content
    )
    run(_ALONE, values_of(entry))
    return entry


def following(
    *,
    subject_kind: str,
    subject_id: UUID,
    audience: str,
    at: datetime | None = None,
    **content: Any,
) -> AuditEntry:
    """Take the head of this chain, and return the entry that must be written next, by `APPEND`.

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
    entry._state.adding = False  # noqa: SLF001  # a documented name
    return entry


def values_of(entry: AuditEntry) -> dict[str, Any]:
    """Return what `APPEND` asks for."""
    values = {f"entry_{name}": getattr(entry, name) for name in _NAMES}
    values["entry_facts"] = Jsonb(entry.facts)
    return values


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
