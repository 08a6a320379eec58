"""What waits for somebody, and which dates mean something by now, go by the arranged days."""

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import awaited
from backend.workflow import dues
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.reminders.scene import clause, days, initiative
from tests.reminders.test_arrangements import SOONER, decide, send

TODAY = timezone.localdate


def soon(circle, number, **facts):
    """An initiative of which the review is in so many days."""
    facts = {
        "next_review_on": TODAY() + days(number),
        "planned_on": TODAY(),
        "start_on": TODAY() - days(90),
    } | facts
    return initiative(circle, **facts)


def waits(circle, who="vera"):
    """The ids of what waits for somebody, the first one first."""
    items = Api(circle.people[who]).get("/v1/me/actions").json()["items"]
    return [item["subject"]["id"] for item in items]


class TestWhatWaits:
    def test_comes_with_the_first_arranged_reminder(self, circle):
        subject = soon(circle, 80)
        assert waits(circle) == []
        made = send(circle, "sanne", SOONER)
        assert waits(circle) == [str(subject.pk)]
        decide(circle, "wil", made, "withdraw")
        assert waits(circle) == []

    def test_does_not_come_before_it(self, circle):
        soon(circle, 30)
        assert len(waits(circle)) == 1
        send(circle, "sanne", {"rule": "review_due", "offsets": [-5, 14]})
        assert waits(circle) == []

    def test_that_is_reminded_only_afterwards_waits_from_its_day(self, circle):
        soon(circle, 1)
        today = soon(circle, 0)
        send(circle, "sanne", {"rule": "review_due", "offsets": [10]})
        assert waits(circle) == [str(today.pk)]

    def test_of_one_agreement_goes_by_its_own_days(self, circle):
        when = {"next_review_on": TODAY() + days(80), "planned_on": TODAY()}
        own, other = (clause(circle, "in_force", **when) for _ in range(2))
        send(circle, "sanne", {**SOONER, "agreement": str(own.agreement_id)})
        assert waits(circle) == [str(own.pk)]
        send(circle, "sanne", {"rule": "review_due", "offsets": [-100]})
        assert sorted(waits(circle)) == sorted([str(own.pk), str(other.pk)])
        send(circle, "sanne", {"rule": "review_due", "offsets": [-3]})
        assert waits(circle) == [str(own.pk)]

    def test_of_whom_it_waits_is_told_by_the_same_days(self, circle):
        subject = soon(circle, 80)

        def asked():
            with acting_as(SYSTEM):
                return [each.organisation.name for each in awaited.of(subject, TODAY())]

        assert asked() == []
        send(circle, "sanne", SOONER)
        assert asked() == ["Bond Een", "Werkgevers"]

    def test_is_asked_in_as_many_questions_however_much_there_is(
        self, circle, django_assert_max_num_queries
    ):
        for _ in range(3):
            soon(circle, 80)
        own = clause(circle, "in_force", next_review_on=TODAY() + days(80), planned_on=TODAY())
        send(circle, "sanne", SOONER)
        send(circle, "sanne", {**SOONER, "agreement": str(own.agreement_id)})
        client = Api(circle.people["vera"])
        with django_assert_max_num_queries(25):
            assert len(client.get("/v1/me/actions").json()["items"]) == 4
        with django_assert_max_num_queries(25):
            assert client.get("/v1/deadlines").json()["items"]


class TestADateThatIsLate:
    @pytest.mark.parametrize(("offsets", "late"), [([2, 9], True), ([8, 9], False)])
    def test_is_so_once_people_are_reminded_of_it(self, db, offsets, late):
        circle = cao_table()
        promise = a_commitment(circle, "delivered", delivered_on=TODAY() - days(6))
        with acting_as(SYSTEM):
            dues.replan(promise)
        send(circle, "sanne", {"rule": "acceptance_due", "offsets": offsets})
        items = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        (found,) = [each for each in items if each["name"] == "acceptance_due"]
        assert found["overdue"] is late
