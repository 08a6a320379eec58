"""The plans against the engine's own tables: every step is there, and its data fits its schema."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from backend.agreements.lifecycle import LIFECYCLE as CLAUSE
from backend.commitments.lifecycle import LIFECYCLE as COMMITMENT
from backend.demo import history
from backend.demo.schema import read_demo
from backend.initiatives.lifecycle import LIFECYCLE as INITIATIVE
from backend.parties.kinds import Side
from backend.workflow.data import faults
from backend.workflow.lifecycle import ConsentRule, Trigger
from backend.workflow.roles import Role

TODAY = date(2026, 11, 24)
TABLES = {"clause": CLAUSE, "commitment": COMMITMENT, "initiative": INITIATIVE}
DEMO = read_demo()
PLANS = history.plan_all(DEMO)
every_plan = pytest.mark.parametrize("plan", PLANS, ids=[plan.subject for plan in PLANS])


def with_ids(value):
    """Organisations of the file as the ids that they will have."""
    if isinstance(value, dict):
        return {key: with_ids(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_ids(item) for item in value]
    return str(uuid5(UUID(int=0), value)) if value in DEMO.organisations else value


def row_of(plan, taken):
    """The engine's own row for a step."""
    row = TABLES[plan.kind].find(taken.before, taken.step.name)
    assert row is not None, (taken.before, taken.step.name)
    return row


@every_plan
def test_every_step_is_a_row_of_the_engines_table_and_leads_where_it_says(plan):
    for taken in history.walk(plan):
        row = row_of(plan, taken)
        assert row.to in (taken.after, "(back)", "(stay)")


@every_plan
def test_the_data_of_every_step_fits_what_its_row_reads(plan):
    for taken in history.walk(plan):
        row = row_of(plan, taken)
        found = faults(row.data, with_ids(taken.step.data_on(TODAY)))
        assert found == [], taken.step.name
        assert bool(taken.step.reason) or not row.needs_reason, taken.step.name


@every_plan
def test_whoever_takes_a_step_has_a_role_for_it(plan):
    for taken in history.walk(plan):
        row = row_of(plan, taken)
        if taken.step.by == history.CLOCK:
            assert Role.CLOCK in row.by, taken.step.name
        elif taken.step.by == history.SYSTEM:
            assert row.by == {Role.SYSTEM}
            assert row.trigger is Trigger.DERIVED
        else:
            assert row.by - {Role.CLOCK, Role.SYSTEM}, taken.step.name


@every_plan
def test_consents_are_planned_where_the_row_asks_them_of_others(plan):
    for taken in history.walk(plan):
        row = row_of(plan, taken)
        sides = {DEMO.side_of(name) for name in taken.step.consents}
        if row.consent in (ConsentRule.BOTH_SIDES, ConsentRule.EMPLOYER_AND_WORKERS):
            assert Side.EMPLOYER in sides, taken.step.name
            assert sides & {Side.UNION, Side.WORKERS}, taken.step.name
        if row.consent is ConsentRule.BOTH_OWNERS:
            assert len(taken.step.consents) == 2, taken.step.name
        if row.trigger is Trigger.CONSENT:
            assert taken.step.by == taken.step.consents[-1], taken.step.name
