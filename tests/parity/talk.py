"""What people write while they negotiate: notes and what they reveal of them, comments, letters."""

from base64 import b64encode
from typing import Any

from backend.confidentiality.context import acting_as
from backend.notes import actions as notes
from backend.notes import commenting
from backend.notes.models import Note
from backend.parties.actors import SYSTEM
from backend.workflow import papers
from backend.workflow.models import Paper
from tests.parity.stage import Stage, attempt
from tests.people import days

LETTER = b64encode(b"%PDF-1.4\n1 0 obj\n%%EOF\n").decode()
PARTIES = (("bond-een", "vera"), ("werkgevers", "wil"), ("bond-twee", "bram"))


def note(stage: Stage, subject: Any, who: str) -> str:
    """Write something down for one's own organisation, or for one's side, by turns."""
    reading = ("organisation", "side")[subject.version % 2]
    actor = stage.actor(who)
    return attempt(
        lambda: notes.write_note(subject, actor=actor, text=f"Van {who} alleen.", reading=reading)
    )


def reveal(stage: Stage, subject: Any, who: str) -> str:
    """Say at the table what the oldest note that somebody can read says."""
    actor = stage.actor(who)
    with acting_as(actor):
        found = Note.objects.visible_to(actor).filter(revealed_at=None).order_by("pk").first()
    if found is None:
        return "nothing"
    return attempt(lambda: notes.reveal(found, actor=actor, digest=found.digest()))


def comment(stage: Stage, subject: Any, who: str) -> str:
    """Say something about a subject to all who read it."""
    actor = stage.actor(who)
    return attempt(lambda: commenting.add_comment(subject, actor=actor, text=f"Vindt {who}."))


def letter(stage: Stage, subject: Any, who: str) -> str:
    """Have the secretariat record that a party consented on paper, to whatever awaits it."""
    shared = [row.name for row in stage.rows(subject) if row.needs_others]
    if not shared:
        return "nothing"
    party, signer = PARTIES[subject.version % len(PARTIES)]
    name = shared[subject.version % len(shared)]
    return attempt(
        lambda: papers.record(
            subject,
            actor=stage.actor("sanne"),
            transition=name,
            organisation=stage.circle.organisations[party].pk,
            signed_by=signer.title(),
            signed_on=days(-1),
            name="Brief",
            document=LETTER,
            data=stage.terms(subject, name, signer),
        )
    )


def answer_letter(stage: Stage, subject: Any, who: str) -> str:
    """Confirm the oldest letter that waits, or refuse it now and then, as somebody."""
    with acting_as(SYSTEM):
        found = Paper.objects.filter(state="waiting").order_by("pk").first()
    about = next((each for each in stage.subjects if found and each.pk == found.subject_id), None)
    if found is None or about is None:
        return "nothing"
    decision = "refused" if subject.version % 4 == 0 else "confirmed"
    actor = stage.actor(who)
    return attempt(
        lambda: papers.decide(found, about, actor=actor, decision=decision, reason="Zo is het.")
    )
