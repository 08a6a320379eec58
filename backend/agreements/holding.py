"""In which order rows are locked that belong to one agreement: the one place that knows it.

Whoever locks more than one of these does so from top to bottom, so that nobody who waits is waited
for:

1. the meetings that speak of what is in it, in the order of their ids;
2. the agreement as a whole (`alone`), for who touches more than one clause of it;
3. packages, each with all of its choice;
4. clauses, in the order of their ids, also those of other agreements that they replace;
5. what is promised in them, their evaluations and other rows below them;
6. the agreement's own row, and then the requests to declare it binding;
7. chains, dates, inboxes: of subjects that are held already, organisations in the order of ids.

The agreement as a whole is no row: its row is written by steps on one clause, after that clause.
The clock comes from the other end, with a date in its hand, and gives way (`workflow.clock`).
"""

from collections.abc import Collection
from uuid import UUID

from backend.agreements import bound
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.prepared import run
from backend.workflow import belonging, moving

# Before every step on a clause, so by hand. From these states a step can go on to other clauses:
# the last ballot lets a party leave all of them, what enters into force ends what it replaces, and
# what parties renew takes the agreement along, by which the others are planned.
_REACHING = """
select clause.id, agreement_id, state from agreements_clause clause
where clause.id = any(%s) and (
    state in ('in_ratification', 'ratified')
    or state in ('in_force', 'final_evaluation') and exists (
        select from workflow_consent consent
        where consent.subject_id = clause.id and transition = 'renew' and ended_at is null
    )
)
"""
_CLAUSES = "select id from agreements_clause where agreement_id = %s order by id"
_HELD = f"{_CLAUSES} for update"
_REPLACED = """
select id from agreements_clause where id = any(%s) or successor_id = any(%s) order by id for update
"""


def alone(agreements: Collection[UUID]) -> None:
    """Be the only one who touches several clauses of these agreements, until the transaction ends.

    Whoever takes a step on one clause that reaches no other does not wait for this.
    """
    belonging.alone(agreements)


def for_step(clauses: Collection[UUID]) -> None:
    """Hold what a step on these clauses can reach besides, each of which comes before its own row.

    A step that reaches no other clause holds what binds the clause to others, and nothing else.
    """
    found = run(_REACHING, [list(clauses)]).fetchall()
    for agreement in sorted({row[1] for row in found if row[2] != "ratified"}):
        whole(agreement)
    bound.hold(clauses)
    if entering := [row[0] for row in found if row[2] == "ratified"]:
        with acting_as(SYSTEM, savepoint=False):
            run(_REPLACED, [entering, entering])


def whole(agreement: UUID) -> list[UUID]:
    """Hold an agreement with everything that belongs to it; return its clauses.

    Its own row is left: that comes last, and its clauses' steps write it.
    """
    with acting_as(SYSTEM, savepoint=False):
        clauses = [pk for (pk,) in run(_CLAUSES, [agreement]).fetchall()]
        moving.hold_above([agreement, *clauses])
        alone([agreement])
        bound.hold(clauses)
        clauses = [pk for (pk,) in run(_HELD, [agreement]).fetchall()]
        moving.belonging_to([agreement, *clauses])
    return clauses
