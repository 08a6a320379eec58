"""One initiative, from an idea to what has become normal, over HTTP, by people with names.

Emma's firm and Karel's union own it; Wil and Vera are the parties at the table; Otto is the works
council, Sanne the secretariat, Cees sits in the committee. Nick and Lies belong to nothing here.
"""

import pytest
import time_machine

from tests.stories import post
from tests.stories.initiative import START, VIEWS, Story
from tests.stories.proof import the_record_holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None, settings):
    settings.API_RATES = {"person": None, "anonymous": None}
    with time_machine.travel(START, tick=False) as clock:
        yield Story(clock)


def test_an_initiative_travels_from_idea_to_what_has_become_normal(story, tmp_path):
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
    assert story.looked == list(VIEWS)
    the_record_holds(tmp_path)


def an_idea_becomes_a_plan(story):
    body = {"title": "Zelfroosteren", "bargainingTable": str(story.circle.table.pk)}
    made = story.api("emma").post("/v1/initiatives", body)
    story.address = made["Location"]
    story.look("create")
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
    story.look("submit")
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
    story.look("start_consultation")
    assert story.waiting_for("otto") == [("record_or_outcome", story.on(20))]
    assert story.waiting_for("vera") == []
    story.consent("wil", "approve")
    story.go_to(10)
    story.take(
        "otto",
        "record_or_outcome",
        outcome="consented_with_conditions",
        decidedOn=story.on(9),
        conditions="Na een half jaar kan het team terug.",
    )
    story.look("record_or_outcome")
    ended = story.items("wil", "/consents")
    assert [consent["endedBecause"] for consent in ended] == ["voided"]
    the_voided_consent_is_told(story)
    assert story.see("wil")["worksCouncil"]["conditions"] == "Na een half jaar kan het team terug."

    assert story.waiting_for("otto") == []
    story.consent("vera", "approve")
    assert story.state == "in_consultation"
    story.consent("wil", "approve")
    assert story.state == "approved"
    story.look("approve")
    changed = story.api("emma").patch(story.address, {"title": "Anders"}, if_match=99)
    assert changed.status_code in (409, 412)
    story.nothing_for_outsiders()


def the_voided_consent_is_told(story):
    """To the party that gave it, by inbox and mail, in its own language; to nobody else."""
    (message,) = post.messages("initiative.consents_voided")
    assert message.body["facts"]["organisations"] == ["Werkgevers"]
    sent = post.delivered()
    told = post.inboxes(story.circle, "consents_voided")
    assert {name: [each["label"] for each in items] for name, items in told.items()} == {
        "wil": ["Instemming vervallen"]
    }
    letters = [each for each in sent if "Instemming vervallen" in each.subject]
    assert [each.to for each in letters] == [["wil@example.org"]]
    assert "de instemming van Werkgevers geldt niet meer" in letters[0].body


def it_is_launched_on_the_agreed_day(story):
    refused = story.post("karel", "/transitions", {"name": "start_baseline", "data": {}})
    assert refused.status_code == 403
    story.take("emma", "start_baseline")
    story.look("start_baseline")
    assert "no-baseline" in {no["code"] for no in story.option("emma", "launch")["refusals"]}
    story.measure("emma", "baseline", "41", 10)
    story.consent("emma", "launch", groupFiguresOnly=True)
    story.go_to(60)
    assert story.state == "baseline"
    story.consent("karel", "launch", groupFiguresOnly=True)
    story.go_to(61)
    story.look("launch")
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
    story.look("raise_bottleneck")
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
    story.look("pause")
    story.go_to(150)
    assert story.state == "paused"
    story.together("resume")
    story.look("resume")
    assert (story.state, story.see("emma")["resumeOn"]) == ("running", None)


def both_sides_review_it(story):
    story.go_to(200)
    story.look("review_due")
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
    story.look("review_continue")
    assert (story.state, story.see("emma")["nextReviewOn"]) == ("running", story.on(300))
    story.nothing_for_outsiders()


def both_sides_judge_it_without_seeing_each_other(story):
    early = story.option("emma", "start_evaluation")
    assert [no["code"] for no in early["refusals"]] == ["not-ended"]
    story.go_to(300)
    assert story.state == "under_review"
    story.go_to(400)
    story.look("start_evaluation")
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
    story.look("decide_embed")
    story.together("confirm_embedded", anchor="regulation", evidence="Regeling werktijden, 4.")
    story.look("confirm_embedded")

    embedded = story.see("karel")
    assert (embedded["state"], embedded["visibility"]) == ("embedded", "aggregate")
    assert embedded["followUpOn"] == "2029-03-07"
    story.nothing_for_outsiders()  # totals are published elsewhere, never one initiative
    story.go_to(800)
    assert story.see("karel")["overdue"] is True
    story.measure("karel", "follow_up", "66", 800)
    assert story.see("karel")["overdue"] is False
