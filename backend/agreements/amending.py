"""Amendments of a clause in force: several at once, which collide, and what comes of each."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from backend.agreements import captions, dates, redacting, texts
from backend.agreements.collisions import Collision, collisions, merged
from backend.agreements.kinds import AmendmentOutcome
from backend.agreements.rows import Amendment, ClauseVersion
from backend.parties.audiences import Visibility
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Step


class Clash(NamedTuple):
    """Two open amendments that change one passage of their base."""

    one: Amendment
    other: Amendment
    passages: list[Collision]


def start(clause: Any, step: Step) -> None:
    """Open an amendment; what is in force stays in force and stays readable.

    The first one is under consent at once; another lies beside it until somebody adopts it.
    """
    office = step.office
    side = office.side if office else ""
    amendment = Amendment.objects.create(
        clause=clause,
        bargaining_table_id=clause.bargaining_table_id,
        visibility=Visibility.TABLE,
        base_id=clause.current_version_id,
        proposed_by_side=side,
        organisation_id=office.organisation_id if office else None,
        wanted_from=day_of(step, "wanted_from"),
        proposed_on=step.today,
    )
    text = texts.write(clause, step, Visibility.TABLE, amendment)
    texts.set_head(amendment, text)
    if clause.amendment_since is None:
        clause.amendment_since, clause.amendment_side = step.today, side
        clause.proposed_version = text


def accept(clause: Any, step: Step) -> None:
    """Let the amended text take the place of the old one, from its effective day.

    What else lies on the table is carried over to the new text; that nothing collides was checked.
    """
    accepted, effective = clause.proposed_version, day_of(step, "effective_on")
    amendment = texts.under_consent(clause)
    others = [row for row in open_ones(clause) if amendment is None or row.pk != amendment.pk]
    clause.versions.filter(pk=accepted.pk).update(
        effective_on=effective, visibility=texts.reach(clause.visibility), side=clause.side
    )
    accepted.refresh_from_db(fields=["effective_on"])
    captions.carry(clause.current_version, accepted)
    clause.current_version = accepted
    clause.next_review_on = day_of(step, "next_review_on") or clause.next_review_on
    if amendment is not None:
        _settle(amendment, AmendmentOutcome.ACCEPTED, step.today)
    for other in others:
        _carry_over(clause, other, accepted, step)
    _go_on_with(clause, others)


def register(clause: Any, step: Step) -> None:
    """Note of every agreed change that waits when it was registered; the receipt can come later."""
    submitted, receipt = day_of(step, "submitted_on"), day_of(step, "receipt_on")
    for text in redacting.waiting(clause):
        text.registered_on = submitted
        text.receipt_notice_on = receipt or text.receipt_notice_on
        text.save(update_fields=["registered_on", "receipt_notice_on"])


def drop(clause: Any, step: Step) -> None:
    """Forget an amendment; its texts stay on the table where they were."""
    dropped = to_drop(clause, step)
    for amendment in dropped:
        _settle(amendment, AmendmentOutcome.DROPPED, step.today)
    left = [row for row in open_ones(clause) if row not in dropped]
    _go_on_with(clause, left)


def to_drop(clause: Any, step: Step) -> list[Amendment]:
    """Return what this step drops: what has lain too long, the number named, or one's newest."""
    rows = open_ones(clause)
    if step.actor.kind == "clock":
        ripe = step.today - timedelta(days=dates.AMENDMENT_DAYS)
        return [row for row in rows if row.proposed_on <= ripe]
    mine = [row for row in rows if step.office and row.proposed_by_side == step.office.side]
    number = step.data.get("number")
    if number is not None:
        return [row for row in mine if row.head is not None and row.head.number == number]
    asked = [row for row in mine if row.head_id == clause.proposed_version_id]
    return asked or mine[-1:]


def open_ones(clause: Any) -> list[Amendment]:
    """Return the amendments that lie on the table, the oldest first."""
    rows = clause.amendments.filter(outcome="").select_related("base", "head")
    return list(rows.order_by("proposed_on", "id"))


def clashes(rows: Iterable[Amendment]) -> Iterator[Clash]:
    """Yield each two open amendments that change the same passage of the text in force."""
    open_rows = [row for row in rows if row.outcome == "" and row.base and row.head]
    for one, other in combinations(open_rows, 2):
        base = _text(one.base)
        if found := collisions(base, _text(one.head), _text(other.head)):
            yield Clash(one, other, found)


def clash_with_asked(clause: Any) -> Clash | None:
    """Return how the amendment under consent collides with another, if it does."""
    rows = open_ones(clause)
    asked = clause.proposed_version_id
    mine = (c for c in clashes(rows) if asked in (c.one.head_id, c.other.head_id))
    return next(mine, None) if len(rows) > 1 else None


def _carry_over(clause: Any, amendment: Amendment, accepted: Any, step: Step) -> None:
    """Write what an amendment makes of the text as it is now, as a text of the same author."""
    head = amendment.head
    if head is None:
        return
    body = merged(_text(amendment.base), accepted.body, head.body)
    text = clause.versions.create(
        bargaining_table_id=clause.bargaining_table_id,
        visibility=Visibility.TABLE,
        number=texts.next_number(clause, ""),
        body=body,
        rationale=head.rationale,
        author_side=head.author_side,
        author_organisation_id=head.author_organisation_id,
        organisation_name=head.organisation_name,
        author_name=head.author_name,
        based_on=accepted,
        amendment=amendment,
        digest=ClauseVersion.digest_for(clause, body),
        created_at=step.now,
    )
    amendment.base, amendment.head = accepted, text
    amendment.save(update_fields=["base", "head"])


def _go_on_with(clause: Any, rows: list[Amendment]) -> None:
    """Put the one that is under consent, or else the oldest that is left, under consent."""
    asked = [row for row in rows if row.head_id == clause.proposed_version_id]
    following = next(iter([*asked, *rows]), None)
    clause.proposed_version = following.head if following else None
    clause.amendment_side = following.proposed_by_side if following else ""
    clause.amendment_since = min((row.proposed_on for row in rows), default=None)


def _settle(amendment: Amendment, outcome: str, today: date) -> None:
    amendment.outcome, amendment.settled_on = outcome, today
    amendment.save(update_fields=["outcome", "settled_on"])


def _text(version: ClauseVersion | None) -> str:
    return version.body if version else ""
