"""Amendments, texts and publications for the house full of rows: what stands below a clause."""

from django.utils import timezone

from backend.agreements.models import (
    Amendment,
    BindingLetter,
    BindingRequest,
    Clause,
    ClauseVersion,
    PublishedText,
)
from backend.agreements.publication_rows import PublicationText
from tests.confidentiality.world import World
from tests.people import days


def amendments_of(world: World, clause: Clause, head: ClauseVersion) -> None:
    texts = [text for text in (clause.proposed_version, head) if text is not None]
    for text in texts:
        amendment = Amendment.objects.create(
            clause=clause,
            bargaining_table=clause.bargaining_table,
            visibility="table",
            base=clause.current_version,
            head=text,
            proposed_by_side="employer",
            proposed_on=days(-10),
        )
        ClauseVersion.objects.filter(pk=text.pk).update(amendment=amendment)
        amendment.refresh_from_db()
        world.note("amendment", amendment)


def publications_of(world: World, clause: Clause) -> None:
    word = world.word()
    published = PublishedText.objects.create(
        clause=clause,
        agreement=clause.agreement,
        bargaining_table=clause.bargaining_table,
        visibility="public",
        article_number="1.1",
        title=word,
        body=word,
        digest=word,
        since=days(-400),
        published_at=timezone.now(),
    )
    world.keep("published", published, word)
    word = world.word()
    replaced = PublishedText.objects.create(
        clause=clause,
        agreement=clause.agreement,
        bargaining_table=clause.bargaining_table,
        visibility="parties",
        text=clause.current_version,
        article_number="1.1",
        title=word,
        body=word,
        digest=word,
        since=days(-400),
        published_at=timezone.now(),
        replaced_at=timezone.now(),
    )
    world.keep("replaced", replaced, word)
    Clause.objects.filter(pk=clause.pk).update(published_text=published)


def binding_of(world: World, clause: Clause) -> None:
    for began in (None, days(-9)):
        word = world.word()
        made = BindingRequest.objects.create(
            agreement=clause.agreement,
            bargaining_table=clause.bargaining_table,
            visibility="public" if began else "parties",
            kind="request",
            clauses=[clause.pk],
            parties=[word],
            source=word,
            requested_on=days(-20),
            inspection_from=began,
            inspection_until=began and days(11),
        )
        world.keep("bindingRequest", made, word)
        word = world.word()
        letter = BindingLetter.objects.create(
            agreement=clause.agreement,
            request=made,
            bargaining_table=clause.bargaining_table,
            visibility="parties",
            name=word,
            media_type="application/pdf",
            size=9,
            sha256=word,
            content=b"%",
        )
        world.keep("bindingLetter", letter, word)


def withheld_of(world: World, clause: Clause) -> None:
    word = world.word()
    assert clause.current_version is not None
    near = "table" if clause.state == "in_amendment" else "parties"
    made = PublicationText.objects.create(
        clause=clause,
        text=clause.current_version,
        bargaining_table=clause.bargaining_table,
        visibility=near,
        passages=[word],
        body=word,
        withheld=1,
        reason=word,
        person_name=word,
        created_at=timezone.now(),
    )
    world.keep("publicationText", made, word)


def a_version_of(world: World, clause: Clause, **reading: str) -> ClauseVersion:
    word = world.word()
    version = ClauseVersion.objects.create(
        clause=clause,
        bargaining_table=clause.bargaining_table,
        number=99,
        body=word,
        rationale=word,
        title=word,
        summary=word,
        scope=word,
        author_side="employer",
        author_name=word,
        digest=word,
        created_at=timezone.now(),
        **{"side": "", **reading},
    )
    world.keep("version", version, word)
    return version
