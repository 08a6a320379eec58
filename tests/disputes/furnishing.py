"""Disputes for the house full of rows, with what both sides say and hand in."""

from django.utils import timezone

from backend.agreements.models import Clause
from backend.disputes.models import Dispute, Piece, Rung, Statement
from tests.confidentiality.world import World
from tests.people import days


def a_dispute_of(world: World, clause: Clause) -> Dispute:
    """An open dispute about a clause that the parties read."""
    word, table = world.word(), world.circle.table
    dispute = Dispute.objects.create(
        subject_kind="clause",
        subject_id=clause.pk,
        bargaining_table=table,
        visibility="parties",
        back_to="in_force",
        kind="interpretation",
        facts=word,
        requested=word,
        quote=word,
        raised_on=days(-9),
        answer_due_on=days(9),
        level="joint_committee",
        author_side="union",
        organisation=world.circle.organisations["bond-een"],
    )
    world.keep("dispute", dispute, word)
    by = {"author_side": "employer", "organisation": world.circle.organisations["werkgevers"]}
    now, said = timezone.now(), world.word()
    answer = Statement.below(dispute, said="answer", text=said, said_at=now, **by)
    world.keep("statement", answer, said)
    shown = world.word()
    document = {"name": shown, "media_type": "application/pdf", "content": b"%", "size": 1}
    piece = Piece.below(dispute, title=shown, explanation=shown, added_at=now, **document, **by)
    world.keep("piece", piece, shown)
    found = world.word()
    rung = Rung.below(
        dispute,
        level="joint_committee",
        began_on=days(-1),
        before=found,
        finding="advice",
        finding_text=found,
        finding_source=found,
        found_on=days(-1),
        **by,
    )
    world.keep("rung", rung, found)
    return dispute
