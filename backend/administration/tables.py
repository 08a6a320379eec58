"""Bargaining tables and who sits there, between dates.

A seat opens what lies on the table, so everybody who sits there is told of a new one before it
begins. When a table closes, all seats end on that day; who sat there until then reads on.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.administration import rules, telling
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM, Actor
from backend.parties.kinds import RatificationRule, WorkerVoice
from backend.parties.models import BargainingTable, Membership
from backend.reference.words import Words
from backend.reminders import wording
from backend.workflow.data import Fault
from backend.workflow.errors import Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.models import Consent

_TAKEN = Refusal(
    "name-taken", Words("Er is al een tafel met deze naam.", "A table has this name already.")
)
_CONSENTING = Refusal(
    "consents-live",
    Words(
        "Aan deze tafel wordt nu ergens mee ingestemd. De regel verandert niet tussentijds.",
        "Something is being consented to at this table. The rule does not change meanwhile.",
    ),
)
_CLOSED = Refusal(
    "table-closed",
    Words("Deze tafel is gesloten en blijft dat.", "This table is closed and stays so."),
)
_NOT_LATER = Words(
    "Een sluiting wordt niet uitgesteld. Maak haar ongedaan en geef de plaatsen opnieuw.",
    "A closing is not put off. Undo it and give the seats anew.",
)
RULES = {
    RatificationRule.MIN_ONE_PER_SIDE: Words(
        "minstens één partij per zijde", "at least one party of each side"
    ),
    RatificationRule.ALL_PARTIES: Words("alle partijen", "all parties"),
}
NEW_RULE = Words(
    "aan {table} is voor instemming voortaan nodig: {rule}.",
    "at {table} consent takes from now on: {rule}.",
)
NEW_NAME = Words("{former} heet nu {table}.", "{former} is now called {table}.")
CLOSES = Words(
    "{table} sluit. De laatste dag is {day}; daarna leest u wat u las, en verandert er niets meer.",
    "{table} closes. The last day is {day}; after that you read what you read, and nothing"
    " changes any more.",
)
STAYS_OPEN = Words("{table} sluit toch niet.", "{table} does not close after all.")


def add(
    *,
    actor: Actor,
    name: str,
    ratification_rule: str = RatificationRule.MIN_ONE_PER_SIDE,
    worker_voice: str = WorkerVoice.EITHER,
) -> BargainingTable:
    """Add a table at which nobody sits yet. Raises NotAllowed, or Refused."""
    telling.administrator(actor, "add")
    with transaction.atomic():
        _only_one(name)
        made = BargainingTable.objects.create(
            key=rules.new_key(name),
            name=name,
            ratification_rule=ratification_rule,
            worker_voice=worker_voice,
        )
        _record(made, "add", actor, {"ratification_rule": ratification_rule})
    return made


def correct(
    pk: UUID, changes: dict[str, Any], *, actor: Actor, expected_version: int | None = None
) -> BargainingTable:
    """Change a table's name, rule, voice of the workers, or the day on which it closes.

    Raises NotAllowed, Stale, InvalidData, or Refused.
    """
    telling.administrator(actor, "correct")
    with transaction.atomic():
        table = rules.locked(BargainingTable, pk, expected_version)
        if table.closes_on is not None and table.closes_on < timezone.localdate():
            raise Refused([_CLOSED])
        if changes.get("name", table.name) != table.name:
            _only_one(changes["name"])
            news = NEW_NAME.with_(former=table.name, table=changes["name"])
            _set(table, actor, "name", changes["name"], news)
        if changes.get("ratification_rule", table.ratification_rule) != table.ratification_rule:
            _not_while_consenting(table)
            rule = RULES[RatificationRule(changes["ratification_rule"])]
            news = NEW_RULE.with_(table=table.name, rule=rule)
            _set(table, actor, "ratification_rule", changes["ratification_rule"], news)
        if changes.get("worker_voice", table.worker_voice) != table.worker_voice:
            _not_while_consenting(table)
            _set(table, actor, "worker_voice", changes["worker_voice"], None)
        if "closes_on" in changes and changes["closes_on"] != table.closes_on:
            _close(table, actor, changes["closes_on"])
    return table


def sitting(table: BargainingTable) -> set[UUID]:
    """Return the organisations that sit at a table today."""
    rows = Membership.objects.valid_on(timezone.localdate()).filter(bargaining_table=table)
    return set(rows.values_list("organisation_id", flat=True))


def _close(table: BargainingTable, actor: Actor, last: date | None) -> None:
    """End every seat on a day, or let the table be open: then seats end as they were told to."""
    if last is None:
        _set(table, actor, "closes_on", None, STAYS_OPEN.with_(table=table.name))
        return
    faults = []
    if last < timezone.localdate():
        faults.append(Fault("/closes_on", "in-the-past", rules.PAST))
    elif table.closes_on is not None and last > table.closes_on:
        faults.append(Fault("/closes_on", "later", _NOT_LATER))
    rules.complain(faults)
    seats = Membership.objects.filter(bargaining_table=table).order_by("pk").select_for_update()
    for seat in seats.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=last)):
        if seat.valid_from > last:
            seat.delete()  # it never began
        else:
            seat.valid_until = last
            rules.save(seat, "valid_until")
    news = CLOSES.with_(table=table.name, day=wording.day_in_words(last))
    _set(table, actor, "closes_on", last, news)


def _set(table: BargainingTable, actor: Actor, field: str, value: Any, news: Words | None) -> None:
    setattr(table, field, value)
    rules.save(table, field)
    event = "close" if field == "closes_on" else "correct"
    said = str(value) if value is not None else ""
    _record(table, event, actor, {field: said}, news)


def _not_while_consenting(table: BargainingTable) -> None:
    """Refuse while a consent given under the rule still counts: it meant what the rule said then.

    That there is one is all that this tells an administrator.
    """
    with acting_as(SYSTEM):
        live = Consent.objects.filter(ended_at__isnull=True, audience__contains=str(table.pk))
        if live.exists():
            raise Refused([_CONSENTING])


def _only_one(name: str) -> None:
    rules.alone("table", name)
    if BargainingTable.objects.filter(name__iexact=name).exists():
        rules.refuse(_TAKEN)


def _record(
    table: BargainingTable,
    event: str,
    actor: Actor,
    facts: dict[str, Any],
    news: Words | None = None,
) -> None:
    telling.record(
        event,
        actor=actor,
        of=telling.of_administration("bargaining_table", table),
        facts={"table": table.name, **facts},
        organisations=sitting(table),
        table=table.pk,
        news=news,
    )
