"""What comes back: agreed by both sides, done, skipped, moved or missed, one period at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.periods import add_months
from backend.reminders.sweep import sweep
from backend.routines.models import Routine
from backend.workflow import clock
from backend.workflow.models import Due
from tests.api.clients import Api
from tests.calendars.scene import Program
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import mandate
from tests.reminders.scene import agreement, at, initiative, ladder, written
from tests.routines.scene import (
    LIST,
    body,
    consent,
    later,
    on,
    periods,
    propose,
    read,
    running,
    send,
    stored,
    take,
    today,
)

pytestmark = pytest.mark.django_db
KEEPERS = ["bram", "sanne", "vera", "wil"]


def faults(answer):
    assert answer.status_code == 400, answer.content
    return {(each["pointer"], each["code"]) for each in answer.json()["errors"]}


def told(first, last, **which):
    """Which reminders come between two days from now: {day: (deadline, names)}."""
    return {
        (day - today()).days: [(name, whom) for name, _, whom in rungs]
        for day, rungs in ladder(later(first), later(last)).items()
    }


def pass_to(number):
    """Let the clock do what is due on a day."""
    return clock.run_due_transitions(at(later(number)))


class TestAProposal:
    def test_runs_once_both_sides_consent(self, circle):
        made = propose(circle).json()
        assert (made["state"], made["dueOn"], made["period"]) == ("proposed", None, "P1Y")
        assert consent(circle, "wil", made, "agree").status_code == 201
        assert read(circle, made)["state"] == "proposed"
        assert consent(circle, "vera", made, "agree").status_code == 201
        now = read(circle, made)
        assert (now["state"], now["number"], now["dueOn"]) == ("running", 1, on(100))
        assert periods(made) == [(1, 100, "open")]

    def test_that_changes_is_another_one(self, circle):
        made = propose(circle).json()
        consent(circle, "wil", made, "agree")
        api = Api(circle.people["wil"])
        version = read(circle, made)["version"]
        changed = {**body(circle), "every": 2}
        del changed["bargainingTable"]
        answer = api.patch(f"{LIST}/{made['id']}", changed, if_match=version)
        assert answer.status_code == 200, answer.content
        consent(circle, "vera", made, "agree")
        assert read(circle, made)["state"] == "proposed"
        consent(circle, "wil", made, "agree")
        assert read(circle, made)["rhythmLabel"] == "elke 2 jaar"

    @pytest.mark.parametrize(
        ("who", "status"),
        [("wil", 201), ("vera", 201), ("sanne", 201), ("otto", 201), ("lies", 403), ("nick", 403)],
    )
    def test_is_for_who_sits_at_the_table(self, circle, who, status):
        assert propose(circle, who).status_code == status

    def test_names_everything_that_is_wrong(self, circle):
        assert faults(propose(circle, firstOn=on(0))) == {("/firstOn", "past")}
        assert faults(propose(circle, title="  ")) == {("/title", "blank")}
        assert faults(propose(circle, form="local_review")) == {("/form", "needs_owners")}
        owners = {"employerOwner": str(circle.organisations["raad"].pk)}
        assert faults(propose(circle, **owners)) == {("/employerOwner", "not_seated")}
        assert faults(propose(circle, aboutKind="clause")) == {("/aboutId", "both_or_none")}
        assert propose(circle, every=0).status_code == 400
        assert propose(circle, unit="decade").status_code == 400

    def test_can_be_taken_back(self, circle):
        made = propose(circle).json()
        assert take(circle, "vera", made, "withdraw", reason="Nee").status_code == 403
        assert take(circle, "sanne", made, "withdraw", reason="Nee").status_code == 403
        assert take(circle, "wil", made, "withdraw", reason="Later").status_code == 201

    def test_of_the_secretariat_is_its_own(self, circle):
        made = propose(circle, "sanne").json()
        assert take(circle, "wil", made, "withdraw", reason="Nee").status_code == 403
        assert take(circle, "sanne", made, "withdraw", reason="Te vroeg").status_code == 201


class TestADossier:
    def test_is_named_to_who_may_read_it(self, circle):
        clause = a_clause(circle, "in_force")
        made = running(circle, aboutKind="clause", aboutId=str(clause.pk))
        assert made["about"]["id"] == str(clause.pk)
        items = Api(circle.people["vera"]).get(f"{LIST}?subject={clause.pk}").json()["items"]
        assert [each["id"] for each in items] == [made["id"]]
        for who in ("lies", "nick", "ada"):
            api = Api(circle.people[who])
            assert api.get(f"{LIST}/{made['id']}").status_code == 404
            assert api.get(f"{LIST}?subject={clause.pk}").json()["items"] == []

    def test_that_not_all_parties_read_is_not_named_and_that_of_another_is_not_there(self, circle):
        secret = a_clause(circle, "draft", visibility="side_private", side="union")
        on_table = a_clause(circle, "in_negotiation", visibility="table")
        answers = [
            propose(circle, aboutKind="clause", aboutId=str(pk))
            for pk in (secret.pk, "00000000-0000-7000-8000-000000000000")
        ]
        assert {tuple(faults(answer)) for answer in answers} == {(("/aboutId", "unknown"),)}
        assert faults(propose(circle, aboutKind="clause", aboutId=str(on_table.pk))) == {
            ("/aboutId", "not_agreed")
        }

    def test_says_who_can_begin_one(self, circle):
        clause = a_clause(circle, "in_force")
        address = f"/v1/clauses/{clause.pk}/available-changes"
        for who, may in (("vera", True), ("sanne", True), ("lies", False)):
            items = Api(circle.people[who]).get(address).json()["items"]
            assert ("routine" in {each["name"] for each in items}) == may

    def test_that_is_over_ends_it_on_its_next_day(self, circle):
        cao = agreement(circle, start_on=later(-400), end_on=later(120), tacit_renewal=False)
        made = running(circle, aboutKind="agreement", aboutId=str(cao.pk), unit="month")
        assert pass_to(135) == 1
        assert read(circle, made)["state"] == "stopped"
        assert periods(made) == [(1, 100, "skipped")]
        with acting_as(SYSTEM):
            assert not Due.objects.filter(subject_id=made["id"]).exists()

    @pytest.mark.parametrize("state", ["in_force", "disputed", "under_review", "in_amendment"])
    def test_that_the_law_renews_on_that_very_day_goes_on(self, circle, state):
        """Whichever of the two the clock looks at first, and whatever becomes of the clause."""
        second = add_months(later(100), 1)
        cao = agreement(circle, start_on=later(-400), end_on=second - timedelta(days=1))
        made = running(circle, aboutKind="agreement", aboutId=str(cao.pk), unit="month")
        clause = a_clause(
            circle, state, agreement=cao, ends_on=cao.end_on, next_review_on=None, ended_on=None
        )
        with acting_as(SYSTEM):
            Due.objects.filter(subject_id=clause.pk).delete()
            assert not cao.is_over(second)
        assert clock.run_due_transitions(at(second)) == 1
        assert read(circle, made)["state"] == "running"
        assert [state for _, _, state in periods(made)] == ["missed", "open"]

    def test_that_is_over_reminds_nobody(self, circle):
        pilot = initiative(circle, state="running", next_review_on=None, start_on=None)
        about = {"aboutKind": "initiative", "aboutId": str(pilot.pk)}
        running(circle, **about)
        with acting_as(SYSTEM):
            type(pilot).objects.filter(pk=pilot.pk).update(state="discontinued")
        assert written(deadline="review_due") == []
        found = told(0, 120)
        assert [name for rungs in found.values() for name, _ in rungs if name == "review_due"] == []


class TestAPeriod:
    def test_that_was_done_is_followed_by_the_next(self, circle):
        made = running(circle)
        done = {"held_on": on(0), "outcome": "Twee punten opgelost."}
        assert consent(circle, "wil", made, "complete", **done).status_code == 201
        assert read(circle, made)["number"] == 1
        assert consent(circle, "vera", made, "complete", **done).status_code == 201
        assert [(n, state) for n, _, state in periods(made)] == [(1, "held"), (2, "open")]
        now = read(circle, made)
        assert (
            now["dueOn"]
            == stored(made).first_on.replace(year=stored(made).first_on.year + 1).isoformat()
        )

    def test_that_is_skipped_says_why(self, circle):
        made = running(circle, unit="quarter")
        assert take(circle, "wil", made, "skip").status_code == 400
        for who in ("wil", "vera"):
            consent(circle, who, made, "skip", why="Het bestuur wisselt.")
        rows = Api(circle.people["bram"]).get(f"{LIST}/{made['id']}/periods").json()["items"]
        assert [(each["number"], each["stateLabel"], each["outcome"]) for each in rows] == [
            (2, "Open", ""),
            (1, "Overgeslagen", "Het bestuur wisselt."),
        ]

    def test_that_is_moved_does_not_move_the_next(self, circle):
        made = running(circle, unit="quarter")
        nominal = stored(made).first_on
        for who in ("wil", "vera"):
            consent(circle, who, made, "move", due_on=on(120))
        assert read(circle, made)["dueOn"] == on(120)
        assert periods(made) == [(1, 120, "open")]
        pass_to(200)
        month = (nominal.month + 2) % 12 + 1
        now = stored(made).due_on
        assert now is not None
        assert now.month == month

    def test_can_be_the_last(self, circle):
        made = running(circle)
        for who in ("wil", "vera"):
            consent(circle, who, made, "stop", why="Het onderzoek is klaar.")
        assert read(circle, made)["state"] == "stopped"
        assert periods(made) == [(1, 100, "skipped")]
        assert told(0, 140) == {}

    def test_is_not_moved_beyond_the_next(self, circle):
        made = running(circle, unit="month")
        answer = consent(circle, "wil", made, "move", due_on=on(140))
        assert faults(answer) == {("/data/dueOn", "not_between")}

    def test_that_nobody_did_is_over_when_the_next_is_there(self, circle):
        made = running(circle, unit="month")
        assert pass_to(127) == 0
        assert pass_to(131) == 1
        assert [(n, state) for n, _, state in periods(made)] == [(1, "missed"), (2, "open")]

    def test_of_a_clock_that_stood_still_are_each_there_once(self, circle):
        made = running(circle, every=2, unit="week")
        assert pass_to(100 + 14 * 5) == 5
        assert [state for _, _, state in periods(made)] == [*["missed"] * 5, "open"]
        assert [day for _, day, _ in periods(made)] == [100 + 14 * n for n in range(6)]

    def test_of_one_side_alone_is_not_closed(self, circle):
        made = running(circle)
        consent(circle, "wil", made, "skip", why="Geen tijd.")
        assert take(circle, "wil", made, "skip", data={"why": "Geen tijd."}).status_code == 409
        assert periods(made) == [(1, 100, "open")]

    def test_is_in_the_chain(self, circle):
        made = running(circle, unit="month")
        pass_to(131)
        with acting_as(SYSTEM):
            rows = AuditEntry.objects.filter(subject_id=made["id"]).order_by("id")
            events = [row.event for row in rows]
            assert {row.audience for row in rows} == {f"parties:{circle.table.pk}"}
        assert (events[0], events[-1]) == ("create", "pass_period")
        assert "agree" in events


class TestAMeasurement:
    def test_is_recorded_by_who_takes_it(self, circle):
        made = running(circle, form="measurement", unit="quarter")
        answer = take(circle, "vera", made, "complete", data={"heldOn": on(0)})
        assert answer.status_code == 201, answer.content
        assert [state for _, _, state in periods(made)] == ["held", "open"]

    def test_has_the_ladder_of_a_measurement(self, circle):
        running(circle, form="measurement", unit="quarter")
        parties = ["bram", "vera", "wil"]
        found = told(0, 110)
        assert found == {
            93: [("measurement_due", parties)],
            100: [("measurement_due", parties)],
            107: [("measurement_due", parties)],
        }


class TestALadder:
    def test_climbs_moves_and_stops(self, circle):
        made = running(circle, unit="year")
        assert told(0, 75) == {
            40: [("review_due", KEEPERS)],
            70: [("review_due", KEEPERS)],
        }
        for who in ("wil", "vera"):
            consent(circle, who, made, "move", due_on=on(130))
        found = told(76, 131)
        assert set(found) == {76, 100, 123, 130}  # 60 days before has passed: made up for
        for who in ("wil", "vera"):
            consent(circle, who, made, "skip", why="Uitgesteld.")
        assert told(131, 200) == {}

    def test_says_how_the_date_was_counted(self, circle):
        made = running(circle, unit="quarter")
        (item,) = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        first = stored(made).first_on
        day = f"{first.day}-{first.month}-{first.year}"
        assert item["computation"] == f"keer 1, elk kwartaal geteld vanaf {day}: {day}"
        assert item["rule"].startswith("Afgesproken ritme")

    def test_is_in_the_calendar_of_who_is_told(self, circle):
        day = stored(running(circle)).due_on
        for name in ("vera", "sanne"):
            event = Program(circle.people[name]).named("Vast moment")
            assert event.dtstart.value == day
        for name in ("lies", "nick"):
            assert Program(circle.people[name]).events() == {}

    def test_is_told_to_them_on_its_days(self, circle):
        made = running(circle)
        sweep(at(later(40)))
        assert {row.subject_id for row in written()} == {stored(made).pk}


class TestALocalReview:
    """The rule `annual_local_review`: of an employer and its works council, confirmed by both."""

    @pytest.fixture
    def local(self, circle):
        mandate(circle.people["otto"], circle.organisations["raad"])
        made = propose(
            circle,
            form="local_review",
            employerOwner=str(circle.organisations["werkgevers"].pk),
            workerOwner=str(circle.organisations["raad"].pk),
        )
        assert made.status_code == 201, made.content
        for who in ("wil", "otto"):
            given = consent(circle, who, made.json(), "agree")
            assert given.status_code == 201, given.content
        return read(circle, made.json())

    def test_is_asked_of_both_before_on_and_after_its_day(self, local):
        assert local["state"] == "running"
        both = ["otto", "wil"]
        assert told(0, 135) == {day: [("annual_local_review", both)] for day in (70, 100, 130)}

    def test_stops_when_both_have_confirmed(self, circle, local):
        told(0, 75)
        done = {"held_on": on(0)}
        consent(circle, "wil", local, "complete", **done)
        assert 100 in told(76, 100)
        consent(circle, "otto", local, "complete", **done)
        assert [state for _, _, state in periods(local)] == ["held", "open"]
        assert told(101, 140) == {}

    def test_moves_with_its_day(self, circle, local):
        told(0, 75)
        for who in ("wil", "otto"):
            consent(circle, who, local, "move", due_on=on(150))
        assert set(told(76, 181)) == {120, 150, 180}

    def test_is_no_business_of_the_other_parties(self, circle, local):
        answer = consent(circle, "vera", local, "complete", held_on=on(0))
        assert answer.status_code in (403, 409)


def test_an_earlier_routine_keeps_the_readers_it_had(circle):
    made = running(circle)
    with acting_as(SYSTEM):
        routine = Routine.objects.get(pk=made["id"])
        assert {row.audience for row in routine.periods.all()} == {routine.word}
    answer = send(circle, "nick", made, "consents", {"transition": "skip"})
    assert answer.status_code == 404
    assert timezone.localdate() == today()
