"""Append to a chain. The caller holds a transaction and the subject's row lock."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from backend.audit.models import AuditEntry
from backend.audit.verifier import FIRST, digest_of
from backend.reference import moments
from backend.reference.prepared import run

# In one go also for the first entry, which has no head yet.
_HEAD = """
with known as (
    select number, digest from audit_audithead
    where subject_id = %(subject_id)s and audience = %(audience)s for update
), fresh as (
    insert into audit_audithead (subject_id, audience, number, digest)
    select %(subject_id)s, %(audience)s::text, 0, %(first)s::text
    where not exists (select from known)
    on conflict (subject_id, audience) do nothing returning number, digest
)
select number, digest from known union all select number, digest from fresh
"""
_NAMES = tuple(
    str(field.column)
    for field in AuditEntry._meta.concrete_fields  # noqa: SLF001  # a documented name
    if not field.primary_key
)
# Parts of a `with`, so that what goes with an entry can be written in the same statement. That it
# writes the head makes a daily seal, which locks this table against writers, wait for every entry
# under way, or this statement for the seal; the entry's id is drawn after that.
APPEND = f"""
head as (
    update audit_audithead set number = %(entry_number)s, digest = %(entry_digest)s
    where subject_id = %(entry_subject_id)s and audience = %(entry_audience)s
), entry as (
    insert into audit_auditentry ({", ".join(_NAMES)})
    values ({", ".join(f"%(entry_{name})s" for name in _NAMES)})
    returning id
)
"""  # noqa: S608  # only names of our own columns
APPENDED = "select id from entry"
_ALONE = f"with {APPEND} {APPENDED}"


def append(*, subject_kind: str, subject_id: UUID, audience: str, **content: Any) -> AuditEntry:
    """Write the next entry of the chain of this subject and audience, and return it."""
    entry = following(
        subject_kind=subject_kind, subject_id=subject_id, audience=audience, **content
    )
    (entry.id,) = run(_ALONE, values_of(entry)).fetchone() or (None,)
    entry._state.adding = False  # noqa: SLF001  # a documented name
    return entry


def following(
    *,
    subject_kind: str,
    subject_id: UUID,
    audience: str,
    at: datetime | None = None,
    **content: Any,
) -> AuditEntry:
    """Lock the head of this chain, and return the entry that must be written next, by `APPEND`.

    `content` holds the other columns of `AuditEntry`: event, states, actor, organisation, reason
    and `facts`, which must be JSON (dates as text). `at` is when it happened, now by default.
    """
    number, previous = _head(subject_id, audience)
    entry = AuditEntry(
        subject_kind=subject_kind,
        subject_id=subject_id,
        audience=audience,
        number=number + 1,
        previous=previous,
        at=at or moments.now(),
        **content,
    )
    entry.digest = digest_of(record_of(entry))
    return entry


def _head(subject_id: UUID, audience: str) -> tuple[int, str]:
    """Return number and digest of the last entry, and let nobody else append until we have."""
    values = {"subject_id": subject_id, "audience": audience, "first": FIRST}
    head = run(_HEAD, values).fetchone()
    # somebody else has just begun this chain; we have waited for that, and now it can be seen
    return head or run(_HEAD, values).fetchone() or (0, FIRST)


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
        "mandate": entry.mandate,
        "reason": entry.reason,
        "facts": entry.facts,
        "at": utc_text(entry.at),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def utc_text(moment: datetime) -> str:
    """Return a moment as it stands in digests: UTC, microseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
