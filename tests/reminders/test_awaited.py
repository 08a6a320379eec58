"""Only who still has something to do is reminded of it; who has done it hears no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.evaluations.actions import judge
from backend.evaluations.queries import open_evaluation_of
from backend.meetings import answering
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, dues, engine
from backend.workflow.consents import live_consents
from tests.evaluations.scene import FINAL
from tests.evaluations.scene import REVIEW as FINDING
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table, at_ten
from tests.reminders.scene import REVIEW, at, change, clause, days, initiative, ladder, written


def told(name, first, last):
    """Who is reminded of a deadline between two days: {day: names}."""
    found = ladder(first, last).items()
    return {day: rung[2] for day, rungs in found for rung in rungs if rung[0] == name}


def judged(circle, subject, *names, content=FINDING):
    """Let these people judge in the evaluation of the subject that is under way."""
    with acting_as(SYSTEM):
        evaluation = open_evaluation_of(subject)
    assert evaluation is not None
    for name in names:
        judge(evaluation, actor=circle.actor(name), **content)


def planned(subject, on):
    """The subject as it is now, its dates planned as on a day."""
    with acting_as(SYSTEM):
        found = type(subject).objects.get(pk=subject.pk)
        dues.replan(found, on)
    return found


class TestADelivery:
    @pytest.fixture
    def joint(self, db):
        circle = cao_table()
        owner = circle.organisations["secretariaat"]
        return circle, a_commitment(circle, owner_side="joint", owner=owner)

    def test_of_both_sides_is_asked_of_both(self, joint):
        circle, promise = joint
        engine.perform(promise, "deliver", actor=circle.sanne, now=at(REVIEW))
        found = told("acceptance_due", REVIEW, REVIEW + days(6))
        assert found == {REVIEW + days(5): ["bram", "vera", "wil"]}

    def test_is_not_asked_of_the_side_that_has_confirmed_it(self, joint):
        circle, promise = joint
        engine.perform(promise, "deliver", actor=circle.sanne, now=at(REVIEW))
        consenting.give(promise, "accept", actor=circle.vera, now=at(REVIEW + days(1)))
        found = told("acceptance_due", REVIEW + days(1), REVIEW + days(6))
        assert found == {REVIEW + days(5): ["wil"]}

    def test_is_asked_of_all_again_when_what_was_confirmed_is_taken_back(self, joint):
        circle, promise = joint
        engine.perform(promise, "deliver", actor=circle.sanne, now=at(REVIEW))
        consenting.give(promise, "accept", actor=circle.wil, now=at(REVIEW + days(1)))
        with acting_as(SYSTEM):
            (given,) = live_consents(promise)
        consenting.withdraw(given, promise, actor=circle.wil, now=at(REVIEW + days(2)))
        found = told("acceptance_due", REVIEW + days(1), REVIEW + days(6))
        assert found == {REVIEW + days(5): ["bram", "vera", "wil"]}


class TestAnOutcomeAfterTheTerm:
    @pytest.fixture
    def ended(self, db):
        circle = cao_table()
        promise = a_commitment(circle, term_ended_on=REVIEW)
        return circle, planned(promise, REVIEW)

    def test_is_asked_of_everybody_around_it(self, ended):
        found = told("outcome_awaited", REVIEW, REVIEW + days(15))
        assert found == {REVIEW + days(14): ["bram", "emma", "vera"]}

    def test_is_not_asked_of_who_has_said_what_became_of_it(self, ended):
        circle, promise = ended
        why = {"justification": "De leverancier is failliet."}
        consenting.give(promise, "justify", actor=circle.emma, data=why, now=at(REVIEW + days(2)))
        found = told("outcome_awaited", REVIEW + days(2), REVIEW + days(15))
        assert found == {REVIEW + days(14): ["bram", "vera"]}

    @pytest.mark.parametrize(
        ("delivered", "asked"), [(-3, "outcome_awaited"), (3, "acceptance_due")]
    )
    def test_is_asked_once_of_who_is_to_confirm_what_was_delivered(self, db, delivered, asked):
        promise = a_commitment(
            cao_table(),
            "delivered",
            term_ended_on=REVIEW,
            delivered_on=REVIEW + days(delivered),
        )
        planned(promise, REVIEW)
        ladder(REVIEW + days(4), REVIEW + days(35))
        assert {row.deadline for row in written()} == {asked}


class TestAClausesReview:
    @pytest.fixture
    def under_review(self, circle):
        subject = clause(circle, "in_force", next_review_on=REVIEW)
        ladder(REVIEW - days(61), REVIEW)
        return planned(subject, REVIEW)

    def test_is_no_longer_asked_of_the_side_that_has_judged(self, circle, under_review):
        judged(circle, under_review, "vera")
        found = told("review_due", REVIEW + days(1), REVIEW + days(14))
        assert found == {REVIEW + days(14): ["sanne", "wil"]}

    def test_asks_everybody_to_conclude_it_once_all_have_judged(self, circle, under_review):
        judged(circle, under_review, "vera", "wil")
        found = told("review_due", REVIEW + days(1), REVIEW + days(14))
        assert found == {REVIEW + days(14): ["bram", "sanne", "vera", "wil"]}

    def test_asks_only_whose_yes_to_the_conclusion_is_missing(self, circle, under_review):
        judged(circle, under_review, "vera", "wil")
        terms = {"findings": "Loopt.", "next_review_on": (REVIEW + days(365)).isoformat()}
        consenting.give(
            under_review,
            "conclude_review_continue",
            actor=circle.actor("wil"),
            data=terms,
            now=at(REVIEW + days(2)),
        )
        found = told("review_due", REVIEW + days(2), REVIEW + days(14))
        assert found == {REVIEW + days(14): ["bram", "sanne", "vera"]}

    def test_judged_says_nothing_of_the_final_evaluation(self, circle, under_review):
        judged(circle, under_review, "wil")
        change(under_review, final_evaluation_on=REVIEW + days(20), on=REVIEW - days(1))
        found = told("final_evaluation", REVIEW + days(1), REVIEW + days(2))
        assert found == {REVIEW + days(1): ["bram", "sanne", "vera", "wil"]}


class TestAnInitiative:
    def test_is_reviewed_by_the_owner_who_has_not_judged(self, circle):
        subject = initiative(circle)
        ladder(REVIEW - days(61), REVIEW)
        judged(circle, subject, "wil")
        found = told("review_due", REVIEW + days(1), REVIEW + days(14))
        # by then the silence has climbed to her side
        assert found == {REVIEW + days(14): ["bram", "sanne", "vera"]}

    def test_is_finally_evaluated_by_the_owner_who_has_not_judged(self, circle):
        subject = initiative(circle, next_review_on=None, end_on=REVIEW)
        ladder(REVIEW - days(91), REVIEW)
        judged(circle, subject, "vera", content=FINAL)
        found = told("final_evaluation", REVIEW + days(1), REVIEW + days(14))
        assert found == {REVIEW + days(14): ["sanne", "wil"]}


class TestAMeeting:
    @pytest.fixture
    def convened(self, circle):
        table = Table(circle, day=10)
        table.take("sanne", "convene")
        return table

    @pytest.mark.parametrize(("who", "found"), [("vera", []), ("wil", []), ("sanne", ["hold"])])
    def test_that_is_past_waits_for_who_keeps_it_alone(self, convened, who, found):
        meeting = convened.row()
        with acting_as(SYSTEM):
            meeting.starts_at, meeting.ends_at = at_ten(-3), None
            meeting.save()
            dues.replan(meeting)
        items = convened(who).get("/v1/me/actions").json()["items"]
        assert [each["transition"] for each in items] == found
        names = {each["name"] for each in convened(who).get("/v1/deadlines").json()["items"]}
        assert names == {"meeting_unclosed"}

    def test_that_is_past_is_brought_up_to_who_keeps_it_until_it_is_closed(self, convened):
        day = timezone.localdate() + timedelta(days=10)
        assert told("meeting_unclosed", day, day + timedelta(days=8)) == {
            day + timedelta(days=1): ["sanne"],
            day + timedelta(days=7): ["sanne"],
        }

    def eve(self):
        tomorrow = timezone.localdate() + timedelta(days=9)
        return told("meeting_planned", tomorrow, tomorrow)

    def test_is_announced_to_everybody_who_may_come(self, convened):
        assert list(self.eve().values()) == [["bram", "sanne", "vera", "wil"]]

    def test_is_not_announced_to_who_said_that_the_day_does_not_suit_them(self, circle, convened):
        meeting = convened.row()
        answering.answer(meeting, actor=circle.actor("wil"), yes=True)
        answering.answer(meeting, actor=circle.actor("bram"), yes=False, reason="Op vakantie.")
        assert list(self.eve().values()) == [["sanne", "vera", "wil"]]
