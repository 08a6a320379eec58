"""Finding agreements and clauses. Everything here starts from what the actor may see."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from backend.agreements.binding_rows import BindingLetter, BindingRequest
from backend.agreements.kinds import NEVER_IN_FORCE
from backend.agreements.models import (
    Agreement,
    Amendment,
    Ballot,
    Clause,
    ClauseVersion,
    PublishedText,
)
from backend.agreements.notice_rows import NoticeIntention, NoticeProof
from backend.agreements.publication_rows import PublicationText
from backend.commitments.models import Commitment
from backend.parties.actors import Actor


def agreements(actor: Actor) -> Any:
    """Return the agreements that the actor may see."""
    rows = Agreement.objects.visible_to(actor)
    return rows.select_related("bargaining_table", "secretariat", "successor")


def clauses(actor: Actor) -> Any:
    """Return the clauses that the actor may see, with what their lines on a list show."""
    rows = Clause.objects.visible_to(actor)
    return rows.select_related("agreement", "bargaining_table", "current_version", "published_text")


def matching(words: str, actor: Actor) -> Q:
    """Return the condition that a clause matches these words, in Dutch, in what the actor may read.

    Title, number, summary and the current text are searched, by outsiders the published one;
    quotes, `or` and `-` work as in a search engine.
    """
    query = SearchQuery(words, config="dutch", search_type="websearch")
    texts = ClauseVersion.objects.visible_to(actor).filter(search=query)
    public = PublishedText.objects.visible_to(actor).filter(search=query)
    of_parties, of_all = texts.values("pk"), public.values("pk")
    return Q(search=query) | Q(current_version__in=of_parties) | Q(published_text__in=of_all)


def clauses_for(agreement: Agreement, name: str, actor: Actor) -> list[Clause]:
    """Return the agreement's clauses from whose state this transition starts, in their order."""
    rows = clauses(actor).filter(agreement=agreement).order_by("article_number", "id")
    return [clause for clause in rows if clause.lifecycle.find(clause.state, name)]


def promises_at_the_end(agreement: Agreement, actor: Actor) -> Any:
    """Return what was promised in the agreement's clauses whose term is over, as the actor sees."""
    over = [
        code
        for code, spec in Clause.lifecycle.states.items()
        if spec.phase == "einde" and code not in NEVER_IN_FORCE
    ]
    ended = Clause.objects.visible_to(actor).filter(agreement=agreement, state__in=over)
    rows = Commitment.objects.visible_to(actor).filter(
        subject_kind=Clause.kind, subject_id__in=ended.values("pk")
    )
    return rows.select_related(
        "bargaining_table", "owner", "co_owner", "carried_to", "carried_from"
    )


def rows_about(subjects: Collection[UUID]) -> list[Any]:
    """Return what stands below these clauses and agreements."""
    below = (ClauseVersion, Amendment, PublishedText, PublicationText, Ballot)
    papers = (NoticeIntention, NoticeProof, BindingRequest, BindingLetter)
    return [
        *(model.objects.filter(clause__in=subjects) for model in below),
        *(model.objects.filter(agreement__in=subjects) for model in papers),
    ]
