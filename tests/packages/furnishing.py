"""Packages for the house full of rows: of clauses on the table, and of what has left it."""

from backend.packages.models import Member, Package
from backend.workflow import dues
from tests.confidentiality.world import World


def a_package_of(world: World, state: str) -> Package:
    """A package of every clause that the table reads, and of one that only one side does."""
    word, table = world.word(), world.circle.table
    agreement = next(row for row in world.rows["agreement"] if row.visibility == "table")
    package = Package.objects.create(
        agreement=agreement,
        bargaining_table=table,
        visibility="table",
        author_side="employer",
        author_organisation=world.circle.organisations["werkgevers"],
        state=state,
        title=word,
        explanation=word,
    )
    world.keep("package", package, word)
    dues.replan(package)
    clauses = [row for row in world.rows["clause"] if row.visibility in ("table", "side_private")]
    for position, clause in enumerate(clauses, start=1):
        note = world.word()
        member = Member.objects.create(
            package=package,
            clause=clause,
            bargaining_table=table,
            visibility="table",
            position=position,
            terms={"effective_on": "2030-01-01", "ends_on": "2030-12-31", "indicators": [note]},
        )
        if clause.visibility == "table":
            world.keep("member", member, note)
    return package
