"""The alarms in a calendar go off on the days that were arranged, and change with them."""

from datetime import timedelta

import pytest

from tests.calendars.scene import Program, sequence
from tests.meetings.scene import Table
from tests.reminders.scene import REVIEW, at, clause, consulted, days, initiative
from tests.reminders.test_arrangements import SOONER, decide, send

NINE = timedelta(hours=9)
DAY = at(REVIEW - days(100))


def alarms(event):
    """How many days from its date each goes off."""
    return [(alarm.trigger.value - NINE).days for alarm in event.valarm_list]


def test_a_date_has_the_days_of_its_table_and_says_that_it_changed(circle):
    initiative(circle)
    program = Program(circle.people["wil"])
    first = program.named("Tussenevaluatie", DAY)
    made = send(circle, "sanne", SOONER)
    changed = program.named("Tussenevaluatie", DAY + days(1))
    assert alarms(changed) == [-90, -7, 14]
    assert (sequence(first), sequence(changed)) == (0, 1)
    assert sequence(program.named("Tussenevaluatie", DAY + days(2))) == 1
    decide(circle, "wil", made, "withdraw")
    last = program.named("Tussenevaluatie", DAY + days(3))
    assert (alarms(last), sequence(last)) == ([-60, -30, -7, 0, 14], 2)


def test_a_date_of_an_agreement_has_its_own_and_no_other_says_that_it_changed(circle):
    own = clause(circle, "in_force", next_review_on=REVIEW, title="Roosters")
    clause(circle, "in_force", next_review_on=REVIEW, title="Pauzes")
    program = Program(circle.people["wil"])
    before = {part: program.named(f"evaluatie: 5.2 {part}", DAY) for part in ("Roosters", "Pauzes")}
    assert [alarms(each) for each in before.values()] == [[-60, -30, -7, 0, 14]] * 2
    send(circle, "sanne", {**SOONER, "agreement": str(own.agreement_id)})
    after = {part: program.named(f"evaluatie: 5.2 {part}", DAY) for part in before}
    assert [alarms(each) for each in after.values()] == [[-90, -7, 14], [-60, -30, -7, 0, 14]]
    assert [sequence(each) for each in after.values()] == [1, 0]


def test_a_legal_date_has_one_more_on_a_workday(circle):
    consulted(circle, REVIEW)
    program = Program(circle.people["wil"])
    before = alarms(program.named("5.2 Roosters", DAY))
    send(circle, "sanne", {"rule": "ballot_open", "offsets": [-16, -7, -2, 0, 3]})
    after = alarms(program.named("5.2 Roosters", DAY))
    assert after == [-17, *before]  # the sixteenth day before is a Saturday


@pytest.mark.django_db
def test_a_meeting_has_the_days_of_its_table_as_well(circle):
    table = Table(circle)
    table.post("sanne", "/items", {"title": "Roosters"})
    program = Program(circle.people["wil"])
    table.post("sanne", "/transitions", {"name": "convene"})
    first = program.named("Ronde over roosters")
    send(circle, "sanne", {"rule": "meeting_planned", "offsets": [-3]})
    after = program.named("Ronde over roosters")
    assert [alarm.trigger.value for alarm in after.valarm_list] == [timedelta(days=-3)]
    assert sequence(after) > sequence(first)
