"""What people do to the dossiers themselves besides the steps of the table: one deed each."""

from typing import Any

from backend.agreements import actions
from backend.agreements.kinds import ON_THE_TABLE
from backend.agreements.models import Clause
from backend.commitments.actions import create_commitment
from backend.confidentiality.context import acting_as
from backend.evaluations import actions as evaluations
from backend.evaluations.models import Evaluation
from backend.packages import actions as packages
from backend.packages.composing import Wanted
from backend.packages.models import Package
from backend.parties.actors import SYSTEM
from tests.parity.stage import Stage
from tests.people import days

MOST = 16
MOST_PACKAGES = 3
FOR_A_REVIEW = ("verdict", "explanation", "indicators")
JUDGEMENT: dict[str, Any] = {
    "verdict": "partly",
    "explanation": "De helft is af.",
    "lessons": "Begin klein.",
    "advice": "continue",
    "indicators": [{"indicator": "autonomy", "value": 7, "source": "Eigen meting"}],
}


def correct(stage: Stage, subject: Any, who: str) -> str:
    """Change a field of a clause or a package, maybe while others say yes to it."""
    who = stage.who_may(subject, "withdraw", who)  # which is its author's, as this is
    if isinstance(subject, Package):
        words = {"explanation": f"{subject.explanation} en {who}"[-200:]}
        return stage.attempt(lambda: packages.edit(subject, words, actor=stage.actor(who)))
    if not isinstance(subject, Clause):
        return "nothing"
    scope = {"scope": f"{subject.scope} en {who}"[-200:]}
    return stage.attempt(lambda: actions.edit_clause(subject, scope, actor=stage.actor(who)))


def promise(stage: Stage, subject: Any, who: str) -> str:
    """Have the employers promise something in a clause, or the union, by turns."""
    if not isinstance(subject, Clause) or len(stage.subjects) > MOST:
        return "nothing"
    side = ("employer", "union")[len(stage.subjects) % 2]
    organisation = {"employer": "werkgevers", "union": "bond-een"}[side]
    made: list[Any] = []

    def deed() -> None:
        made.append(
            create_commitment(
                subject,
                actor=stage.actor(who),
                text="Een handreiking maken",
                owner_side=side,
                owner_id=stage.circle.organisations[organisation].pk,
                due_on=days(40),
            )
        )

    found = stage.attempt(deed)
    stage.subjects += made
    return found


def trade(stage: Stage, subject: Any, who: str) -> str:
    """Lay a package of what is on the table beside another one, or the first of its choice."""
    found = [each for each in stage.subjects if isinstance(each, Clause)]
    on_table = [each for each in found if stage.state(each) in ON_THE_TABLE]
    of = {each.agreement_id for each in on_table[:1]}
    on_table = [each for each in on_table if each.agreement_id in of]
    with acting_as(SYSTEM):
        rival = Package.objects.filter(state="open").order_by("-id").first()
        agreement = on_table[0].agreement if on_table else None
    many = sum(isinstance(each, Package) for each in stage.subjects)
    if agreement is None or many >= MOST_PACKAGES:
        return "nothing"
    made: list[Any] = []

    def deed() -> None:
        terms = stage.terms(on_table[0], "agree", who)
        made.append(
            packages.propose(
                agreement,
                actor=stage.actor(who),
                title=f"Ruil van {who}",
                members=[Wanted(each.pk, terms) for each in on_table],
                alternative_to=rival.pk if rival else None,
                is_alternative=True,  # of which a single clause may be left
            )
        )

    came = stage.attempt(deed)
    stage.subjects += made
    return came


def clinch(stage: Stage, subject: Any, who: str) -> str:
    """Have everybody work towards the newest package that is on the table, for once."""
    return _together(stage, "agree", who)


def take_out(stage: Stage, subject: Any, who: str) -> str:
    """Have everybody work on taking a clause out of that package, or of one laid there now."""
    packages = [each for each in stage.subjects if isinstance(each, Package)]
    if all(stage.state(each) != "open" for each in packages):
        trade(stage, subject, who)
    return _together(stage, "release", who)


def refuse(stage: Stage, subject: Any, who: str) -> str:
    """Have the members of one union reject what the others accept: it goes on without them.

    Of the agreement by which it is not bound yet; brought before them first, if need be.
    """
    bound = stage.subjects[0].agreement_id
    clauses = [each for each in stage.subjects if isinstance(each, Clause)]
    later = [each for each in clauses if each.agreement_id != bound]
    for name in ("agree", "start_ratification"):
        for clause in later:
            if any(row.name == name for row in stage.rows(clause)):
                stage.push(clause, name, who)
    asked = [each for each in later if stage.state(each) == "in_ratification"]
    if not asked:
        return "nothing"
    clause, before = asked[0], asked[0].bargaining_table_id
    for name in ("bram", "wil", "vera"):
        outcome = "rejected" if name == "bram" else "accepted"
        stage.perform(clause, "record_ballot", name, {"outcome": outcome})
    stage.state(clause)
    return "moved" if clause.bargaining_table_id != before else "stays"


def judge(stage: Stage, subject: Any, who: str) -> str:
    """Say what one's own side finds of what is evaluated."""
    with acting_as(SYSTEM):
        rows = Evaluation.objects.filter(subject_id=subject.pk, closed_at__isnull=True)
        found = rows.first()
    if found is None:
        return "nothing"
    said = JUDGEMENT if found.form == "final" else {k: JUDGEMENT[k] for k in FOR_A_REVIEW}
    return stage.attempt(lambda: evaluations.judge(found, actor=stage.actor(who), **said))


def _together(stage: Stage, name: str, who: str) -> str:
    found = [each for each in stage.subjects if isinstance(each, Package)]
    package = next((each for each in reversed(found) if stage.state(each) == "open"), None)
    if package is None:
        return "nothing"
    before = package.version
    stage.push(package, name, who)
    stage.state(package)
    return "stays" if package.version == before else "pushed"
