"""Before the clock escalates an initiative people are reminded; when it did they are told."""

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, dues, engine
from tests.api.clients import Api
from tests.calendars.scene import Program
from tests.people import days as from_today
from tests.people import mandate
from tests.reminders.scene import REVIEW, days, initiative, ladder, names, written
from tests.reminders.test_notices import relayed

pytestmark = pytest.mark.django_db
OWNERS = ["vera", "wil"]
KEPT = ["sanne", "vera", "wil"]


@pytest.fixture
def paused(circle):
    """A pause that should end on the day of the review."""
    return initiative(
        circle,
        state="paused",
        next_review_on=None,
        resume_on=REVIEW,
        planned_on=REVIEW - days(180),
    )


def running(circle, **facts):
    """An initiative with a bottleneck that is due on that day."""
    subject = initiative(circle, state="running", next_review_on=None)
    facts = {
        "code": "workload",
        "owner_side": "joint",
        "solution": "Meer uren.",
        "due_on": REVIEW,
    } | facts
    with acting_as(SYSTEM):
        subject.add_bottleneck(**{"status": "open"} | facts)
        dues.replan(subject, REVIEW - days(180))
    return subject


def state_of(subject):
    with acting_as(SYSTEM):
        return type(subject).objects.get(pk=subject.pk).state


def told(name, first, last):
    """Whom a date tells, by the days from the review on which it does."""
    return {
        (day - REVIEW).days: whom
        for day, rungs in ladder(REVIEW + days(first), REVIEW + days(last)).items()
        for each, _, whom in rungs
        if each == name
    }


class TestAPause:
    def test_is_told_of_until_the_clock_escalates(self, paused):
        found = told("pause_ends", -61, 31)
        their_side = sorted([*KEPT, "bram"])
        assert found == dict.fromkeys((-60, -30, -7, 0), KEPT) | {14: their_side}
        assert state_of(paused) == "escalated"

    def test_leads_the_owners_to_the_step_that_ends_it(self, paused):
        told("pause_ends", -61, -60)
        links = {row.recipient.name: row.link for row in written(deadline="pause_ends")}
        assert {name for name, link in links.items() if link.endswith("/stap/resume")} == {
            "Vera",
            "Wil",
        }
        (text,) = {row.text for row in written(deadline="pause_ends", recipient__name="Vera")}
        assert "genoemd bij het pauzeren: 2-6-2031" in text
        assert "op 2-7-2031 naar de stuurgroep" in text

    def test_asks_no_more_of_who_agreed_to_go_on(self, circle, paused):
        consenting.give(paused, "resume", actor=circle.actor("wil"))
        assert told("pause_ends", -60, -60) == {-60: ["sanne", "vera"]}

    def test_that_is_over_asks_nothing(self, circle, paused):
        told("pause_ends", -61, -29)
        with acting_as(SYSTEM):
            type(paused).objects.filter(pk=paused.pk).update(state="running", resume_on=None)
        assert told("pause_ends", -28, 31) == {}

    def test_stands_in_lists_and_calendars(self, circle, paused):
        (item,) = Api(circle.people["vera"]).get("/v1/deadlines?name=pause_ends").json()["items"]
        assert item["dueOn"] == REVIEW.isoformat()
        assert Program(circle.people["sanne"]).named("Einde van de pauze")

    def test_that_outran_its_date_tells_owners_and_secretariat_so(self, paused):
        told("pause_ends", 30, 30)
        relayed()
        rows = written(event="pause_overdue")
        assert names(rows) == KEPT
        assert {row.headline for row in rows} == {"Pauze te lang: de stuurgroep beslist"}


class TestABottleneck:
    def test_is_asked_of_who_deals_with_it_and_told_to_the_owners(self, circle):
        mandate(circle.people["otto"], circle.organisations["raad"])
        subject = running(circle, owner_side="workers", owner=circle.organisations["raad"])
        asked = ["otto", "vera", "wil"]
        found = told("bottleneck_due", -31, 0)
        assert found == dict.fromkeys((-30, -14, -7, -1), asked)
        late = told("bottleneck_overdue", 1, 31)
        assert (late[1], late[7]) == (asked, asked)
        assert set(late) == {1, 7, 14}
        assert "sanne" in late[14]
        assert state_of(subject) == "escalated"
        links = {row.link for row in written(deadline="bottleneck_due", recipient__name="Otto")}
        assert {link.rpartition("#")[2] for link in links} == {"bottlenecks"}

    @pytest.mark.parametrize(
        ("side", "acts"), [("employer", {"wil"}), ("workers", {"vera"}), ("joint", {"wil", "vera"})]
    )
    def test_of_nobody_in_particular_waits_for_the_owner_of_its_side(self, circle, side, acts):
        running(circle, owner_side=side, due_on=from_today(1))
        waits = {
            who
            for who in ("wil", "vera", "sanne", "otto")
            if "Knelpunt moet zijn opgelost"
            in {
                each["label"]
                for each in Api(circle.people[who]).get("/v1/me/actions").json()["items"]
            }
        }
        assert waits == acts

    def test_that_is_solved_or_was_only_expected_asks_nothing(self, circle):
        running(circle, status="solved", result="Gedaan.")
        running(circle, status="expected")
        assert told("bottleneck_due", -31, 0) == {}

    def test_that_comes_first_is_the_one(self, circle):
        subject = running(circle, owner_side="employer")
        with acting_as(SYSTEM):
            subject.add_bottleneck(
                status="open",
                code="budget",
                owner_side="workers",
                solution="Geld.",
                due_on=REVIEW - days(20),
            )
            dues.replan(subject, REVIEW - days(180))
            assert subject.circle("bottleneck_owner") == {subject.worker_owner_id}
        assert set(told("bottleneck_due", -51, -20)) == {-50, -34, -27, -21}

    def test_that_escalates_tells_owners_and_secretariat(self, circle):
        running(circle)
        told("bottleneck_overdue", 30, 30)
        relayed()
        assert names(written(event="escalate")) == KEPT

    def test_that_an_owner_escalates_is_told_to_the_others(self, circle):
        subject = running(circle)
        engine.perform(
            subject,
            "escalate",
            actor=circle.actor("wil"),
            data={"cause": "disagreement", "explanation": "Het loopt vast."},
        )
        relayed()
        assert names(written(event="escalate")) == ["sanne", "vera"]
