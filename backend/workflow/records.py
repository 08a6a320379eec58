"""Write one event down: an audit entry and an outbox message, always both."""

from datetime import date, datetime
from typing import Any

from backend.audit import chain
from backend.audit.models import AuditEntry
from backend.outbox import relay
from backend.parties.actors import Actor, Office
from backend.parties.audiences import Visibility, audience_of
from backend.reference.prepared import run
from backend.workflow import dues

# What belongs together goes in one statement: to wait for each in turn takes longer than to write.
_PUBLISH = relay.PUBLISH.replace("%(message_sequence)s", f"({chain.APPENDED})")
_BOTH = f"{chain.APPEND}, message as ({_PUBLISH})"
_RECORD = f"with {_BOTH} {chain.APPENDED}"
_RECORD_AND_PLAN = f"with {_BOTH}, {dues.REPLAN} {chain.APPENDED}"
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
    mandate_id: str = "",
    narrowest: str | None = None,
    audience: str | None = None,
    at: datetime | None = None,
    plan_on: date | None = None,
) -> AuditEntry:
    """Append to the subject's chain and publish `kind.event`, in the current transaction.

    Both are read by whoever could read the subject before *and* after (`narrowest` is the
    visibility before): that a review or a dispute took place is not told to the public when the
    clause becomes public again. A private draft that is submitted is told to the table. With
    `audience` only those who carry that word read it: what one side does under seal. With `plan_on`
    the subject's due rows are rewritten as well, as `dues.replan` does on that day.
    """
    audience = audience or _audience(subject, narrowest)
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
        mandate_id=mandate_id,
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
    values = chain.values_of(entry) | relay.values_of(message)
    if plan_on is None:
        chain.written(entry, run(_RECORD, values))
    else:
        values |= dues.values_of(subject, plan_on)
        chain.written(entry, run(_RECORD_AND_PLAN, values))
    return entry


def _audience(subject: Any, narrowest: str | None) -> str:
    if narrowest is None:
        return str(subject.word)
    level = min(
        (narrowest, subject.visibility),
        key=lambda v: _NARROW_TO_WIDE.index(Visibility(v)),
    )
    return audience_of(level, subject.bargaining_table_id, subject.side)
