"""What one may start, change or add is told before it is tried, and told truly."""

import pytest

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.models import Mandate, Membership
from tests.agreements.scene import agreed, draft, negotiated, open_agreement, take
from tests.api.clients import Api
from tests.people import a_circle, days

EVERYBODY = ("wil", "vera", "bram", "otto", "sanne", "lies", "nick", "ada")
TABLES = "/v1/bargaining-tables"


@pytest.fixture
def agreement(circle):
    return open_agreement(circle)


def clients(circle):
    return {name: Api(circle.people[name]) for name in EVERYBODY}


def changes(api, address):
    """Names of what may be written, with the codes of what stands in the way."""
    answer = api.get(f"{address}/available-changes")
    assert answer.status_code in (200, 404), answer.content
    items = answer.json().get("items", [])
    assert all(item["open"] == (not item["refusals"]) for item in items)
    return {item["name"]: [no["code"] for no in item["refusals"]] for item in items}


def test_you_see_your_own_tables_and_who_sits_there(circle):
    a_circle("elders")
    (table,) = Api(circle.people["vera"]).get(TABLES).json()["items"]
    members = table.pop("members")
    assert table == {
        "id": str(circle.table.pk),
        "name": circle.table.name,
        "ratificationRule": "min_one_per_side",
        "workerVoice": "either",
        "closesOn": None,
        "version": 1,
        "mayStart": ["meeting", "initiative", "agreement", "routine"],
    }
    assert [(m["organisation"]["name"], m["side"], m["capacity"]) for m in members] == [
        ("Bond Een", "union", "party"),
        ("Bond Twee", "union", "party"),
        ("Raad", "workers", "works_council"),
        ("Secretariaat", "neutral", "secretariat"),
        ("Werkgevers", "employer", "party"),
    ]
    assert members[0]["startsOn"] == "2020-01-01"
    assert members[0]["endsOn"] is None
    assert (
        Api(circle.people["vera"]).get(f"{TABLES}/{circle.table.pk}").json()["members"] == members
    )


def test_who_has_left_is_no_member_and_sees_no_table(circle):
    seat = Membership.objects.filter(organisation=circle.organisations["bond-twee"])
    seat.update(valid_until=days(-1))
    (table,) = Api(circle.people["vera"]).get(TABLES).json()["items"]
    assert "Bond Twee" not in [m["organisation"]["name"] for m in table["members"]]
    assert Api(circle.people["bram"]).get(TABLES).json()["items"] == []


@pytest.mark.parametrize("name", ["lies", "nick"])
def test_a_table_of_others_is_as_absent_as_one_that_never_was(circle, name):
    api = Api(circle.people[name])
    hidden = api.get(f"{TABLES}/{circle.table.pk}")
    absent = api.get(f"{TABLES}/{circle.organisations['raad'].pk}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert api.get(TABLES).json()["items"] == []


def test_a_table_needs_a_login(db):
    assert Api().get(TABLES).status_code == 401


def test_may_start_is_what_can_be_started(circle):
    new = {
        "agreement": (
            "/v1/agreements",
            {
                "bargainingTable": str(circle.table.pk),
                "type": "sector",
                "title": "Cao",
                "startsOn": days(0).isoformat(),
                "endsOn": days(365).isoformat(),
            },
        ),
        "initiative": (
            "/v1/initiatives",
            {"bargainingTable": str(circle.table.pk), "title": "Zelf roosteren"},
        ),
        "meeting": (
            "/v1/meetings",
            {
                "bargainingTable": str(circle.table.pk),
                "form": "steering_group",  # the only form that all who sit there read
                "title": "Voortgang",
                "startsAt": f"{days(7).isoformat()}T09:00:00Z",
            },
        ),
        "routine": (
            "/v1/routines",
            {
                "bargainingTable": str(circle.table.pk),
                "title": "Samen evalueren",
                "form": "joint_evaluation",
                "every": 1,
                "unit": "year",
                "firstOn": days(30).isoformat(),
            },
        ),
    }
    for name, api in clients(circle).items():
        tables = api.get(TABLES).json()["items"]
        offered = {kind for table in tables for kind in table["mayStart"]}
        done = {kind for kind, (to, body) in new.items() if api.post(to, body).status_code == 201}
        assert offered == done, name
    assert Initiative.objects.count() == 0  # nobody reads here: each is private to a side


PARTY: dict[str, list[str]] = {
    "edit": [],
    "clause": [],
    "notice_intention": [],
    "notice_proof": [],
    "package": [],
    "private_note": [],
    "comment": [],
}


def test_what_may_be_changed_in_an_agreement(circle, agreement):
    address = f"/v1/agreements/{agreement.pk}"
    with acting_as(circle.bram):
        Mandate.objects.all().delete()
    offered = {name: changes(api, address) for name, api in clients(circle).items()}
    assert offered == {
        "wil": PARTY,
        "vera": PARTY,
        "bram": PARTY
        | {
            "clause": ["no-mandate"],
            "package": ["no-mandate"],
        },
        "otto": {},
        "sanne": {"edit": [], "binding_request": ["not-registered"], "comment": []},
        "lies": {},
        "nick": {},
        "ada": {},
    }


def withdrawn(circle, agreement):
    clause = negotiated(circle, agreement)
    take(circle, clause, "wil", "withdraw", reason="Wij vragen dit niet meer.")
    return clause


@pytest.mark.parametrize("arrange", [draft, negotiated, agreed, withdrawn])
def test_what_may_be_changed_in_a_clause_is_what_can_be(circle, agreement, arrange):
    clause = arrange(circle, agreement)
    address = f"/v1/clauses/{clause.pk}"
    for name, api in clients(circle).items():
        offered = changes(api, address)
        version = api.get(address).json().get("version", 1)
        edited = api.patch(address, {"title": f"Van {name}"}, if_match=version)
        assert ("edit" in offered) == (edited.status_code == 200), name
        promise = {
            "subjectKind": "clause",
            "subjectId": str(clause.pk),
            "text": "Wij meten het.",
            "ownerSide": "joint",
            "dueOn": days(90).isoformat(),
        }
        said = {"subjectKind": "clause", "subjectId": str(clause.pk), "text": "Mag dit?"}
        for what, to in (("private_note", "notes"), ("comment", "comments")):
            wrote = api.post(f"/v1/{to}", said)
            assert (offered.get(what) == []) == (wrote.status_code == 201), (name, what)
        made = api.post("/v1/commitments", promise)
        # Offered is what is yours to do; what the promise itself needs is said when it is made.
        assert ("commitment" in offered) == (made.status_code not in (403, 404, 409)), name
