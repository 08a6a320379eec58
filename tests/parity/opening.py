"""How every play begins: who is there, and what lies before them."""

from collections.abc import Callable
from datetime import datetime

from backend.parties.kinds import Function
from backend.parties.models import Affiliation
from tests.agreements import scene
from tests.lifecycles.commitment_arrangement import cao_table
from tests.parity import bargaining, meetings
from tests.parity.stage import KEEPER, Stage
from tests.people import mandate, person


def a_stage(go_to: Callable[[datetime], None]) -> Stage:
    """A clause in force, one before the members, two on the table, a draft of each side, a promise.

    Everything came about through the engine, so that its history is whole.
    """
    circle = cao_table()
    at = circle.organisations
    circle.people["duo"] = person("duo", at["werkgevers"], at["bond-een"])
    for name in ("werkgevers", "bond-een"):
        mandate(circle.people["duo"], at[name])
    kept = [at[name] for name in ("werkgevers", "bond-een", "bond-twee", "bedrijf")]
    circle.people[KEEPER] = person(KEEPER, *kept, function=Function.MEMBER)
    Affiliation.objects.filter(person=circle.people[KEEPER]).update(keeps_mandates=True)
    stage = Stage(circle, go_to)
    agreement = scene.open_agreement(circle)
    # counted from the day of the play, which is the same each time
    terms = {"effective_on": scene.iso(10), "ends_on": scene.iso(400)}
    in_force = scene.consulted(circle, agreement, "1", **terms)
    for who in scene.PARTIES:
        scene.say(circle, in_force, who, "accepted")
    receipt = {"submitted_on": scene.iso(0), "receipt_on": scene.iso(0)}
    scene.take(circle, in_force, "sanne", "register", data=receipt)
    stage.wait(12)
    assert stage.state(in_force) == "in_force"
    before_members = scene.consulted(circle, agreement, "2", **terms)
    on_table = scene.negotiated(circle, agreement, "3")
    stage.subjects = [
        in_force,
        before_members,
        on_table,
        scene.draft(circle, agreement, "4"),
        scene.draft(circle, agreement, "5", who="vera"),
        scene.negotiated(circle, agreement, "6"),
    ]
    later = scene.open_agreement(circle, title="Cao voor later")
    stage.subjects += [
        scene.consulted(circle, later, "7", **terms),
        scene.negotiated(circle, later, "8"),
    ]
    assert meetings.meet(stage, on_table, "sanne") == "done"
    for who in ("vera", "wil"):
        assert bargaining.promise(stage, on_table, who) == "done"
    return stage
