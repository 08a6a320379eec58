"""The term of an agreement: for what it was concluded, and what has lengthened it since."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from backend.agreements import dates, law
from backend.agreements.kinds import RENEWABLE
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.periods import Period, last_of_term, parse_period
from backend.reference.words import Words
from backend.workflow import dues, records
from backend.workflow.data import Fault
from backend.workflow.dues import moved
from backend.workflow.lifecycle import Step

RENEW = "renew"
# For how long it holds without an agreed term, and how long before the end notice is given.
TERM_BY_LAW_MONTHS, NOTICE_BY_LAW_MONTHS = law.lengths_in("notice_no_term")

_ENDS_FIRST = Words("De einddatum ligt niet na de ingangsdatum.", "The end is not after the start.")
_BAD_PERIOD = Words(
    "Schrijf een periode als P1M, P14D of P1Y6M.", "Write a period as P1M, P14D or P1Y6M."
)
_NOTICE_TOO_SHORT = Words(
    "Zonder afgesproken looptijd is de opzegtermijn ten minste een maand"
    " (Wet CAO artikel 19 lid 2).",
    "Without an agreed term the notice period is at least a month (Wet CAO, article 19(2)).",
)


class HasTerm(models.Model):
    """The columns of a term. Every end is kept that it had: a clause can still have it.

    `renewed_at` is since when the term runs that ends on `end_on`: who said before that whether to
    give notice, said it of another one. `term_by_law`: no term was agreed, and the law sets one.
    """

    start_on = models.DateField()
    end_on = models.DateField()
    original_end_on = models.DateField()
    term_by_law = models.BooleanField(default=False)
    earlier_ends = ArrayField(models.DateField(), default=list, blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    notice_period = models.CharField(max_length=20, blank=True)
    tacit_renewal = models.BooleanField(default=True)

    class Meta:
        abstract = True


def concluded(start_on: date, end_on: date | None) -> dict[str, Any]:
    """Return the columns of a term with this end, or of that which the law sets where none is.

    Wet CAO art. 19 lid 2 (`notice_no_term`): a year.
    """
    end = end_on or last_of_term(start_on, TERM_BY_LAW_MONTHS)
    return {"end_on": end, "original_end_on": end, "term_by_law": end_on is None}


def corrected(agreement: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes with what follows from them for the term. Without an end the law sets one.

    The end that the law set is none that was agreed: it moves along with the first day.
    """
    start, end = (changes.get(name, getattr(agreement, name)) for name in ("start_on", "end_on"))
    if (start, end) == (agreement.start_on, agreement.end_on):
        return dict(changes)
    if agreement.term_by_law and end == agreement.end_on:
        end = None
    return {**changes, **concluded(start, end)}


def faults(agreement: Any) -> list[Fault]:
    """Return what is wrong with the term of an agreement as it stands, and with its notice."""
    found = []
    if agreement.end_on <= agreement.start_on:
        found.append(Fault("/end_on", "ends_first", _ENDS_FIRST))
    if agreement.notice_period:
        try:
            period = parse_period(agreement.notice_period)
        except ValueError:
            found.append(Fault("/notice_period", "period", _BAD_PERIOD))
        else:
            by_law = Period(NOTICE_BY_LAW_MONTHS, 0)
            end = agreement.end_on
            if agreement.term_by_law and period.before(end) > by_law.before(end):
                found.append(Fault("/notice_period", "too_short", _NOTICE_TOO_SHORT))
    return found


def renew_by_law(agreement: Any, until: date) -> None:
    """Let an agreement go on after its last day, as the first of its clauses does."""
    _lengthen(agreement, until, _day_after)


def renew_with_last(clause: Any, step: Step) -> None:
    """Let the agreement follow when its parties renew the last clause that still had its end.

    A clause that is renewed before the others has a term of its own until then. Called with the new
    end on the clause, which is not in the database yet.
    """
    agreement = clause.agreement
    with acting_as(SYSTEM, savepoint=False):
        type(agreement).objects.select_for_update().get(pk=agreement.pk)
        rows = agreement.clauses.filter(state__in=RENEWABLE).exclude(pk=clause.pk)
        others = list(filter(dates.has_after_effect, rows.select_related("agreement")))
    if dates.has_after_effect(clause) and not any(map(dates.ends_with_agreement, others)):
        _renew(agreement, clause.ends_on, step, but=clause.pk)


def renew_with_all(agreement: Any, clauses: Iterable[Any], step: Step) -> None:
    """Let the agreement follow when its parties have renewed it as a whole.

    `clauses` had its end before. Others that could not be renewed now lag behind, and go along when
    they get to their end.
    """
    until = max((clause.ends_on for clause in clauses), default=agreement.end_on)
    _renew(agreement, until, step)


def _renew(agreement: Any, until: date, step: Step, *, but: UUID | None = None) -> None:
    """Move the end to what was agreed, and plan by it; the original term stays what it was."""
    before = agreement.end_on
    if not _lengthen(agreement, until, lambda _: step.now):
        return
    facts = {"ends_on": {"from": before.isoformat(), "to": until.isoformat()}}
    records.record(agreement, RENEW, actor=step.actor, office=step.office, facts=facts, at=step.now)
    plan_clauses(agreement, but=but)


def plan_clauses(agreement: Any, *, but: UUID | None = None) -> None:
    """Plan anew on which days to look at the clauses that are in their term.

    What the agreement says of its own term, and of what follows it, decides on those days. Whoever
    calls holds the agreement as a whole.
    """
    with acting_as(SYSTEM, savepoint=False):
        rows = agreement.clauses.filter(state__in=RENEWABLE).exclude(pk=but).order_by("pk")
        for clause in rows.select_related("agreement", "bargaining_table"):
            dues.replan(clause)


def _lengthen(agreement: Any, until: date, since: Callable[[date], datetime]) -> bool:
    """Move the end, unless somebody else has done so already; say whether that was needed."""
    row = type(agreement).objects.select_for_update().get(pk=agreement.pk)
    if row.end_on < until:
        ends = [*row.earlier_ends, row.end_on]
        agreement.change(end_on=until, earlier_ends=ends, renewed_at=since(row.end_on))
        return True
    for name in ("end_on", "earlier_ends", "renewed_at"):
        setattr(agreement, name, getattr(row, name))
    return False


def _day_after(end: date) -> datetime:
    return timezone.make_aware(datetime.combine(moved(end, 1), time()))
