"""What people write while they negotiate: notes, and what they reveal of them; comments."""

from typing import Any

from backend.confidentiality.context import acting_as
from backend.notes import actions as notes
from backend.notes import annotated, commenting
from backend.notes.models import Comment, Note
from backend.packages.models import Package
from backend.parties.actors import SYSTEM
from tests.parity.stage import Stage

# With a number behind it: what a note says, and nothing else until it is revealed.
SECRET = "Ondergrens nummer"


def spoken_of(stage: Stage, subject: Any) -> Any:
    """What can be written about: this, or the agreement of which it is a trade, or a clause."""
    if isinstance(subject, Package):
        return subject.agreement
    return subject if subject.kind in annotated.kinds() else stage.subjects[0]


def note(stage: Stage, subject: Any, who: str) -> str:
    """Write something down for one's own organisation, or for one's side, by turns."""
    turn, about, actor = stage.turn(), spoken_of(stage, subject), stage.actor(who)
    text, reading = f"{SECRET} {turn}.", ("organisation", "side")[turn % 2]
    return stage.attempt(lambda: notes.write_note(about, actor=actor, text=text, reading=reading))


def rewrite(stage: Stage, subject: Any, who: str) -> str:
    """Change, share or remove a note, as one of its organisation more often than not."""
    turn = stage.turn()
    found, who = _a_note(turn, who)
    if found is None:
        return "nothing"
    actor, text = stage.actor(who), f"{SECRET} {turn}."
    changes = ({"text": text}, {"text": text, "reading": "side"})[turn % 2]
    if turn % 5 == 0:
        return stage.attempt(lambda: notes.remove_note(found, actor=actor))
    return stage.attempt(lambda: notes.change_note(found, changes, actor=actor))


def reveal(stage: Stage, subject: Any, who: str) -> str:
    """Say at the table what a note says."""
    found, who = _a_note(stage.turn(), who)
    if found is None:
        return "nothing"
    actor, digest = stage.actor(who), found.digest()
    return stage.attempt(lambda: notes.reveal(found, actor=actor, digest=digest))


def comment(stage: Stage, subject: Any, who: str) -> str:
    """Say something about a subject to all who read what is said of it."""
    about, actor, text = spoken_of(stage, subject), stage.actor(who), f"Dat vindt {who} ervan."
    return stage.attempt(lambda: commenting.add_comment(about, actor=actor, text=text))


def react(stage: Stage, subject: Any, who: str) -> str:
    """Answer, settle or reopen a comment, by turns."""
    turn, actor = stage.turn(), stage.actor(who)
    with acting_as(SYSTEM):
        rows = list(Comment.objects.order_by("created_at", "id"))
    if not rows:
        return "nothing"
    found = rows[turn % len(rows)]
    if turn % 2:
        return stage.attempt(
            lambda: commenting.reply(found, actor=actor, text=f"Dat zegt {who} terug.")
        )
    wanted = not found.resolved
    return stage.attempt(lambda: commenting.resolve(found, actor=actor, resolved=wanted))


def _a_note(turn: int, who: str) -> tuple[Note | None, str]:
    """Return a note that was not revealed, and who tries: its writer, and now and then `who`."""
    with acting_as(SYSTEM):
        rows = list(Note.objects.filter(revealed_at=None).order_by("created_at", "id"))
    if not rows:
        return None, who
    found = rows[turn % len(rows)]
    return found, who if turn % 3 == 0 else found.person_name.lower()
