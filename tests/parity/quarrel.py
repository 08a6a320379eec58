"""The sides see a clause differently: a claim, an answer, evidence, rungs, findings, an end."""

from base64 import b64encode
from typing import Any

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.disputes import actions
from backend.disputes.kinds import LADDER
from backend.disputes.models import Dispute
from backend.parties.actors import SYSTEM
from tests.parity.stage import Stage
from tests.people import days

DOCUMENT = b64encode(b"%PDF-1.4\n2 0 obj\n%%EOF\n").decode()


def quarrel(stage: Stage, subject: Any, who: str) -> str:
    """Raise a dispute, or take the one that is open a step further."""
    clauses = [each for each in stage.subjects if isinstance(each, Clause)]
    names = {each.pk: {row.name for row in stage.rows(each)} for each in clauses}
    disputed = [each for each in clauses if "resolve_dispute" in names[each.pk]]
    if not disputed:
        calm = [each for each in clauses if "raise_dispute" in names[each.pk]]
        return _pushed(stage, calm[0], "raise_dispute", who) if calm else "nothing"
    clause, turn = disputed[0], stage.turn()
    name = ("answer_dispute", "escalate_dispute", "record_finding", "resolve_dispute")[turn % 4]
    if name == "escalate_dispute":
        return _higher(stage, clause, who)
    if name == "answer_dispute":
        who = {"employer": "vera"}.get(_open(clause).author_side, "wil")
    return _pushed(stage, clause, name, who)


def testify(stage: Stage, subject: Any, who: str) -> str:
    """Hand in evidence, or add words to what one's side said, by turns."""
    turn, actor = stage.turn(), stage.actor(who)
    with acting_as(SYSTEM):  # now and then one that has ended
        rows = list(Dispute.objects.order_by("ending", "raised_on", "id"))
    if not rows:
        return "nothing"
    found = rows[-1] if turn % 7 == 0 else rows[0]
    if turn % 3 == 0:
        text = f"En dat vindt {who} nog steeds."
        came = stage.attempt(lambda: actions.add_statement(found, actor=actor, text=text))
        return came if came != "done" else "words"
    piece = ({"name": "Rooster", "document": DOCUMENT}, {"url": "https://example.org/rooster"})
    what = {"title": f"Rooster van {who}"} | piece[turn % 2]
    return stage.attempt(lambda: actions.add_evidence(found, what, actor=actor))


def _higher(stage: Stage, clause: Clause, who: str) -> str:
    rung = LADDER.index(_open(clause).level) + 1
    if rung == len(LADDER):
        return "nothing"
    terms = {"level": LADDER[rung], "answer_due_on": days(14).isoformat()}
    return stage.perform(clause, "escalate_dispute", who, terms)


def _pushed(stage: Stage, clause: Clause, name: str, who: str) -> str:
    before = clause.version
    stage.push(clause, name, who)
    stage.state(clause)
    return name if clause.version > before else "stays"


def _open(clause: Clause) -> Dispute:
    with acting_as(SYSTEM):
        found: Dispute = Dispute.objects.get(subject_id=clause.pk, ending="")
    return found
