"""Seal all chains once a day, export them, and verify them in the database."""

from collections.abc import Iterator
from datetime import date
from secrets import token_bytes
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from backend.audit.chain import record_of, utc_text
from backend.audit.models import AuditEntry, AuditSeal, SealOpening
from backend.audit.verifier import FIRST, breaks, digest_of, tree_of
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM

_HEADS = """
select distinct on (subject_id, audience) subject_kind || ':' || subject_id || ':' || audience,
       number, digest
from audit_auditentry where id <= %s order by subject_id, audience, number desc
"""


def seal(day: date | None = None) -> AuditSeal | None:
    """Stamp all chains as they are now, under the name of `day`; None if that day has its seal."""
    day = day or timezone.localdate()
    with transaction.atomic(), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("lock table audit_audithead in share mode")
        last = AuditSeal.objects.order_by("-day").first()
        if last is not None and last.day >= day:
            return None
        upto = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
        cursor.execute(_HEADS, [upto])
        heads = [(chain, number, digest) for chain, number, digest in cursor.fetchall()]
        secret = token_bytes()
        tree = tree_of(secret, heads)
        stamp = AuditSeal(
            day=day,
            at=timezone.now(),
            root=tree[-1][0].hex(),
            previous=last.digest if last else FIRST,
        )
        stamp.digest = digest_of(seal_record(stamp))
        stamp.save(force_insert=True)
        SealOpening.objects.update(tree=None)
        SealOpening.objects.create(
            day=day,
            upto=upto,
            secret=secret,
            leaves=len(tree[0]),
            tree=b"".join(node for level in tree for node in level),
        )
        return stamp


def seal_record(stamp: AuditSeal) -> dict[str, Any]:
    """Return a seal as it is exported and digested."""
    before_proofs = {"upto": stamp.upto, "chains": stamp.chains}
    return {
        "type": "seal",
        "day": stamp.day.isoformat(),
        "at": utc_text(stamp.at),
        **({} if stamp.upto is None else before_proofs),
        "root": stamp.root,
        "previous": stamp.previous,
        "digest": stamp.digest,
    }


def export(subject_id: UUID | None = None) -> Iterator[dict[str, Any]]:
    """Yield every record (of one subject, without seals, if given), in the verifier's order.

    Reads in the context of the caller: an actor exports only what it may read.
    """
    entries = AuditEntry.objects.order_by("id")
    if subject_id is not None:
        entries = entries.filter(subject_id=subject_id)
    for entry in entries.iterator(chunk_size=2000):
        yield record_of(entry)
    if subject_id is None:
        for stamp in AuditSeal.objects.order_by("day"):
            yield seal_record(stamp)
        for opening in SealOpening.objects.order_by("day").defer("tree"):
            yield {
                "type": "opening",
                "day": opening.day.isoformat(),
                "upto": opening.upto,
                "secret": bytes(opening.secret).hex(),
            }


def verify() -> list[str]:
    """Return a sentence for every chain or seal that does not hold; empty when all do."""
    with transaction.atomic(), acting_as(SYSTEM):
        return list(breaks(export()))
