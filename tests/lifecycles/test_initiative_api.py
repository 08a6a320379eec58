"""What only initiatives offer over HTTP: the plan, its notes, and what stands below it."""

from types import SimpleNamespace

import pytest

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.lifecycles.initiative_arrangement import InitiativeArrangement, steering_group
from tests.people import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrangement(db: None) -> InitiativeArrangement:
    return InitiativeArrangement(steering_group())


@pytest.fixture
def as_(arrangement):
    return lambda name: Api(arrangement.circle.people[name])


@pytest.fixture
def idea(arrangement, as_):
    body = {
        "title": "Zelfroosteren",
        "bargainingTable": str(arrangement.circle.table.pk),
        "aims": ["job_control"],
        "sectorCode": "R",
        "sbiVersion": "2025",
        "indicators": [{"code": "schedule_control", "target": "65.5", "source": "Eigen meting"}],
        "expectedBottlenecks": [
            {
                "code": "no_owner",
                "ownerSide": "joint",
                "solution": "Wijs iemand aan.",
                "dueOn": days(9).isoformat(),
            }
        ],
    }
    answer = as_("emma").post("/v1/initiatives", body)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_an_idea_is_created_private_and_shown_in_full(as_, idea):
    shown = as_("emma").get(f"/v1/initiatives/{idea['id']}")

    assert shown.json() == idea
    assert (idea["state"], idea["visibility"], idea["authorSide"]) == (
        "idea",
        "side_private",
        "employer",
    )
    assert idea["employerOwner"]["name"] == "Bedrijf"
    assert idea["indicators"][0]["target"] == "65.5"
    assert idea["overdue"] is False
    listed = as_("emma").get(f"/v1/initiatives/{idea['id']}/bottlenecks").json()["items"]
    assert [row["status"] for row in listed] == ["expected"]


@pytest.mark.parametrize("name", ["vera", "otto", "karel", "sanne", "cees", "lies", "ada", "nick"])
def test_for_everybody_else_the_idea_is_not_there(as_, idea, name):
    api = as_(name)

    assert api.get(f"/v1/initiatives/{idea['id']}").status_code == 404
    assert api.get(f"/v1/initiatives/{idea['id']}/bottlenecks").status_code == 404
    assert api.get("/v1/initiatives").json()["items"] == []


def test_who_has_no_voice_at_the_table_creates_nothing(arrangement, as_):
    body = {"title": "Iets", "bargainingTable": str(arrangement.circle.table.pk)}

    assert as_("sanne").post("/v1/initiatives", body).status_code == 403
    assert as_("mia").post("/v1/initiatives", body).status_code == 403
    refused = as_("nick").post("/v1/initiatives", body)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == "/bargainingTable"
    assert not Initiative.objects.exists()


def test_every_fault_of_a_plan_is_named_at_once(as_, idea):
    body = {
        "aims": ["job_control", "job_control", "wealth"],
        "region": "AM99",
        "sbiVersion": "",
        "startOn": days(9).isoformat(),
        "endOn": days(8).isoformat(),
        "workerOwner": idea["employerOwner"]["id"],
        "indicators": [{"code": "luck"}],
    }

    answer = as_("emma").patch(f"/v1/initiatives/{idea['id']}", body, if_match=idea["version"])

    assert answer.status_code == 400
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {
        "/aims/1",
        "/aims/2",
        "/region",
        "/sbiVersion",
        "/endOn",
        "/workerOwner",
        "/indicators/0/code",
    }


def test_the_plan_is_changed_as_a_whole_and_recorded(as_, idea):
    api, address = as_("emma"), f"/v1/initiatives/{idea['id']}"
    body = {"title": "Samen roosteren", "indicators": [{"code": "autonomy", "source": "NEA"}]}

    changed = api.patch(address, body, if_match=idea["version"])

    assert changed.status_code == 200, changed.json()
    assert [line["code"] for line in changed.json()["indicators"]] == ["autonomy"]
    assert api.patch(address, body, if_match=idea["version"]).status_code == 412
    entry = api.get(f"{address}/audit-entries").json()["items"][-1]
    assert (entry["event"], entry["facts"]["fields"]) == ("edit", ["indicators", "title"])


def test_an_approved_plan_is_fixed_but_notes_and_the_own_owner_are_not(arrangement, as_):
    running = arrangement.subject("running")
    address = f"/v1/initiatives/{running.pk}"
    wil = str(arrangement.circle.organisations["werkgevers"].pk)

    assert as_("emma").patch(address, {"title": "Anders"}, if_match=1).status_code == 409
    noted = as_("emma").patch(address, {"cultureEffect": "helps"}, if_match=1)
    assert noted.json()["culture"]["effect"] == "helps"
    assert as_("karel").patch(address, {"employerOwner": wil}, if_match=2).status_code == 403
    replaced = as_("emma").patch(address, {"employerOwner": wil}, if_match=2)
    assert replaced.json()["employerOwner"]["id"] == wil


def test_a_measurement_tells_where_an_indicator_stands(arrangement, as_):
    address = f"/v1/initiatives/{arrangement.subject('running').pk}"
    body = {
        "indicator": "schedule_control",
        "moment": "interim",
        "measuredOn": days(-1).isoformat(),
        "value": "61.2",
    }

    made = as_("karel").post(f"{address}/measurements", body, if_match=1)

    assert made.status_code == 201, made.json()
    assert made.json()["source"] == "Eigen meting"
    assert as_("vera").get(made["Location"]).json() == made.json()
    assert as_("vera").get(address).json()["indicators"][0]["current"] == "61.2"
    assert as_("vera").post(f"{address}/measurements", body, if_match=2).status_code == 403


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"moment": "follow_up"}, "/moment"),
        ({"measuredOn": days(1).isoformat()}, "/measuredOn"),
        ({"indicator": "autonomy"}, "/indicator"),
        ({"value": None}, "/value"),
        ({"notAvailableBecause": "Geen tijd."}, "/value"),
        ({"source": ""}, "/source"),
    ],
)
def test_a_measurement_that_says_too_little_or_too_much_is_refused(
    arrangement, as_, changes, pointer
):
    address = f"/v1/initiatives/{arrangement.subject('running').pk}/measurements"
    body = {
        "indicator": "schedule_control",
        "moment": "interim",
        "measuredOn": days(-1).isoformat(),
        "value": "61.2",
        **changes,
    }

    refused = as_("karel").post(address, body, if_match=1)

    assert refused.status_code == 400
    assert [fault["pointer"] for fault in refused.json()["errors"]] == [pointer]


def test_no_evidence_available_is_an_answer(arrangement, as_):
    address = f"/v1/initiatives/{arrangement.subject('evaluating').pk}/measurements"
    body = {
        "indicator": "schedule_control",
        "moment": "final",
        "measuredOn": days(0).isoformat(),
        "notAvailableBecause": "De enquête is niet gehouden.",
    }

    made = as_("emma").post(address, body, if_match=1)

    assert (made.status_code, made.json()["value"]) == (201, None)


def test_a_bottleneck_is_raised_and_followed_until_it_is_solved(arrangement, as_):
    address = f"/v1/initiatives/{arrangement.subject('running').pk}/bottlenecks"
    body = {
        "code": "lack_of_time",
        "description": "Geen uren.",
        "ownerSide": "employer",
        "solution": "Vrijroosteren.",
        "dueOn": days(30).isoformat(),
    }

    unknown = as_("cees").post(address, body | {"code": "luck"}, if_match=1)
    assert [fault["pointer"] for fault in unknown.json()["errors"]] == ["/code"]
    made = as_("cees").post(address, body, if_match=1)
    assert made.status_code == 201, made.json()
    place = f"{address}/{made.json()['id']}"
    assert as_("emma").patch(place, {"status": "solved"}, if_match=2).status_code == 400
    solved = as_("emma").patch(place, {"status": "solved", "result": "Gelukt."}, if_match=2)

    assert (solved.status_code, solved.json()["closedOn"]) == (200, days(0).isoformat())
    assert solved["ETag"] == '"3"'
    assert as_("emma").patch(place, {}, if_match=3).status_code == 400
    assert as_("vera").get(place).json()["result"] == "Gelukt."


def test_a_business_case_is_added_and_earlier_ones_stay(arrangement, as_):
    address = f"/v1/initiatives/{arrangement.subject('evaluating').pk}/business-cases"

    made = as_("emma").post(address, {"cost": "46000", "benefit": "71000.50"}, if_match=1)

    assert made.status_code == 201, made.json()
    assert as_("karel").get(made["Location"]).json()["benefit"] == "71000.5"
    assert len(as_("karel").get(address).json()["items"]) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=running", True),
        ("state=paused", False),
        ("aim=job_control", True),
        ("aim=agility", False),
        ("type=zelfroosteren", True),
        ("sector=R&sbiVersion=2025", True),
        ("sector=R&sbiVersion=2008", False),
        ("region=AM21&sizeClass=WP50", True),
        ("overdue=true", True),
        ("overdue=false", False),
        ("q=spelregel", True),
        ("q=fusie", False),
    ],
)
def test_the_list_is_narrowed_by(arrangement, as_, query, found):
    running = arrangement.subject("running")

    items = as_("vera").get(f"/v1/initiatives?{query}").json()["items"]

    assert [item["id"] for item in items] == ([str(running.pk)] if found else [])


class TestLinkedClauses:
    """An initiative names clauses; a clause that you may not see is not there, also here."""

    @pytest.fixture
    def clauses(self, arrangement):
        private = {"visibility": "side_private", "author_side": "union", "side": "union"}
        shown = a_clause(arrangement.circle, "in_force")
        hidden = a_clause(arrangement.circle, "draft", agreement=shown.agreement, **private)
        return SimpleNamespace(shown=str(shown.pk), hidden=str(hidden.pk), absent=str(new_id()))

    @pytest.fixture
    def running(self, arrangement, clauses):
        initiative = arrangement.subject("running")
        with acting_as(SYSTEM):
            named = [clauses.hidden, clauses.shown]
            Initiative.objects.filter(pk=initiative.pk).update(linked_clauses=named)
        return f"/v1/initiatives/{initiative.pk}"

    def linked_for(self, api, address):
        return api.get(address).json()["linkedClauses"]

    @pytest.mark.parametrize("which", ["hidden", "absent"])
    def test_a_new_initiative_cannot_name_what_is_not_there(self, arrangement, as_, clauses, which):
        body = {
            "title": "Zelfroosteren",
            "bargainingTable": str(arrangement.circle.table.pk),
            "linkedClauses": [clauses.shown, getattr(clauses, which)],
        }
        answer = as_("emma").post("/v1/initiatives", body)

        assert answer.status_code == 400
        assert answer.json()["errors"] == [
            {
                "pointer": "/linkedClauses/1",
                "code": "unknown",
                "message": "Deze clausule bestaat niet, of u mag haar niet zien.",
            }
        ]
        with acting_as(SYSTEM):
            assert not Initiative.objects.exists()

    def test_a_clause_in_sight_is_named_and_shown(self, arrangement, as_, clauses):
        body = {
            "title": "Zelfroosteren",
            "bargainingTable": str(arrangement.circle.table.pk),
            "linkedClauses": [clauses.shown],
        }
        assert as_("emma").post("/v1/initiatives", body).json()["linkedClauses"] == [clauses.shown]

    def test_each_reads_the_links_that_they_may_see(self, as_, clauses, running):
        assert self.linked_for(as_("vera"), running) == [clauses.hidden, clauses.shown]
        assert self.linked_for(as_("emma"), running) == [clauses.shown]

    def test_who_does_not_see_a_link_does_not_take_it_away(self, as_, clauses, running):
        emma = as_("emma")
        answer = emma.patch(running, {"linkedClauses": []}, if_match=1)

        assert answer.json()["linkedClauses"] == []
        assert self.linked_for(as_("vera"), running) == [clauses.hidden]

    def test_nothing_is_found_by_a_link_out_of_sight(self, as_, clauses, running):
        def found(name, clause):
            return len(as_(name).get(f"/v1/initiatives?linkedClause={clause}").json()["items"])

        assert (found("vera", clauses.hidden), found("emma", clauses.shown)) == (1, 1)
        assert (found("emma", clauses.hidden), found("emma", clauses.absent)) == (0, 0)
