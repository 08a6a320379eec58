"""Every guard and check of an initiative, both ways: what it lets through and what it stops."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from backend.confidentiality.context import acting_as
from backend.initiatives.lifecycle import LIFECYCLE
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.parties.models import BargainingTable, Membership
from backend.workflow.errors import InvalidData, Refused
from tests.lifecycles import matrix
from tests.lifecycles.initiative_arrangement import InitiativeArrangement, steering_group
from tests.people import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrangement(db: None) -> InitiativeArrangement:
    return InitiativeArrangement(steering_group())


def put(**values: Any) -> Callable[[Initiative], Any]:
    """Overwrite columns past the engine."""
    return lambda initiative: Initiative.objects.filter(pk=initiative.pk).update(**values)


def without(rows: str) -> Callable[[Initiative], None]:
    """Remove what stands below."""

    def remove(initiative: Initiative) -> None:
        if rows == "indicators":
            initiative.measurements.all().delete()
        getattr(initiative, rows).all().delete()

    return remove


def no_baseline(initiative: Initiative) -> None:
    initiative.indicators.update(baseline=None)


def employers_leave(initiative: Initiative) -> None:
    Membership.objects.filter(organisation__side="employer").update(valid_until=days(-1))


def unions_speak(initiative: Initiative) -> None:
    BargainingTable.objects.update(worker_voice="union")


def nobody_judged(initiative: Initiative) -> None:
    from backend.evaluations.models import Evaluation  # noqa: PLC0415 (only this one)

    Evaluation.objects.update(judged_by=["employer"])


# How to break what each guard looks after.
SPOILED: dict[str, Callable[[Initiative], Any]] = {
    "has_problem": put(problem=""),
    "has_plan": put(plan=""),
    "has_aims": put(aims=[]),
    "has_profile": put(region=""),
    "has_target_group": put(target_group=""),
    "has_owners": put(worker_owner=None),
    "has_term": put(start_on=None),
    "has_indicators": without("indicators"),
    "has_budget": put(budget=None),
    "has_evaluation_dates": put(next_review_on=days(5)),
    "works_council_has_answered": put(works_council_outcome=""),
    "works_council_is_asked": put(works_council_role="none"),
    "is_the_body_asked": put(works_council_body=None),
    "speaks_for_a_side": unions_speak,
    "steering_group_is_joint": employers_leave,
    "has_baseline": no_baseline,
    "advice_is_respected": put(works_council_outcome="negative", approved_on=days(-20)),
    "indicators_are_current": put(next_review_on=days(-20)),
    "both_sides_judged": nobody_judged,
    "end_date_reached": put(end_on=days(1)),
    "review_date_reached": put(next_review_on=days(1)),
    "pause_is_overdue": put(resume_on=days(-29)),
    "has_final_measurement": put(end_on=days(100)),
    "has_business_case": without("business_cases"),
    "may_be_extended": put(extensions=2),
    "follow_up_is_due": put(follow_up_on=days(1)),
    "example_is_asked": put(example_asked_on=None),
    "has_follow_up": put(closed_on=days(0)),
    "year_has_passed": put(closed_on=days(-364), follow_up_on=days(-364)),
}
CASES = list(matrix.guarded(LIFECYCLE))


@pytest.mark.parametrize(
    ("state", "row", "guard"), CASES, ids=[f"{r.name}-{g.__name__}" for _s, r, g in CASES]
)
def test_a_guard_lets_through_and_stops(arrangement, state, row, guard):
    initiative = arrangement.subject(state)
    player = matrix.performer(arrangement, row, initiative)
    if guard.__name__ == "speaks_for_a_side":
        player = arrangement.player("otto")
    with acting_as(player.actor):
        assert matrix.refusal_of(guard, initiative, player) == ""
        done = matrix.attempt(arrangement, initiative, row.name, player)
        assert done == matrix.target(row, initiative)

    with acting_as(SYSTEM):
        SPOILED[guard.__name__](initiative)
        spoiled = Initiative.objects.get(pk=initiative.pk)

    with acting_as(player.actor):
        code = matrix.refusal_of(guard, spoiled, player)
        with pytest.raises(Refused) as refused:
            matrix.perform(arrangement, spoiled, row.name, player)
    assert code
    assert code in {refusal.code for refusal in refused.value.refusals}
    with acting_as(SYSTEM):
        after = Initiative.objects.get(pk=initiative.pk)
    assert (after.state, after.version) == (spoiled.state, spoiled.version)


FAR, PAST = days(10_000).isoformat(), days(-1).isoformat()
STRANGER = "01890000-0000-7000-8000-000000000000"

# For every check of every row: data that it finds a fault in, where the fault is, and, where the
# data alone is not enough, how the initiative must be.
FAULTY: dict[tuple[str, str], tuple[dict[str, Any], str, Callable[[Initiative], Any] | None]] = {
    ("start_consultation", "answer_is_asked_of_a_body"): (
        {"works_council_body": STRANGER},
        "/data/works_council_body",
        None,
    ),
    ("start_consultation", "answer_has_a_date"): (
        {"answer_due_on": None},
        "/data/answer_due_on",
        None,
    ),
    ("start_consultation", "in_future_answer_due_on"): (
        {"answer_due_on": days(0).isoformat()},
        "/data/answer_due_on",
        None,
    ),
    ("record_or_outcome", "outcome_fits_role"): (
        {"outcome": "positive"},
        "/data/outcome",
        None,
    ),
    ("record_or_outcome", "conditions_are_named"): (
        {"outcome": "consented_with_conditions"},
        "/data/conditions",
        None,
    ),
    ("record_or_outcome", "has_come_decided_on"): (
        {"decided_on": days(1).isoformat()},
        "/data/decided_on",
        None,
    ),
    ("start_baseline", "grant_is_awarded"): ({}, "/data/grant_awarded_on", put(funding="slim")),
    ("start_baseline", "has_come_grant_awarded_on"): (
        {"grant_awarded_on": FAR},
        "/data/grant_awarded_on",
        None,
    ),
    ("launch", "only_group_figures"): (
        {"group_figures_only": False},
        "/data/group_figures_only",
        None,
    ),
    ("pause", "in_future_resume_on"): ({"resume_on": PAST}, "/data/resume_on", None),
    ("review_continue", "review_is_within_term"): (
        {"next_review_on": FAR},
        "/data/next_review_on",
        None,
    ),
    ("raise_bottleneck", "bottleneck_is_known"): ({"code": "luck"}, "/data/code", None),
    ("raise_bottleneck", "at_table_owner"): ({"owner": STRANGER}, "/data/owner", None),
    ("raise_bottleneck", "in_future_due_on"): ({"due_on": PAST}, "/data/due_on", None),
    ("escalate", "cause_is_real"): (
        {"cause": "late_bottleneck"},
        "/data/cause",
        without("bottlenecks"),
    ),
    ("resolve_escalation", "late_bottlenecks_get_a_date"): (
        {"bottlenecks_due_on": None},
        "/data/bottlenecks_due_on",
        None,
    ),
    ("resolve_escalation", "in_future_bottlenecks_due_on"): (
        {"bottlenecks_due_on": PAST},
        "/data/bottlenecks_due_on",
        None,
    ),
    ("stop_early", "notice_was_given"): ({"safety": False}, "/data/safety", None),
    ("decide_embed", "at_table_owner"): ({"owner": STRANGER}, "/data/owner", None),
    ("decide_stop", "only_employers_decide_alone"): (
        {"works_council_heard_on": PAST},
        "/data/works_council_heard_on",
        None,
    ),
    ("decide_stop", "has_come_works_council_heard_on"): (
        {"works_council_heard_on": FAR},
        "/data/works_council_heard_on",
        None,
    ),
    ("extend", "end_is_later"): ({"end_on": days(-30).isoformat()}, "/data/end_on", None),
    ("extend", "review_is_within_term"): (
        {"next_review_on": FAR},
        "/data/next_review_on",
        None,
    ),
    ("confirm_embedded", "in_future_follow_up_on"): (
        {"follow_up_on": PAST},
        "/data/follow_up_on",
        None,
    ),
}
PERFORMERS = {("decide_stop", "only_employers_decide_alone"): "karel"}


def test_every_guard_and_check_of_the_table_is_tried():
    guards = {guard.__name__ for _state, _row, guard in CASES}
    checks = {(row.name, each.__name__) for row in LIFECYCLE.transitions for each in row.checks}

    assert guards == set(SPOILED)
    assert checks == set(FAULTY)


@pytest.mark.parametrize(
    ("case", "faulty"), FAULTY.items(), ids=["-".join(case) for case in FAULTY]
)
def test_a_check_names_what_is_wrong(arrangement, case, faulty):
    changes, pointer, spoil = faulty
    row = next(row for row in LIFECYCLE.transitions if row.name == case[0])
    initiative = arrangement.subject(row.sources[0])
    player = matrix.performer(arrangement, row, initiative)
    if case in PERFORMERS:
        player = arrangement.player(PERFORMERS[case])
    with acting_as(player.actor):
        done = matrix.attempt(arrangement, initiative, row.name, player)
        assert done == matrix.target(row, initiative)
    if spoil is not None:
        with acting_as(SYSTEM):
            spoil(initiative)
    data = {**arrangement.data(row, player), **changes}
    given = {name: value for name, value in data.items() if value is not None}

    with acting_as(player.actor), pytest.raises(InvalidData) as invalid:
        matrix.perform(arrangement, initiative, row.name, player, given)

    assert pointer in {fault.pointer for fault in invalid.value.faults}


NEEDS_REASON = [row for row in LIFECYCLE.transitions if row.needs_reason]


def test_what_needs_a_reason():
    assert {row.name for row in NEEDS_REASON} == {
        "withdraw",
        "reject",
        "pause",
        "announce_stop",
        "stop_early",
        "decline_example",
    }


@pytest.mark.parametrize(
    ("role", "outcome", "answered"),
    [
        ("", "", False),
        ("none", "", True),
        ("initiative", "", True),
        ("advice", "", False),
        ("advice", "negative", True),
        ("consent", "consented_with_conditions", True),
        ("consent", "refused", False),
    ],
)
def test_what_counts_as_an_answer_of_the_works_council(arrangement, role, outcome, answered):
    initiative = arrangement.subject("in_consultation")
    with acting_as(SYSTEM):
        put(works_council_role=role, works_council_outcome=outcome)(initiative)
        initiative.refresh_from_db()
    wil = arrangement.player("wil")

    with acting_as(wil.actor):
        outcome = matrix.attempt(arrangement, initiative, "approve", wil)

    assert outcome == ("approved" if answered else "Refused")


def test_the_same_number_has_the_same_digest_however_it_is_written(arrangement):
    initiative = arrangement.subject("proposed")
    initiative.budget = Decimal("18000.000")
    with acting_as(SYSTEM):
        before = initiative.text_digest()
        initiative.refresh_from_db()

        assert initiative.text_digest() == before
