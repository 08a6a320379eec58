"""The text in force, as everybody may read it, on any day: what is written, and how it is found.

What is written here knows nothing of the process. Whether a clause is reviewed, amended or disputed
shows nowhere in it, and changes nothing of it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from backend.agreements import captions, dates, redacting
from backend.agreements.rows import ClauseVersion, PublishedText
from backend.agreements.withholding import Redacted
from backend.parties.actors import Actor
from backend.parties.audiences import Visibility

BRINGS_A_TEXT = frozenset({"accept_amendment", "register_amendment"})
MOVES_THE_END = frozenset({"renew", "renew_meanwhile", "terminate", "end_by_dispute", "supersede"})


class _Text(NamedTuple):
    body: str
    withheld: int
    digest: str
    text: Any


def follow(clause: Any, name: str, now: datetime) -> None:
    """Publish what a transition let begin to hold, and until when; most transitions do neither."""
    if name == "enter_into_force":
        _begin(clause, [(clause.current_version, clause.in_force_since)], now)
    elif name in BRINGS_A_TEXT:
        found = ((text, dates.amended_on(clause, text)) for text in redacting.waiting(clause))
        _begin(clause, [(text, since) for text, since in found if since is not None], now)
    elif name == "archive":
        clause.published.filter(last_on__isnull=True).update(last_on=timezone.localdate(now))
    elif name in MOVES_THE_END:
        clause.published.update(last_on=_last_day(clause, name))


def renumber(clause: Any, today: date, now: datetime) -> None:
    """Publish under the new number what holds today, and what will hold later."""
    rows = live(clause)
    holds = [row for row in rows if row.since <= today][-1:]
    for row in [*holds, *(row for row in rows if row.since > today)]:
        _publish(clause, row, max(row.since, today), now)


def _begin(clause: Any, texts: list[tuple[Any, date]], now: datetime) -> None:
    """Publish agreed texts of which the first day is known; one that another overtakes is not.

    They hold in the order in which they build on each other.
    """
    for number, (text, since) in enumerate(texts):
        ClauseVersion.objects.filter(pk=text.pk).update(holds_from=since)
        text.holds_from = since
        if all(since < later for _, later in texts[number + 1 :]):
            _publish(clause, _made_of(clause, text), since, now)


def live(clause: Any) -> list[PublishedText]:
    """Return what everybody reads of a clause, on whatever day, the first to hold first."""
    rows = clause.published.filter(replaced_at__isnull=True).select_related("text")
    return list(rows.order_by("since", "published_at"))


def replace(clause: Any, row: PublishedText, redacted: Redacted, now: datetime) -> PublishedText:
    """Let everybody read this from now on, where they read a row until now."""
    retract(row, now)
    body = redacted.body
    whole = row.digest if row.text is None else row.text.digest
    made = PublishedText.objects.create(
        clause=clause,
        agreement_id=row.agreement_id,
        bargaining_table_id=row.bargaining_table_id,
        visibility=Visibility.PUBLIC,
        text_id=row.text_id,
        article_number=row.article_number,
        title=clause.title,
        body=body,
        withheld=redacted.withheld,
        digest=ClauseVersion.digest_for(clause, body) if redacted.withheld else whole,
        since=row.since,
        last_on=row.last_on,
        published_at=now,
    )
    if clause.published_text_id == row.pk:
        clause.published_text = made
    return made


def retract(row: PublishedText, now: datetime) -> None:
    """Let nobody but the parties read a row any more."""
    PublishedText.objects.filter(pk=row.pk).update(visibility=Visibility.PARTIES, replaced_at=now)


def _made_of(clause: Any, text: Any) -> _Text:
    """Return what goes public of a text, and publish what its clause is called.

    With a digest of just that: the digest of the whole text would give guesses away.
    """
    redacted = redacting.as_published(clause, text)
    captions.publish(clause, redacted.passages)
    body, whole = redacted.body, text.digest
    digest = ClauseVersion.digest_for(clause, body) if redacted.withheld else whole
    return _Text(body, redacted.withheld, digest, text)


def in_force_on(actor: Actor, day: date) -> QuerySet[Any]:
    """Return the texts that hold on a day, one a clause, as far as the actor may read them."""
    rows = _readable(actor)
    later = Q(since__gt=OuterRef("since")) | Q(
        since=OuterRef("since"), published_at__gt=OuterRef("published_at")
    )
    newer = rows.filter(later, clause=OuterRef("clause"), since__lte=day)
    holding = rows.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), since__lte=day)
    found: QuerySet[Any] = holding.filter(~Exists(newer))
    return found


def with_until(rows: Iterable[Any], actor: Actor) -> list[Any]:
    """Return the rows, each with `until`: the last day that is known; one query for all."""
    found = list(rows)
    after = _readable(actor).filter(clause__in={r.clause_id for r in found})
    begins = list(after.values_list("clause_id", "since")) if found else []
    for row in found:
        next_ones = [day for pk, day in begins if pk == row.clause_id and day > row.since]
        row.until = min(next_ones) - timedelta(days=1) if next_ones else row.last_on
    return found


def _readable(actor: Actor) -> QuerySet[Any]:
    """Return what everybody reads: what was replaced is for nobody, also not for the parties."""
    rows: QuerySet[Any] = PublishedText.objects.visible_to(actor).filter(replaced_at__isnull=True)
    return rows


def _publish(clause: Any, text: Any, since: date, now: datetime) -> None:
    made = PublishedText.objects.create(
        clause=clause,
        agreement_id=clause.agreement_id,
        bargaining_table_id=clause.bargaining_table_id,
        visibility=Visibility.PUBLIC,
        text=text.text,
        article_number=clause.article_number,
        title=clause.title,
        body=text.body,
        withheld=text.withheld,
        digest=text.digest,
        since=since,
        last_on=_last_day(clause, ""),
        published_at=now,
    )
    # what outsiders read as the clause's text
    type(clause).objects.filter(pk=clause.pk).update(published_text=made)
    clause.published_text = made


def _last_day(clause: Any, name: str) -> date | None:
    """Return the last day of the clause, where it has one: what has after-effect goes on."""
    ended: date | None = clause.ended_on
    if name == "supersede" and ended is not None:
        return ended - timedelta(days=1)
    term: date | None = clause.ends_on
    if name in ("terminate", "end_by_dispute"):
        return ended if term is None or (ended is not None and term < ended) else term
    return None if dates.has_after_effect(clause) else term
