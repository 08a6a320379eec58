"""Write one event down: an audit entry and an outbox message, always both."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

from backend.audit import chain
from backend.audit.models import AuditEntry
from backend.outbox import relay
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.reference.prepared import run
from backend.workflow import dues, stored

_PUBLISH = relay.PUBLISH.replace("%(message_sequence)s", f"({chain.APPENDED})")
_NARROW_TO_WIDE = list(Visibility)


def record(  # noqa: PLR0913 (all but the first two by name)
    subject: Any,
    event: str,
    *,
    actor: Actor,
    office: Office | None,
    facts: dict[str, Any],
    source: str | None = None,
    reason: str = "",
    mandate: str = "",
    narrowest: str | None = None,
    audience: str | None = None,
    at: datetime | None = None,
    changed: Collection[str] = (),
    plan_on: date | None = None,
) -> AuditEntry:
    """Append to the subject's chain and publish `kind.event`, in the current transaction.

    Both are read by `readers_of` the subject before *and* after (`narrowest` is the visibility
    before): what took place at the table is not told to the parties when it ends there. A private
    draft that is submitted is told to the table. With `audience` only those who carry that word
    read it: what one side does under seal. In the same statement the subject's `changed` columns
    are written, and with `plan_on` its due rows, as `dues.replan` does on that day.
    """
    audience = audience or readers_of(subject, narrowest)
    entry = chain.following(
        subject_kind=subject.kind,
        subject_id=subject.pk,
        audience=audience,
        at=at,
        event=event,
        from_state=subject.state if source is None else source,
        to_state=subject.state,
        actor_kind=actor.kind,
        actor_id=str(actor.id or ""),
        actor_name=actor.name,
        organisation_id=str(office.organisation_id) if office else "",
        organisation_name=office.organisation_name if office else "",
        acting_side=office.side if office else "",
        mandate=mandate,
        reason=reason,
        facts=facts | {"version": subject.version},
    )
    message = relay.message(
        topic=f"{subject.kind}.{event}",
        subject_kind=subject.kind,
        subject_id=subject.pk,
        sequence=0,  # the entry's id, which the statement itself knows
        audience=audience,
        body={
            "from": entry.from_state,
            "to": entry.to_state,
            "entry": entry.digest,
            "facts": facts,
        },
    )
    part, values = stored.writing(subject, changed) if changed else ("", {})
    values |= chain.values_of(entry) | relay.values_of(message)
    if plan_on is not None:
        values |= dues.values_of(subject, plan_on)
    written = run(_statement(part, plan=plan_on is not None), values).fetchone() or (None, None)
    if changed:
        stored.check(written[1:])
    entry.id = written[0]
    entry._state.adding = False  # noqa: SLF001  # a documented name
    return entry


@cache
def _statement(part: str, *, plan: bool) -> str:
    """Return the one statement: to wait for each of its parts in turn takes longer than to write.

    `part` changes the subject's own row, if that has to be.
    """
    parts = [part, chain.APPEND, f"message as ({_PUBLISH})", dues.REPLAN if plan else ""]
    row = f"({stored.WRITTEN})" if part else "null"
    return f"with {', '.join(filter(None, parts))} select ({chain.APPENDED}), {row}"


def renamed(before: str, now: str) -> dict[str, Any]:
    """Return the fact that people recognise a subject by another line from now on, if they do.

    Columns only know the last one; what was called how on an earlier day is in the chain alone.
    """
    return {"caption": {"from": before, "to": now}} if before != now else {}


def readers_of(subject: Any, narrowest: str | None = None) -> str:
    """Return the audience of what is done about a subject: who reads it, at most its parties.

    A clause in force is read by everybody; who consents to what, and who did what in whose name, is
    not. With `narrowest` (the visibility before) only those who could read it before as well.
    """
    level = level_of(subject, narrowest)
    return audience_of(level, subject.bargaining_table_id, subject.side)


def level_of(subject: Any, narrowest: str | None = None) -> str:
    """Return the level at which `readers_of` the same read."""
    level: str = min(
        (narrowest or subject.visibility, subject.visibility, Visibility.PARTIES),
        key=lambda v: _NARROW_TO_WIDE.index(Visibility(v)),
    )
    return level
