"""Who may judge, what a judgement must say, and that it is never changed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.evaluations import actions, queries
from backend.evaluations.guards import both_sides_judged
from backend.evaluations.models import Evaluation, Judgement
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation
from backend.workflow.errors import NotAllowed, Refused
from backend.workflow.lifecycle import ConsentRule, Step
from tests.evaluations.scene import FINAL, REVIEW, a_scene
from tests.people import LONG_AGO


def codes(error):
    return [refusal.code for refusal in error.value.refusals]


@pytest.mark.parametrize("name", ["wil", "vera", "bram", "emma"])
def test_whoever_speaks_for_a_side_may_judge_and_so_may_the_owner(scene, api, name):
    assert api(name).get(scene.address).json()["mayJudge"] is True
    assert api(name).post(f"{scene.address}/judgements", REVIEW).status_code == 201


@pytest.mark.parametrize("name", ["otto", "sanne", "mia"])
def test_others_at_the_table_read_along_but_do_not_judge(scene, api, name):
    assert api(name).get(scene.address).json()["mayJudge"] is False
    answer = api(name).post(f"{scene.address}/judgements", REVIEW)
    assert answer.status_code == 403
    assert "werkgeverszijde" in answer.json()["detail"]
    assert scene.everything() == []


def test_everything_that_is_missing_is_said_at_once(api, scene):
    scene = a_scene("final", circle=scene.circle)
    answer = api("vera").post(
        f"{scene.address}/judgements",
        {
            "verdict": "met",
            "explanation": "Goed",
            "indicators": [
                {"indicator": "bestaat_niet", "value": 1},
                {"indicator": "workload"},
                {"indicator": "workload", "value": 2, "notAvailableBecause": "Geen meting"},
            ],
        },
    )
    assert answer.status_code == 400
    assert {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]} == {
        ("/advice", "required"),
        ("/lessons", "required"),
        ("/indicators/0/indicator", "unknown"),
        ("/indicators/1/value", "required"),
        ("/indicators/2/indicator", "duplicate"),
        ("/indicators/2/notAvailableBecause", "contradiction"),
    }
    assert scene.everything() == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"verdict": "goed", "explanation": "x"},
        {"verdict": "met", "explanation": ""},
        {"verdict": "met", "explanation": "   "},
        {"verdict": "met", "explanation": "x", "unknown": 1},
        {
            "verdict": "met",
            "explanation": "x",
            "indicators": [{"indicator": "workload", "value": "3"}],
        },
        {
            "verdict": "met",
            "explanation": "x",
            "indicators": [{"indicator": "workload", "value": 1e13}],
        },
    ],
)
def test_bad_input_changes_nothing(scene, api, body):
    answer = api("vera").post(f"{scene.address}/judgements", body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert scene.everything() == []


def test_a_final_judgement_holds_values_and_why_there_are_none(scene, api):
    scene = a_scene("final", circle=scene.circle)
    asked = api("wil").get(scene.address).json()["inputSchema"]
    assert set(asked["required"]) == {"verdict", "explanation", "lessons", "advice"}
    scene.judge("wil", **FINAL)
    (judgement,) = scene.everything()
    assert judgement.indicators == [
        {
            "indicator": "voice_in_change",
            "value": 61.5,
            "not_available_because": "",
            "source": "Eigen meting",
        },
        {
            "indicator": "workload",
            "value": None,
            "not_available_because": "Er was geen nulmeting.",
            "source": "",
        },
    ]
    assert judgement.digest() == scene.everything()[0].digest()


def test_no_evidence_is_an_answer(scene):
    scene = a_scene("final", circle=scene.circle)
    silent = {**FINAL, "verdict": "no_evidence", "indicators": []}
    with pytest.raises(Exception, match="/indicators"):
        scene.judge("wil", **silent)
    scene.judge("wil", **silent, no_indicators_because="Er is niet gemeten.")
    assert scene.everything()[0].verdict == "no_evidence"


def test_a_correction_before_unsealing_replaces_and_leaves_a_trace(scene, api):
    first = scene.judge("vera")
    second = api("vera").post(f"{scene.address}/judgements", {**REVIEW, "verdict": "not_met"})
    listed = api("vera").get(f"{scene.address}/judgements").json()["items"]
    assert [(each["verdict"], each["replacedAt"] is None) for each in listed] == [
        ("not_met", True),
        ("partly", False),
    ]
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(event="judgement_corrected")
    assert entry.facts["replaces"] == str(first.pk)
    assert entry.audience.startswith("side:")
    scene.judge("wil")
    # what was replaced stays with its side
    assert [j["id"] for j in api("wil").get(f"{scene.address}/judgements").json()["items"]] != []
    seen = {j["id"] for j in api("wil").get(f"{scene.address}/judgements").json()["items"]}
    assert second.json()["id"] in seen
    assert str(first.pk) not in seen


def test_one_judgement_a_side(scene, api):
    scene.judge("vera")
    with pytest.raises(Refused) as error:
        scene.judge("bram")
    assert codes(error) == ["side-has-judged"]
    assert api("bram").get(scene.address).json()["mayJudge"] is False
    assert api("vera").get(scene.address).json()["mayJudge"] is True


def test_after_unsealing_only_an_addendum(scene, api):
    judgement = scene.judge("vera")
    early = {"judgement": str(judgement.pk), "text": "Nog iets."}
    refused = api("vera").post(f"{scene.address}/addenda", early)
    assert [fault["code"] for fault in refused.json()["errors"]] == ["judgement-sealed"]
    scene.judge("wil")
    with pytest.raises(Refused) as error:
        scene.judge("vera")
    assert codes(error) == ["judgements-unsealed"]

    added = api("vera").post(f"{scene.address}/addenda", early)
    assert added.status_code == 201
    assert api("otto").get(added.headers["Location"]).json()["text"] == "Nog iets."
    assert api("wil").post(f"{scene.address}/addenda", early).status_code == 403
    unknown = {**early, "judgement": str(scene.evaluation.pk)}
    assert api("vera").post(f"{scene.address}/addenda", unknown).status_code == 404


def test_one_person_never_judges_for_two_sides(scene):
    vera, employers = scene.circle.people["vera"], scene.circle.organisations["werkgevers"]
    scene.judge("vera")
    Affiliation.objects.filter(person=vera).update(valid_until=LONG_AGO)
    Affiliation.objects.create(
        person=vera, organisation=employers, function="negotiator", valid_from=LONG_AGO
    )
    with pytest.raises(Refused) as error:
        scene.judge("vera")
    assert codes(error) == ["two-sides"]
    (judgement,) = scene.everything()
    with pytest.raises(IntegrityError, match="two sides"), acting_as(SYSTEM):
        Judgement.objects.create(
            evaluation=scene.evaluation,
            bargaining_table=scene.circle.table,
            visibility="side_private",
            side="employer",
            voice="employer",
            organisation=employers,
            person=vera,
            person_name="Vera",
            given_at=timezone.now(),
            **REVIEW,
        )
    assert scene.everything() == [judgement]


@pytest.mark.parametrize("unsealed", [False, True])
def test_the_database_refuses_to_change_or_delete_a_judgement(scene, unsealed):
    scene.judge("vera")
    if unsealed:
        scene.judge("wil")
    changes: list[dict[str, Any]] = [
        {"verdict": "met"},
        {"explanation": "Anders"},
        {"voice": "employer"},
    ]
    if unsealed:
        changes += [{"replaced_at": timezone.now()}, {"visibility": "table"}]
    for change in changes:
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            acting_as(SYSTEM),
        ):
            Judgement.objects.filter(voice="union").update(**change)
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        acting_as(SYSTEM),
    ):
        Judgement.objects.all()._raw_delete("default")


def test_a_closed_evaluation_takes_no_judgement_and_unseals_nothing(scene, api):
    scene.judge("vera")
    closed = actions.close(
        scene.subject, actor=scene.circle.sanne, now=timezone.now(), findings="Ingehaald."
    )
    assert closed is not None
    assert closed.findings == "Ingehaald."
    with pytest.raises(Refused) as error:
        scene.judge("wil")
    assert codes(error) == ["evaluation-closed"]
    assert api("wil").get(scene.address).json()["sealed"] is True
    assert api("wil").get(f"{scene.address}/judgements").json()["items"] == []
    assert actions.close(scene.subject, actor=scene.circle.sanne, now=timezone.now()) is None


def test_opening_again_returns_the_one_under_way_and_another_form_closes_it(scene):
    now, sanne = timezone.now(), scene.circle.sanne
    again = actions.open_evaluation(scene.subject, "review", actor=sanne, now=now)
    assert again == scene.evaluation
    final = actions.open_evaluation(scene.subject, "final", actor=sanne, now=now)
    assert final != scene.evaluation
    with acting_as(SYSTEM):
        assert Evaluation.objects.get(pk=scene.evaluation.pk).closed_at == now
        assert queries.open_evaluation_of(scene.subject) == final


def test_the_guard_names_the_sides_that_are_awaited(scene):
    step = Step(scene.circle.sanne, timezone.now())

    def refusal():
        with acting_as(scene.circle.sanne):
            return both_sides_judged(scene.subject, step)

    assert "werkgeverszijde, vakbondszijde" in refusal().words.nl
    scene.judge("vera")
    assert refusal().code == "judgement-awaited"
    assert "vakbondszijde" not in refusal().words.nl
    scene.judge("wil")
    assert refusal() is None
    actions.close(scene.subject, actor=scene.circle.sanne, now=timezone.now())
    assert refusal().code == "no-evaluation"


def test_for_an_initiative_a_union_or_the_works_council_speaks_for_the_workers(scene, api):
    scene = a_scene(rule=ConsentRule.EMPLOYER_AND_WORKERS, circle=scene.circle)
    judgement = scene.judge("otto")
    assert (judgement.voice, judgement.side) == ("workers", "workers")
    shown = api("vera").get(scene.address).json()
    assert [(j["side"], j["given"], j["judgement"]) for j in shown["judgements"]] == [
        ("employer", False, None),
        ("workers", True, None),
    ]
    with pytest.raises(Refused) as error:
        scene.judge("vera")
    assert codes(error) == ["side-has-judged"]
    scene.judge("wil")
    after = api("vera").get(scene.address).json()
    assert after["judgements"][1]["judgement"]["organisation"]["name"] == "Raad"


def test_without_sight_of_the_subject_nobody_judges(scene):
    with acting_as(SYSTEM):
        type(scene.subject).objects.filter(pk=scene.subject.pk).update(
            visibility="side_private", side="employer"
        )
    with pytest.raises(NotAllowed):
        scene.judge("vera")


def test_an_awaited_judgement_stands_on_the_list_of_what_waits(scene, api):
    def waiting(name):
        found = api(name).get("/v1/me/actions").json()["items"]
        return [each["subject"]["id"] for each in found if each["kind"] == "judgement"]

    assert waiting("vera") == waiting("wil") == [str(scene.subject.pk)]
    assert waiting("otto") == waiting("nick") == []
    scene.judge("vera")
    assert waiting("vera") == waiting("bram") == []
    assert waiting("wil") == [str(scene.subject.pk)]


def test_the_list_is_narrowed_by_subject_form_and_whether_it_is_open(scene, api):
    a_scene("final", circle=scene.circle)

    def found(query):
        answer = api("vera").get(f"/v1/evaluations?{query}")
        assert answer.status_code == 200, answer.content
        return len(answer.json()["items"])

    assert found("") == 2
    assert found(f"subjectKind=commitment&subjectId={scene.subject.pk}") == 1
    assert found("form=final") == 1
    assert found("open=false") == 0
    assert api("vera").get("/v1/evaluations?form=none").status_code == 400
