"""The plans by which the demo set comes to its states."""

from datetime import date

import pytest

from backend.demo import history
from backend.demo.dates import Day
from backend.demo.schema import read_demo
from backend.reference.transitions import load_transitions

DEMO = read_demo()
PLANS = {plan.subject: plan for plan in history.plan_all(DEMO)}
RECORDS = {**DEMO.clauses, **DEMO.commitments, **DEMO.initiatives}

every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS.keys())


def table_of(plan):
    if plan.kind == "clause":
        return DEMO.agreement_of(RECORDS[plan.subject])["bargaining_table"]
    if plan.kind == "commitment":
        clause = DEMO.clause_of(RECORDS[plan.subject])
        return DEMO.agreement_of(clause)["bargaining_table"]
    return RECORDS[plan.subject]["bargaining_table"]


def holds(period, day):
    return period["from"] <= day and ("until" not in period or day <= period["until"])


def test_every_subject_has_a_plan():
    assert len(PLANS) == 40 + 37 + 25
    assert set(PLANS) == set(RECORDS)


@every_plan
def test_it_is_a_legal_path_to_the_state_in_the_file(plan):
    assert history.final_state(plan) == RECORDS[plan.subject]["state"]


@every_plan
def test_its_days_never_go_back_and_lie_in_the_past(plan):
    days = [plan.created, *(step.day for step in plan.steps)]

    assert days == sorted(days)
    assert all(day < Day(0) for day in days)


@every_plan
def test_whoever_acts_sits_at_the_table_that_day_and_has_a_mandate_for_it(plan):
    rows = load_transitions(plan.kind)
    seats = DEMO.members(table_of(plan))
    for step in plan.steps:
        actors = {step.by, *step.consents} - {history.CLOCK, history.SYSTEM}
        for actor in actors:
            assert any(seat["organisation"] == actor and holds(seat, step.day) for seat in seats), (
                step.name,
                actor,
            )
        consenting = step.consents if "both" in rows[step.name].consent else ()
        for actor in consenting:
            assert any(
                mandate["organisation"] == actor
                and holds(mandate, step.day)
                and "consent" in mandate["acts"]
                for mandate in DEMO.mandates
            ), (step.name, actor)


@every_plan
def test_the_clock_and_the_system_do_their_own_and_nobody_elses(plan):
    rows = load_transitions(plan.kind)
    for step in plan.steps:
        row = rows[step.name]
        if step.by == history.CLOCK:
            assert "scheduler" in row.who
            assert not step.consents
        if step.by == history.SYSTEM:
            assert row.who == ("system",)
        if row.trigger in ("time", "derived"):
            assert step.by in (history.CLOCK, history.SYSTEM)


@every_plan
def test_both_sides_consent_where_the_table_asks_it(plan):
    rows = load_transitions(plan.kind)
    for step in plan.steps:
        asked = rows[step.name].consent
        if "both" in asked or asked.startswith("employer side"):
            sides = {DEMO.side_of(organisation) for organisation in step.consents}
            assert "employer" in sides, step.name
            assert sides & {"union", "workers"}, step.name


@every_plan
def test_its_data_can_be_written_as_json_with_dates(plan):
    for step in plan.steps:
        for key, value in step.data_on(date(2026, 3, 1)).items():
            if key.endswith("_on"):
                assert date.fromisoformat(value).isoformat() == value


AHEAD = {
    "answer_due_on",
    "next_review_on",
    "final_evaluation_from",
    "final_evaluation_on",
    "ends_on",
    "deadline_on",
    "resume_on",
    "due_on",
    "follow_up_on",
    "round_on",
}
BEHIND = {"submitted_on", "receipt_on", "given_on", "decided_on", "grant_awarded_on"}


@every_plan
def test_what_a_step_plans_lay_ahead_of_it_and_what_it_reports_did_not(plan):
    for step in plan.steps:
        for key, value in step.data.items():
            if key in AHEAD:
                assert value > step.day, (step.name, key)
            if key in BEHIND:
                assert value <= step.day, (step.name, key)


# In which state what can be recorded without a transition.
DOING_IN = {
    "baseline": {"baseline"},
    "interim": {"running", "paused", "under_review", "escalated"},
    "final": {"evaluating"},
    "judge": {"under_review", "evaluating", "final_evaluation"},
    "add_business_case": {"evaluating"},
    "follow_bottleneck": {"running", "under_review", "evaluating", "embedding"},
}


@every_plan
def test_what_was_recorded_fits_the_state_of_that_day(plan):
    changes = list(history.walk(plan))
    for doing in plan.doings:
        before = [taken.after for taken in changes if taken.step.day < doing.day]
        assert before, doing
        allowed = DOING_IN[doing.data.get("moment", doing.name)]
        assert before[-1] in allowed, (doing.name, doing.day, before[-1])
        assert doing.day < Day(0)


@every_plan
def test_before_a_review_or_an_evaluation_is_concluded_both_sides_judge(plan):
    concluding = ("review_continue", "conclude_review_continue", "complete", "decide_embed")
    concluded = [step for step in plan.steps if step.name in concluding]
    judged = [doing for doing in plan.doings if doing.name == "judge"]
    for step in concluded:
        voices = {
            DEMO.side_of(doing.by) for doing in judged if doing.day < step.day < doing.day + 8
        }
        assert "employer" in voices
        assert voices & {"union", "workers"}
    assert len(judged) == 2 * len(concluded) + 2 * ("decide_stop" in names(plan.subject))


def names(plan):
    return [step.name for step in PLANS[plan].steps]


def test_the_first_clause_went_all_the_way_through_the_table():
    assert names("c01") == [
        "submit",
        "open_negotiation",
        "agree",
        "start_ratification",
        *["record_ballot"] * 4,
        "ratify",
        "register",
        "enter_into_force",
    ]


def test_a_study_did_not_wait_for_the_receipt_notice():
    force = next(step for step in PLANS["c03"].steps if step.name == "enter_into_force")
    assert force.day == DEMO.agreements["cao-01"]["start_date"]
    assert "register" not in names("c03")


def test_a_clause_with_retroactive_effect_entered_into_force_after_the_receipt_notice():
    force = next(step for step in PLANS["c02"].steps if step.name == "enter_into_force")
    assert force.day == DEMO.agreements["cao-01"]["registration"]["receipt"] + 1


def test_ratification_with_an_open_ballot_stays_open():
    assert names("c09")[-1] == "record_ballot"
    assert "ratify" not in names("c09")


def test_a_succeeded_clause_had_after_effect_until_its_successor_came():
    assert names("c34")[-4:] == [
        "start_final_evaluation",
        "give_notice",
        "expire_with_aftereffect",
        "supersede",
    ]


def test_the_timeline_holds_everything_in_order():
    plan = PLANS["i05"]
    days = [each.day for each in plan.timeline]
    assert days == sorted(days)
    assert len(days) == len(plan.steps) + len(plan.doings)
    launch = next(i for i, each in enumerate(plan.timeline) if each.name == "launch")
    assert plan.timeline[launch - 1].data["moment"] == "baseline"


def test_an_embedded_initiative_was_measured_reckoned_and_judged_before_the_decision():
    done = [each.name for each in PLANS["i05"].timeline]
    decision = done.index("decide_embed")
    assert done[decision - 5 : decision] == [
        "measure",
        "measure",
        "judge",
        "judge",
        "add_business_case",
    ]


def test_a_draft_and_an_idea_have_no_history_yet():
    assert names("c39") == names("i10") == []
    assert PLANS["c39"].author == "b_merel"


def test_a_dispute_was_raised_to_the_joint_committee():
    assert names("c04")[-3:] == ["raise_dispute", "answer_dispute", "escalate_dispute"]


def test_an_initiative_without_a_role_for_the_works_council_skips_consultation():
    assert names("i15")[:2] == ["submit", "approve"]


def test_an_embedded_initiative_whose_follow_up_is_due_was_asked_for_it():
    assert names("i23")[-3:] == ["decide_embed", "confirm_embedded", "follow_up_due"]


def test_a_joint_commitment_is_confirmed_by_both_sides():
    accepted = PLANS["c22-t1"].steps[-1]
    assert (accepted.name, accepted.consents) == ("accept", ("wg_vak", "v_werk"))


def test_a_path_that_the_tables_do_not_have_is_found_out():
    illegal = history.Plan(
        "clause", "c00", Day(-3), "wg_zorg", (history.Step("agree", Day(-2), "wg_zorg"),)
    )
    with pytest.raises(ValueError, match="no agree from draft"):
        history.final_state(illegal)


def test_resolving_a_dispute_goes_back_to_where_the_clause_was():
    steps = PLANS["c04"].steps
    resolved = history.Plan(
        "clause",
        "c04",
        PLANS["c04"].created,
        "v_werk",
        (*steps, history.Step("resolve_dispute", Day(-1), "wg_zorg")),
    )
    assert history.final_state(resolved) == "in_force"
