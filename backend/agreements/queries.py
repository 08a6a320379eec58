"""Finding agreements and clauses. Everything here starts from what the actor may see."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from backend.agreements.models import Agreement, Clause, ClauseVersion
from backend.parties.actors import Actor


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


def clauses_for(agreement: Agreement, name: str, actor: Actor) -> list[Clause]:
    """Return the agreement's clauses from whose state this transition starts, in their order."""
    rows = clauses(actor).filter(agreement=agreement).order_by("article_number", "id")
    return [clause for clause in rows if clause.lifecycle.find(clause.state, name)]
