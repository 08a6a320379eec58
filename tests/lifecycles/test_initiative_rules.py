"""What the clock does to initiatives, and the rules that one cell of the matrix cannot show."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.initiatives import actions
from backend.initiatives.lifecycle import LIFECYCLE
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, dues, engine
from backend.workflow.clock import run_due_transitions
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.models import Due
from tests.lifecycles import matrix
from tests.lifecycles.initiative_arrangement import InitiativeArrangement, steering_group
from tests.people import days

pytestmark = pytest.mark.django_db
STOP = {"lessons": "Begin kleiner.", "indicator_status": "Onveranderd."}


@pytest.fixture
def arrangement(db: None) -> InitiativeArrangement:
    return InitiativeArrangement(steering_group())


def planned(initiative: Initiative, **values) -> Initiative:
    """Give it these dates, past the engine, and let the clock know."""
    with acting_as(SYSTEM):
        Initiative.objects.filter(pk=initiative.pk).update(**values)
        initiative = Initiative.objects.get(pk=initiative.pk)
        dues.replan(initiative)
    return initiative


def after_the_clock(initiative: Initiative, now: datetime | None = None) -> str:
    run_due_transitions(now or datetime.now(UTC))
    with acting_as(SYSTEM):
        return str(Initiative.objects.get(pk=initiative.pk).state)


def no_bottlenecks(initiative: Initiative) -> None:
    with acting_as(SYSTEM):
        initiative.bottlenecks.all().delete()


@pytest.mark.parametrize(
    ("state", "dates", "wanted"),
    [
        ("running", {"next_review_on": 0, "end_on": 9}, "under_review"),
        ("running", {"next_review_on": 1, "end_on": 9}, "running"),
        ("running", {"next_review_on": -9, "end_on": 0}, "evaluating"),
        ("under_review", {"end_on": 0}, "evaluating"),
        ("under_review", {"end_on": 1}, "under_review"),
        ("paused", {"resume_on": -30}, "escalated"),
        ("paused", {"resume_on": -29}, "paused"),
        ("embedded", {"follow_up_on": -400}, "archived"),
        ("embedded", {"follow_up_on": -300}, "embedded"),
        ("discontinued", {"closed_on": -367}, "archived"),
        ("discontinued", {"closed_on": -360}, "discontinued"),
    ],
)
def test_the_clock_does_what_is_due_and_nothing_before_its_day(arrangement, state, dates, wanted):
    initiative = arrangement.subject(state)
    no_bottlenecks(initiative)
    initiative = planned(initiative, **{name: days(ago) for name, ago in dates.items()})

    assert after_the_clock(initiative) == wanted


def test_after_an_outage_everything_missed_is_done_in_its_order(arrangement):
    initiative = arrangement.subject("running")
    no_bottlenecks(initiative)
    planned(initiative, next_review_on=days(-20), end_on=days(-10))

    assert after_the_clock(initiative) == "evaluating"
    with acting_as(SYSTEM):
        events = AuditEntry.objects.filter(subject_id=initiative.pk).order_by("number")
        assert [entry.event for entry in events] == ["review_due", "start_evaluation"]


@pytest.mark.parametrize(("late", "wanted"), [(29, "running"), (30, "escalated")])
def test_a_late_bottleneck_is_escalated_after_thirty_days(arrangement, late, wanted):
    initiative = arrangement.subject("running")
    with acting_as(SYSTEM):
        initiative.bottlenecks.update(due_on=days(-late))
    planned(initiative, next_review_on=days(9), end_on=days(99))

    assert after_the_clock(initiative) == wanted


def test_a_solved_bottleneck_is_not_escalated(arrangement):
    initiative = planned(arrangement.subject("running"), next_review_on=None, end_on=days(99))
    emma = arrangement.actor("emma")
    with acting_as(emma):
        bottleneck = initiative.bottlenecks.get()
        actions.follow_bottleneck(
            initiative, bottleneck, actor=emma, status="accepted", result="Zo blijft het."
        )

    assert after_the_clock(initiative) == "running"


def test_resolving_an_escalation_gives_late_bottlenecks_another_date(arrangement):
    initiative = arrangement.subject("escalated")
    cees = arrangement.player("cees")

    with acting_as(cees.actor):
        moved = matrix.perform(arrangement, initiative, "resolve_escalation", cees)
        assert moved.bottlenecks.get().due_on == days(20)
    planned(initiative, next_review_on=None, end_on=days(99))
    assert after_the_clock(initiative) == "running"


def test_the_clock_launches_only_what_both_owners_consented_to(arrangement):
    initiative = arrangement.subject("baseline")
    no_bottlenecks(initiative)
    planned(initiative, start_on=days(0), next_review_on=None, end_on=days(99))
    assert after_the_clock(initiative) == "baseline"
    for name in ("emma", "karel"):
        actor = arrangement.actor(name)
        with acting_as(actor):
            consenting.give(initiative, "launch", actor=actor, data={"group_figures_only": True})
    assert after_the_clock(initiative) == "baseline"  # refused today, it is looked at tomorrow

    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert after_the_clock(initiative, tomorrow) == "running"


def test_a_decision_against_the_advice_waits_a_month(arrangement):
    facts = {"works_council_role": "advice", "works_council_outcome": "negative"}
    emma = arrangement.player("emma")
    for approved, outcome in ((days(-20), "Refused"), (days(-39), "running")):
        initiative = planned(arrangement.subject("baseline"), approved_on=approved, **facts)
        with acting_as(emma.actor):
            assert matrix.attempt(arrangement, initiative, "launch", emma) == outcome


def test_one_side_stops_thirty_days_after_it_said_so(arrangement):
    initiative = planned(arrangement.subject("running"), next_review_on=None, end_on=days(99))
    no_bottlenecks(initiative)
    vera, wil = arrangement.actor("vera"), arrangement.actor("wil")
    with acting_as(vera):
        engine.perform(initiative, "announce_stop", actor=vera, reason="Het werkt niet.")
        with pytest.raises(InvalidData):
            engine.perform(initiative, "stop_early", actor=vera, reason="Klaar.", data=STOP)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=30), tick=False):
        with acting_as(wil), pytest.raises(InvalidData):  # the other side announced nothing
            engine.perform(initiative, "stop_early", actor=wil, reason="Klaar.", data=STOP)
        with acting_as(vera):
            engine.perform(initiative, "stop_early", actor=vera, reason="Klaar.", data=STOP)
            assert (initiative.state, initiative.lessons) == ("discontinued", "Begin kleiner.")


def test_an_announced_stop_is_off_when_both_go_on(arrangement):
    initiative = planned(
        arrangement.subject("paused"), stop_announced_on=days(-40), stop_announced_by="workers"
    )
    emma = arrangement.player("emma")

    with acting_as(emma.actor):
        resumed = matrix.perform(arrangement, initiative, "resume", emma)

    assert (resumed.stop_announced_on, resumed.stop_announced_by) == (None, "")


def test_the_employers_owner_can_stop_alone_once_the_works_council_was_heard(arrangement):
    initiative = arrangement.subject("evaluating")
    data = {"lessons": "Begin kleiner.", "works_council_heard_on": days(-1).isoformat()}
    offered = {
        who: option.waivable
        for who in ("emma", "karel")
        for option in engine.options(initiative, actor=arrangement.actor(who))
        if option.transition.name == "decide_stop"
    }
    assert offered == {"emma": True, "karel": False}
    with acting_as(arrangement.actor("karel")), pytest.raises(InvalidData):
        engine.perform(initiative, "decide_stop", actor=arrangement.actor("karel"), data=data)
    with acting_as(arrangement.actor("emma")):
        with pytest.raises(Refused):
            engine.perform(
                initiative,
                "decide_stop",
                actor=arrangement.actor("emma"),
                data={"lessons": "Begin kleiner."},
            )
        entry = engine.perform(
            initiative, "decide_stop", actor=arrangement.actor("emma"), data=data
        )

    assert (initiative.state, entry.facts["waived"]) == ("discontinued", True)


def test_it_is_extended_twice_and_not_a_third_time(arrangement):
    emma = arrangement.player("emma")
    for before, outcome in ((0, "running"), (1, "running"), (2, "Refused")):
        initiative = planned(arrangement.subject("evaluating"), extensions=before)
        with acting_as(emma.actor):
            assert matrix.attempt(arrangement, initiative, "extend", emma) == outcome


def test_an_extension_moves_the_final_evaluation_along(arrangement):
    initiative, emma = arrangement.subject("evaluating"), arrangement.player("emma")

    with acting_as(emma.actor):
        extended = matrix.perform(arrangement, initiative, "extend", emma)

    assert (extended.end_on, extended.final_evaluation_on) == (days(90), days(100))
    assert (extended.extensions, extended.next_review_on) == (1, None)


def test_an_answer_of_the_works_council_voids_the_consents_given_before_it(arrangement):
    initiative = arrangement.subject("in_consultation")
    wil, otto = arrangement.actor("wil"), arrangement.actor("otto")
    with acting_as(wil):
        consent = consenting.give(initiative, "approve", actor=wil)
    with acting_as(otto):
        data = {"outcome": "consented", "decided_on": days(0).isoformat()}
        engine.perform(initiative, "record_or_outcome", actor=otto, data=data)

    with acting_as(wil):
        consent.refresh_from_db()
    assert consent.ended_because == "voided"


@pytest.mark.parametrize(
    ("changes", "left"),
    [({"plan": "Iets heel anders."}, ""), ({"culture_note": "Nieuw."}, "consented")],
)
def test_another_plan_needs_another_answer_of_the_works_council(arrangement, changes, left):
    initiative, emma = arrangement.subject("in_consultation"), arrangement.actor("emma")

    with acting_as(emma):
        actions.edit(initiative, actor=emma, **changes)

    assert initiative.works_council_outcome == left


def test_an_owner_can_be_replaced_but_not_removed(arrangement):
    initiative, emma = arrangement.subject("running"), arrangement.actor("emma")

    with acting_as(emma), pytest.raises(InvalidData):
        actions.edit(initiative, actor=emma, employer_owner=None)


def test_an_extension_to_the_end_of_time_breaks_nothing(arrangement):
    initiative, emma = arrangement.subject("evaluating"), arrangement.player("emma")

    with acting_as(emma.actor):
        data = {"end_on": "9999-12-31"}
        extended = matrix.perform(arrangement, initiative, "extend", emma, data)

    assert extended.final_evaluation_on == date.max


@pytest.mark.parametrize(("voice", "otto_may"), [("union", False), ("either", True)])
def test_the_works_council_speaks_where_the_table_lets_it(arrangement, voice, otto_may):
    arrangement.circle.table.worker_voice = voice
    arrangement.circle.table.save()
    initiative, otto = arrangement.subject("in_consultation"), arrangement.actor("otto")

    with acting_as(otto):
        if otto_may:
            consenting.give(initiative, "approve", actor=otto)
        else:
            with pytest.raises(NotAllowed):
                consenting.give(initiative, "approve", actor=otto)


def test_a_staff_meeting_answers_like_any_other_body(arrangement):
    meeting = arrangement.circle.organisations["raad"]
    meeting.name = "Personeelsvergadering Bedrijf"
    meeting.save()
    initiative = planned(arrangement.subject("in_consultation"), size_class="WP10")
    otto = arrangement.player("otto")

    with acting_as(otto.actor):
        answered = matrix.perform(arrangement, initiative, "record_or_outcome", otto)

    assert answered.works_council_outcome == "consented"


BOTTLENECK = {"bottleneck_due", "bottleneck_overdue"}


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("idea", set()),
        ("in_consultation", set()),
        ("approved", set()),
        ("running", {"review_due", "final_evaluation", "stale_record", *BOTTLENECK}),
        ("paused", {"final_evaluation", "pause_ends", *BOTTLENECK}),
        ("evaluating", {"final_evaluation", "good_example_consent"}),
        ("embedded", {"good_example_consent"}),
    ],
)
def test_the_deadlines_of_a_state_in_which_nothing_is_missing(arrangement, state, wanted):
    initiative = planned(arrangement.subject(state))

    with acting_as(SYSTEM):
        rows = Due.objects.filter(subject_id=initiative.pk, is_transition=False)
        assert set(rows.values_list("name", flat=True)) == wanted


def test_whom_the_deadlines_are_for():
    whom = {line.name: line.whom for line in LIFECYCLE.deadlines}

    assert whom == {
        "or_answer": ("works_council_asked", "employer_owner"),
        "baseline_missing": ("owners",),
        "review_due": ("review_awaited", "secretariat"),
        "pause_ends": ("resume_awaited", "secretariat"),
        "bottleneck_due": ("bottleneck_owner", "owners"),
        "bottleneck_overdue": ("bottleneck_owner", "owners"),
        "measurement_due": ("owners",),
        "final_evaluation": ("final_awaited", "secretariat"),
        "followup_embedded": ("owners",),
        "stale_record": ("owners",),
        "good_example_consent": ("example_awaited",),
    }


def test_the_owners_are_a_circle(arrangement):
    organisations = arrangement.circle.organisations
    initiative = arrangement.subject("running")

    assert initiative.circle("owners") == {
        organisations["bedrijf"].pk,
        organisations["kaderbond"].pk,
    }
    assert initiative.circle("friends") == set()
