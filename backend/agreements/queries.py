"""Finding agreements and clauses. Everything here starts from what the actor may see."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from backend.agreements.kinds import ENDED
from backend.agreements.models import Agreement, Clause, ClauseVersion
from backend.parties.actors import Actor
from backend.workflow.lifecycle import Transition

# From the least to the most advanced; an agreement is where its least advanced live clause is.
_PROGRESS = tuple(Clause.lifecycle.states)


def agreements(actor: Actor) -> Any:
    """Return the agreements that the actor may see."""
    rows = Agreement.objects.visible_to(actor)
    return rows.select_related("bargaining_table", "secretariat", "successor")


def clauses(actor: Actor) -> Any:
    """Return the clauses that the actor may see, with what their lines on a list show."""
    rows = Clause.objects.visible_to(actor)
    return rows.select_related("agreement", "bargaining_table", "current_version")


def matching(words: str, actor: Actor) -> Q:
    """Return the condition that a clause matches these words, in Dutch, in what the actor may read.

    Title, number, summary and the current text are searched; quotes, `or` and `-` work as in a
    search engine.
    """
    query = SearchQuery(words, config="dutch", search_type="websearch")
    texts = ClauseVersion.objects.visible_to(actor).filter(search=query)
    return Q(search=query) | Q(current_version__in=texts.values("pk"))


def state_of(agreement: Agreement, actor: Actor) -> str:
    """Return where an agreement is: where its least advanced clause is that has not ended.

    Only clauses that the actor may see count; without any, the last of them that ended counts, and
    without those the agreement is a draft.
    """
    rows = Clause.objects.visible_to(actor).filter(agreement=agreement)
    states = sorted(set(rows.values_list("state", flat=True)), key=_PROGRESS.index)
    over = {*ENDED, "archived", "withdrawn", "rejected"}
    live = [state for state in states if state not in over and state != "draft"]
    ended = [state for state in states if state in over]
    first: str = (live or ended or ["draft"])[0]
    return first


def clauses_for(agreement: Agreement, name: str, actor: Actor) -> list[Clause]:
    """Return the agreement's clauses from whose state this transition starts, in their order."""
    rows = clauses(actor).filter(agreement=agreement).order_by("article_number", "id")
    return [clause for clause in rows if clause.lifecycle.find(clause.state, name)]


def shared_rows(agreement: Agreement, actor: Actor) -> list[Transition]:
    """Return the rows of the table that start from some visible clause's state, once a name."""
    found: dict[str, Transition] = {}
    for clause in clauses(actor).filter(agreement=agreement):
        for row in clause.lifecycle.leaving(clause.state):
            found.setdefault(row.name, row)
    return list(found.values())
