"""One initiative, from an idea to what has become normal, over HTTP, by people with names.

Emma's firm and Karel's union own it; Wil and Vera are the parties at the table; Otto is the works
council, Sanne the secretariat, Cees sits in the committee. Nick and Lies belong to nothing here.
"""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from backend.workflow.clock import run_due_transitions
from tests.api.clients import Api
from tests.lifecycles.initiative_arrangement import steering_group

pytestmark = pytest.mark.django_db

START = datetime(2027, 2, 1, 9, tzinfo=UTC)


class Story:
    """The people, the initiative they work on, and the calendar."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock, self.circle, self.address = clock, steering_group(), ""

    def go_to(self, day: int) -> None:
        """Let time pass until so many days after the start; the clock does what is due."""
        self.clock.move_to(START + timedelta(days=day))
        run_due_transitions(START + timedelta(days=day))

    def on(self, day: int) -> str:
        return (START + timedelta(days=day)).date().isoformat()

    def id_of(self, organisation: str) -> str:
        return str(self.circle.organisations[organisation].pk)

    def api(self, name: str) -> Api:
        return Api(self.circle.people[name])

    def see(self, name: str, below: str = "") -> Any:
        answer = self.api(name).get(f"{self.address}{below}")
        assert answer.status_code == 200, answer.json()
        return answer.json()

    def items(self, name: str, below: str) -> list[Any]:
        found: list[Any] = self.see(name, below)["items"]
        return found

    @property
    def state(self) -> str:
        return str(self.see("emma")["state"])

    def option(self, name: str, transition: str) -> Any:
        items = self.items(name, "/available-transitions")
        return next(item for item in items if item["name"] == transition)

    def post(self, name: str, below: str, body: dict[str, Any]) -> Any:
        """POST as somebody who has just looked."""
        version = self.see(name)["version"]
        return self.api(name).post(f"{self.address}{below}", body, if_match=version)

    def take(self, name: str, transition: str, reason: str = "", **data: Any) -> Any:
        body = {"name": transition, "reason": reason, "data": data}
        answer = self.post(name, "/transitions", body)
        assert answer.status_code == 201, answer.json()
        return answer.json()

    def consent(self, name: str, transition: str, **data: Any) -> Any:
        answer = self.post(name, "/consents", {"transition": transition, "data": data})
        assert answer.status_code == 201, answer.json()
        return answer.json()

    def together(self, transition: str, **data: Any) -> None:
        """Both owners consent to the same terms; Emma presses."""
        self.consent("emma", transition, **data)
        refused = self.post("emma", "/transitions", {"name": transition, "data": data})
        assert refused.status_code == 409
        assert "consent-missing" in {fault["code"] for fault in refused.json()["errors"]}
        self.consent("karel", transition, **data)
        assert self.post("emma", "/transitions", {"name": transition}).status_code == 201

    def measure(self, name: str, moment: str, value: str, day: int) -> None:
        body = {"indicator": "schedule_control", "moment": moment, "measuredOn": self.on(day)}
        answer = self.post(name, "/measurements", body | {"value": value})
        assert answer.status_code == 201, answer.json()

    def evaluation(self, name: str) -> Any:
        (found, *_) = self.api(name).get("/v1/evaluations").json()["items"]
        return self.api(name).get(f"/v1/evaluations/{found['id']}").json()

    def judge(self, name: str, **judgement: Any) -> None:
        place = f"/v1/evaluations/{self.evaluation(name)['id']}/judgements"
        answer = self.api(name).post(place, judgement)
        assert answer.status_code == 201, answer.json()

    def nothing_for_outsiders(self) -> None:
        for name in ("nick", "lies", "ada"):
            api = self.api(name)
            for below in ("", "/transitions", "/bottlenecks", "/measurements", "/audit-entries"):
                assert api.get(f"{self.address}{below}").status_code == 404
            for listed in ("initiatives", "evaluations", "deadlines"):
                assert api.get(f"/v1/{listed}").json()["items"] == []


@pytest.fixture
def story(db: None):
    with time_machine.travel(START, tick=False) as clock:
        yield Story(clock)


def test_an_initiative_travels_from_idea_to_what_has_become_normal(story):
    an_idea_becomes_a_plan(story)
    the_works_council_answers_and_both_sides_approve(story)
    it_is_launched_on_the_agreed_day(story)
    a_bottleneck_is_raised_and_solved(story)
    it_is_paused_and_resumed(story)
    both_sides_review_it(story)
    both_sides_judge_it_without_seeing_each_other(story)
    it_is_embedded_and_looked_back_upon(story)

    told = [taken["name"] for taken in story.items("vera", "/transitions?pageSize=100")]
    assert told == [
        "submit",
        "start_consultation",
        "record_or_outcome",
        "approve",
        "start_baseline",
        "launch",
        "raise_bottleneck",
        "pause",
        "resume",
        "review_due",
        "review_continue",
        "review_due",
        "start_evaluation",
        "decide_embed",
        "confirm_embedded",
        "follow_up_due",
    ]
    call_command("verify_audit", stdout=StringIO())


def an_idea_becomes_a_plan(story):
    body = {"title": "Zelfroosteren", "bargainingTable": str(story.circle.table.pk)}
    made = story.api("emma").post("/v1/initiatives", body)
    story.address = made["Location"]
    assert story.api("karel").get(story.address).status_code == 404

    submit = story.option("emma", "submit")
    assert {refusal["code"] for refusal in submit["refusals"]} == {
        "no-problem",
        "no-plan",
        "no-aim",
        "no-profile",
        "no-target-group",
    }
    plan = {
        "problem": "Weinig invloed op het rooster.",
        "plan": "Spelregels maken, twee rondes, evalueren.",
        "desiredSituation": "Het team roostert zelf.",
        "organisation": story.id_of("bedrijf"),
        "sectorCode": "R",
        "sbiVersion": "2025",
        "region": "AM21",
        "sizeClass": "WP50",
        "types": ["zelfroosteren"],
        "aims": ["job_control"],
        "targetGroup": "Verpleegkundigen",
        "workerOwner": story.id_of("kaderbond"),
        "indicators": [
            {"code": "schedule_control", "target": "65", "source": "Eigen meting, NEA-vragen"}
        ],
        "budget": "18000",
        "funding": "own",
        "startOn": story.on(60),
        "nextReviewOn": story.on(200),
        "endOn": story.on(400),
        "finalEvaluationOn": story.on(420),
    }
    assert story.api("emma").patch(story.address, plan, if_match=1).status_code == 200
    story.take("emma", "submit")
    assert story.see("karel")["state"] == "proposed"
    assert [entry["event"] for entry in story.items("vera", "/audit-entries")] == ["submit"]
    story.nothing_for_outsiders()


def the_works_council_answers_and_both_sides_approve(story):
    approve = story.option("wil", "approve")
    assert "works-council-outstanding" in {no["code"] for no in approve["refusals"]}
    story.take(
        "sanne",
        "start_consultation",
        worksCouncilRole="consent",
        worksCouncilBody=story.id_of("raad"),
        answerDueOn=story.on(20),
    )
    story.consent("wil", "approve")
    story.go_to(10)
    story.take(
        "otto",
        "record_or_outcome",
        outcome="consented_with_conditions",
        decidedOn=story.on(9),
        conditions="Na een half jaar kan het team terug.",
    )
    ended = story.items("wil", "/consents")
    assert [consent["endedBecause"] for consent in ended] == ["voided"]
    assert story.see("wil")["worksCouncil"]["conditions"] == "Na een half jaar kan het team terug."

    story.consent("vera", "approve")
    assert story.state == "in_consultation"
    story.consent("wil", "approve")
    assert story.state == "approved"
    changed = story.api("emma").patch(story.address, {"title": "Anders"}, if_match=99)
    assert changed.status_code in (409, 412)
    story.nothing_for_outsiders()


def it_is_launched_on_the_agreed_day(story):
    refused = story.post("karel", "/transitions", {"name": "start_baseline", "data": {}})
    assert refused.status_code == 403
    story.take("emma", "start_baseline")
    assert "no-baseline" in {no["code"] for no in story.option("emma", "launch")["refusals"]}
    story.measure("emma", "baseline", "41", 10)
    story.consent("emma", "launch", groupFiguresOnly=True)
    story.go_to(60)
    assert story.state == "baseline"
    story.consent("karel", "launch", groupFiguresOnly=True)
    story.go_to(61)
    assert story.state == "running"
    assert story.items("vera", "/transitions?ordering=-at")[0]["actor"] == "tijdbewaker"


def a_bottleneck_is_raised_and_solved(story):
    story.go_to(80)
    body = {
        "code": "middle_management",
        "description": "Leidinggevenden zijn onzeker.",
        "ownerSide": "employer",
        "solution": "Begeleiding.",
        "dueOn": story.on(100),
    }
    made = story.post("cees", "/bottlenecks", body)
    assert made.status_code == 201, made.json()
    story.go_to(101)
    assert story.see("karel")["overdue"] is True
    solved = story.api("emma").patch(
        made["Location"],
        {"status": "solved", "result": "Zij zijn erbij betrokken."},
        if_match=story.see("emma")["version"],
    )
    assert solved.status_code == 200, solved.json()
    assert story.see("karel")["overdue"] is False


def it_is_paused_and_resumed(story):
    story.take("karel", "pause", reason="Verhuizing van de afdeling.", resumeOn=story.on(150))
    story.go_to(150)
    assert story.state == "paused"
    story.together("resume")
    assert (story.state, story.see("emma")["resumeOn"]) == ("running", None)


def both_sides_review_it(story):
    story.go_to(200)
    assert story.state == "under_review"
    refusals = {no["code"] for no in story.option("emma", "review_continue")["refusals"]}
    assert refusals >= {"indicators-not-current", "judgement-awaited", "consent-missing"}
    story.measure("karel", "interim", "52", 200)
    story.judge("wil", verdict="partly", explanation="Het rooster komt later dan afgesproken.")
    assert "later dan" not in str(story.evaluation("vera"))
    story.judge("vera", verdict="met", explanation="Er is meer zeggenschap.")
    assert "later dan" in str(story.evaluation("vera"))
    story.together(
        "review_continue",
        findings="Meer invloed, later rooster.",
        action="Coach erbij.",
        nextReviewOn=story.on(300),
    )
    assert (story.state, story.see("emma")["nextReviewOn"]) == ("running", story.on(300))
    story.nothing_for_outsiders()


def both_sides_judge_it_without_seeing_each_other(story):
    early = story.option("emma", "start_evaluation")
    assert [no["code"] for no in early["refusals"]] == ["not-ended"]
    story.go_to(300)
    assert story.state == "under_review"
    story.go_to(400)
    assert (story.state, story.evaluation("emma")["form"]) == ("evaluating", "final")

    judgement = {
        "verdict": "met",
        "explanation": "Het verzuim daalde.",
        "lessons": "Begin met een coach.",
        "advice": "continue",
        "indicators": [{"indicator": "schedule_control", "value": 63, "source": "Eigen meting"}],
    }
    story.judge("emma", **judgement)
    for name in ("karel", "vera", "otto", "sanne"):
        assert "verzuim daalde" not in str(story.evaluation(name))
        entries = story.items(name, "/audit-entries?pageSize=100")
        done = {(entry["event"], entry["actor"]["name"]) for entry in entries}
        assert ("judgement_given", "Emma") not in done
    assert "judgement-awaited" in {
        no["code"] for no in story.option("karel", "decide_embed")["refusals"]
    }
    story.judge("karel", **judgement | {"verdict": "partly", "explanation": "Niet voor allen."})
    for name in ("emma", "vera"):
        shown = str(story.evaluation(name))
        assert "verzuim daalde" in shown
        assert "Niet voor allen" in shown
    story.nothing_for_outsiders()


def it_is_embedded_and_looked_back_upon(story):
    refusals = {no["code"] for no in story.option("emma", "decide_embed")["refusals"]}
    assert refusals == {"no-final-measurement", "no-business-case", "consent-missing"}
    story.measure("emma", "final", "63", 400)
    case = {"cost": "18000", "benefit": "30000", "source": "Eigen administratie"}
    assert story.post("emma", "/business-cases", case).status_code == 201
    story.together("decide_embed", plan="In de regeling.", owner=story.id_of("bedrijf"))
    story.together("confirm_embedded", anchor="regulation", evidence="Regeling werktijden, 4.")

    embedded = story.see("karel")
    assert (embedded["state"], embedded["visibility"]) == ("embedded", "aggregate")
    assert embedded["followUpOn"] == "2029-03-07"
    story.nothing_for_outsiders()  # totals are published elsewhere, never one initiative
    story.go_to(800)
    assert story.see("karel")["overdue"] is True
    story.measure("karel", "follow_up", "66", 800)
    assert story.see("karel")["overdue"] is False
