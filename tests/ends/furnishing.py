"""Notices for the house full of rows: what each side intends, and its letters."""

from typing import Any

from backend.agreements.models import Agreement
from backend.agreements.notice_rows import NoticeIntention, NoticeProof
from tests.confidentiality.world import World
from tests.people import days


def notices_of(world: World, agreement: Agreement) -> None:
    """What each side intends, the letter of each, and one with which notice was given."""
    for key, side in (("werkgevers", "employer"), ("bond-een", "union")):
        private = {"visibility": "side_private", "side": side}
        word = world.word()
        about = _of_party(world, agreement, key, word)
        said = NoticeIntention.objects.create(**about, **private, decision="give", explanation=word)
        world.keep("intention", said, word)
        for reading in (private, {"visibility": "parties", "given_on": days(-3)}):
            word = world.word()
            proof = NoticeProof.objects.create(
                **_of_party(world, agreement, key, word),
                **reading,
                name=word,
                media_type="application/pdf",
                size=1,
                sha256=word.ljust(64, "0"),
                content=b"%",
            )
            world.keep("proof", proof, word)


def _of_party(world: World, agreement: Agreement, key: str, word: str) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "bargaining_table": world.circle.table,
        "organisation": world.circle.organisations[key],
        "person_name": word,
    }
