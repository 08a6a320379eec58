"""What a clause is in law: from dates and registration, not from the process."""

from datetime import date
from typing import Any

from backend.agreements import dates
from backend.agreements.kinds import LIVES_NO_LONGER, NEVER_IN_FORCE, RENEWABLE, LegalStatus
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM


def status_on(clause: Any, day: date) -> str:
    """Return what the clause is in law on a day; the clock does not wait for the process."""
    since = clause.in_force_since
    if clause.state in NEVER_IN_FORCE or since is None or day < since:
        return LegalStatus.NOT_YET
    replaced = clause.state == "superseded" and clause.ended_on is not None
    if not _term_is_over(clause, day) and not (replaced and day >= clause.ended_on):
        return LegalStatus.IN_FORCE
    lives_on = dates.has_after_effect(clause) and clause.state not in LIVES_NO_LONGER
    return LegalStatus.AFTER_EFFECT if lives_on else LegalStatus.ENDED


def is_in_force(clause: Any, day: date) -> bool:
    """Whether the clause is in force on a day, in its term or by a renewal."""
    return status_on(clause, day) == LegalStatus.IN_FORCE


def agreement_is_over(agreement: Any, day: date) -> bool:
    """Whether an agreement has ended by a day: what was renewed goes on, by whatever clause.

    The law renews at once and the clock later; whoever asks need not be able to read all clauses.
    """
    if agreement.end_on >= day:
        return False
    with acting_as(SYSTEM):
        return not any(is_in_force(clause, day) for clause in agreement.clauses.all())


def _term_is_over(clause: Any, day: date) -> bool:
    """Whether the last day has passed; what the law renews goes on before the clock says so."""
    if clause.ends_on is None or day <= clause.ends_on:
        return False
    return not (clause.state in RENEWABLE and dates.renews_tacitly(clause))
