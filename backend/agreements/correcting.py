"""Correcting what is public of a text: too little was withheld from it, or too much.

From that moment everybody reads what is left now. What they read until then stays with the parties,
as every whole text does; who read it before keeps what they know.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from backend.agreements import captions, published, redacting
from backend.agreements.publication_rows import PublicationText
from backend.agreements.rows import PublishedText
from backend.audit.digests import digest_of_content
from backend.confidentiality.context import acting_as
from backend.parties.actors import Actor
from backend.reference import moments
from backend.reference.words import Words
from backend.workflow import engine, records
from backend.workflow.authority import any_office
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.locks import lock

EVENT = "correct_publication"
_NOTHING_PUBLISHED = Refusal(
    "nothing-published",
    Words(
        "Van deze afspraak is nog niets openbaar.", "Nothing of this clause has been published yet."
    ),
)
_NOTHING_CHANGES = Fault(
    "/passages",
    "no_change",
    Words(
        "Hiermee verandert er niets aan wat openbaar is.",
        "This changes nothing of what is public.",
    ),
)


def offered(clause: Any, actor: Actor) -> list[engine.Change]:
    """Return the change by which this actor corrects what is public, if there is anything."""
    ready = redacting.may_withhold(clause, actor) and clause.published_text_id is not None
    return [engine.Change(EVENT)] if ready else []


def correct(
    clause: Any,
    *,
    actor: Actor,
    reason: str,
    passages: Iterable[str] = (),
    expected_version: int | None = None,
    now: datetime | None = None,
) -> PublicationText:
    """Publish the clause's texts and title anew without these passages, and with all others.

    It is about every text of the clause that is public, also of days past and to come. No consent
    ends by it: what was agreed stays as it is. Raises NotAllowed, Stale, Refused where nothing is
    public, or InvalidData for words that are in none of the texts, or that change nothing.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        locked = lock(clause, expected_version)
        before, at = locked.columns(), moments.now()
        if not redacting.may_withhold(locked, actor):
            raise NotAllowed(EVENT, ["secretariat"])
        rows = published.live(locked)
        if not rows:
            raise Refused([_NOTHING_PUBLISHED])
        wanted = redacting.as_wanted(passages)
        redacting.require_found(locked, [_whole(row).body for row in rows], wanted)
        renamed = captions.publish(locked, wanted)
        replaced = _replace(locked, rows, wanted, at)
        if not replaced and not renamed:
            raise InvalidData([_NOTHING_CHANGES])
        made = _keep(locked, rows, wanted, actor, at, reason)
        locked.version += 1
        facts = {
            "text": digest_of_content({"text": made.body}),
            "withheld": made.withheld,
            "replaced": [str(row.pk) for row in replaced],
        }
        records.record(
            locked,
            EVENT,
            actor=actor,
            office=any_office(actor, locked),
            facts=facts,
            reason=reason,
            at=at,
            changed=locked.changed_since(before),
        )
    clause.catch_up_with(locked)
    return made


def _replace(
    clause: Any, rows: list[PublishedText], passages: list[str], now: datetime
) -> list[PublishedText]:
    """Replace what differs from what should be public; return what nobody else reads any more.

    Of two that hold from one day only the newest is read on any day; the other just goes.
    """
    newest = {row.since: row.pk for row in rows}
    gone = []
    for row in rows:
        redacted = redacting.of_clause(clause, _whole(row).body, passages)
        wanted = (redacted.body, clause.title, redacted.withheld)
        if wanted == (row.body, row.title, row.withheld):
            continue
        if row.pk == newest[row.since]:
            published.replace(clause, row, redacted, now)
        else:
            published.retract(row, now)
        gone.append(row)
    return gone


def _keep(
    clause: Any,
    rows: list[PublishedText],
    passages: list[str],
    actor: Actor,
    at: datetime,
    reason: str,
) -> PublicationText:
    """Write down of each text what is withheld from it now; return that of the last to hold."""
    texts = {text.pk: text for text in (row.text or clause.current_version for row in rows)}
    kept = [
        redacting.keep(clause, text, passages, actor=actor, at=at, reason=reason)
        for text in texts.values()
    ]
    return kept[-1]


def _whole(row: PublishedText) -> Any:
    return row.text or row
