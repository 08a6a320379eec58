"""Consents that were given on paper: recorded by the secretariat, confirmed by the party."""

from base64 import b64encode
from typing import Any

from backend.parties.models import Organisation
from backend.workflow import papers
from backend.workflow.models import Paper
from tests.parity.stage import REASON, Stage
from tests.people import days

DOCUMENT = b64encode(b"%PDF-1.4\n1 0 obj\n%%EOF\n").decode()
SIGNERS = {"werkgevers": "wil", "bond-een": "vera", "bond-twee": "bram"}


def letter(stage: Stage, subject: Any, who: str) -> str:
    """Write down that a party signed for what awaits its consent; the secretariat, or somebody."""
    shared = [row.name for row in stage.rows(subject) if row.needs_others]
    if not shared:
        return "nothing"
    turn = stage.turn()
    party, name = list(SIGNERS)[turn % len(SIGNERS)], shared[turn % len(shared)]
    who = "sanne" if turn % 4 else who
    terms = stage.terms(subject, name, SIGNERS[party])
    return stage.attempt(
        lambda: papers.record(
            subject,
            actor=stage.actor(who),
            transition=name,
            organisation=stage.circle.organisations[party].pk,
            signed_by=SIGNERS[party].title(),
            signed_on=days(-1),
            name="Brief",
            document=DOCUMENT,
            data=terms,
        )
    )


def answer_letter(stage: Stage, subject: Any, who: str) -> str:
    """Confirm the newest letter that waits, or refuse it now and then; its signer, or somebody.

    Where none waits, one is written first, if anything awaits a consent.
    """
    found = _waiting(stage)
    if found is None:
        letter(stage, subject, "sanne")
        found = _waiting(stage)
    if found is None:
        return "nothing"
    turn, at = stage.turn(), Organisation.objects.get(pk=found.organisation_id).key
    decision = "confirmed" if turn % 3 else "refused"
    actor = stage.actor(who if turn % 4 == 0 else SIGNERS[at])
    came = stage.attempt(
        lambda: papers.decide(
            found, _about(stage, found), actor=actor, decision=decision, reason=REASON
        )
    )
    return decision if came == "done" else came


def _waiting(stage: Stage) -> Paper | None:
    rows = Paper.objects.filter(state="waiting").order_by("-recorded_at", "-id")
    return next((each for each in rows if _about(stage, each) is not None), None)


def _about(stage: Stage, paper: Paper) -> Any:
    return next((each for each in stage.subjects if each.pk == paper.subject_id), None)
