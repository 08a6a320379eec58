"""Recurring duties for the house full of rows: proposed, and with a period that is open."""

from backend.routines.models import Period, Routine
from backend.workflow import dues
from tests.confidentiality.world import World
from tests.people import days


def a_routine_of(world: World, state: str) -> Routine:
    """One of the table, with what came of its first period once it runs."""
    word, table = world.word(), world.circle.table
    runs = state == "running"
    routine = Routine.objects.create(
        bargaining_table=table,
        visibility="parties",
        author_side="employer",
        author_organisation=world.circle.organisations["werkgevers"],
        state=state,
        form="joint_evaluation",
        title=word,
        every=1,
        unit="year",
        first_on=days(30),
        number=1 if runs else 0,
        due_on=days(30) if runs else None,
    )
    world.keep("routine", routine, word)
    dues.replan(routine)
    if runs:
        outcome = world.word()
        period = Period.objects.create(
            routine=routine,
            bargaining_table=table,
            visibility="parties",
            number=1,
            due_on=days(30),
            outcome=outcome,
        )
        world.keep("period", period, outcome)
    return routine
