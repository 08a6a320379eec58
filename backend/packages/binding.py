"""What a clause that is in a package must know of it: registered with `agreements.bound`."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.packages.kinds import LEFT
from backend.packages.models import Package, open_with
from backend.parties.actors import SYSTEM
from backend.reference.prepared import run
from backend.reference.words import Words
from backend.workflow.lifecycle import Refusal
from backend.workflow.voiding import void

_IN_PACKAGE = Words(
    "Deze afspraak wordt alleen overeengekomen samen met de rest van pakket {packages}.",
    "This clause is agreed only together with the rest of package {packages}.",
)
# Before every step on a clause, so by hand.
_OPEN = """
select p.id from packages_package p join packages_member m on m.package_id = p.id
where m.clause_id = any(%s) and p.state = 'open'
"""


def hold(clauses: Collection[UUID]) -> None:
    """Lock the open packages that hold these clauses, with all that belongs to them."""
    found = run(_OPEN, [list(clauses)]).fetchall()
    if found:
        Package.hold_first([pk for (pk,) in found])


def refusal(clause: Any) -> Refusal | None:
    """Return why the clause cannot be agreed by itself, naming its packages."""
    titles = list(open_with([clause.pk]).values_list("title", flat=True))
    if not titles:
        return None
    packages = ", ".join(f"“{title}”" for title in titles)
    return Refusal("in-package", _IN_PACKAGE.with_(packages=packages))


def left(clause: Any, now: datetime) -> None:
    """The clause has left the table: what was said to the packages it is in no longer counts."""
    for package in open_with([clause.pk]):
        void(package, SYSTEM, now, because=LEFT)


def packages_with(clause: Any) -> list[Package]:
    """Return the open packages that have the clause's text in theirs."""
    return list(open_with([clause.pk]))
