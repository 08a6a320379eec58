"""What every subject offers over HTTP, tried on a commitment: read, change, prove, hide."""

import pytest

from backend.audit.models import AuditEntry
from backend.audit.verifier import breaks
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.reference.ids import new_id
from backend.workflow.models import Consent
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return cao_table()


@pytest.fixture
def commitment(circle):
    return a_commitment(circle)


@pytest.fixture
def address(commitment):
    return f"/v1/commitments/{commitment.pk}"


@pytest.fixture
def api(circle):
    """`api("wil")` calls as Wil, and is the same client every time."""
    clients: dict[str, Api] = {}
    return lambda name: clients.setdefault(name, Api(circle.people[name]))


def rows():
    """How much there is of everything that a change would write."""
    with acting_as(SYSTEM):
        return [model.objects.count() for model in (AuditEntry, OutboxMessage, Consent)] + sorted(
            Commitment.objects.values_list("state", "version")
        )


def test_a_detail_carries_its_version(api, address):
    answer = api("emma").get(address)
    assert answer.headers["ETag"] == '"1"'
    assert answer.json()["version"] == 1
    assert answer.json()["kind"] == "commitment"
    assert answer.json()["bargainingTable"]["name"] == "Cao-tafel tafel"


@pytest.mark.parametrize(
    ("tag", "status"), [('"1"', 304), ('W/"1"', 304), ('"0", "1"', 304), ("*", 304), ('"2"', 200)]
)
def test_what_has_not_changed_is_not_sent_again(api, address, tag, status):
    answer = api("emma").get(address, if_none_match=tag)
    assert answer.status_code == status
    assert answer.headers["ETag"] == '"1"'
    assert bool(answer.content) == (status == 200)


def test_a_list_shows_only_the_fields_that_are_asked(api, commitment):
    found = api("emma").get("/v1/commitments?fields=id,stateLabel", accept_language="en").json()
    assert found["items"] == [{"id": str(commitment.pk), "stateLabel": "Open"}]
    answer = api("emma").get("/v1/commitments?fields=id,state_label")
    assert answer.json()["errors"][0]["parameter"] == "fields"


def test_a_list_shows_what_changed_since(api, commitment):
    moment = commitment.updated_at.isoformat()
    later = "2999-01-01T00:00:00Z"
    wil = api("wil")
    assert len(wil.get(f"/v1/commitments?changedSince={moment}").json()["items"]) == 1
    assert wil.get(f"/v1/commitments?changedSince={later}").json()["items"] == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2027-01-01",
        "2027-01-01T00:00:00",
        "2027-13-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_moment_is_refused(api, value):
    answer = api("wil").get(f"/v1/commitments?changedSince={value.replace('+', '%2B')}")
    assert answer.status_code == 400
    assert {error["parameter"] for error in answer.json()["errors"]} == {"changedSince"}


def test_all_faulty_filters_are_named_at_once(api):
    answer = api("wil").get(
        "/v1/commitments?changedSince=x&dueAfter=2027-1-1&pageSize=0&ordering=x&fields=y&colour=red&state=nowhere&subjectId="
    )
    named = {error["parameter"] for error in answer.json()["errors"]}
    assert named == {
        "changedSince",
        "colour",
        "dueAfter",
        "fields",
        "ordering",
        "pageSize",
        "state",
        "subjectId",
    }


def test_a_transition_is_taken_and_can_be_read_back(api, address):
    emma = api("emma")
    taken = emma.post(f"{address}/transitions", {"name": "start"}, if_match=1, accept_language="en")
    assert taken.status_code == 201
    assert taken.headers["ETag"] == '"2"'
    assert taken.json()["name"] == "start"
    assert taken.json()["from"] == "open"
    assert taken.json()["to"] == "in_progress"
    assert taken.json()["label"] == "Start"
    assert taken.json()["actor"] == "Emma"
    assert taken.json()["organisation"] == "Bedrijf"
    location = taken.headers["Location"]
    assert location == f"{address}/transitions/{taken.json()['id']}"
    assert emma.get(location, accept_language="en").json() == taken.json()
    history = emma.get(f"{address}/transitions", accept_language="en").json()["items"]
    assert history == [taken.json()]
    assert emma.get(address).json()["state"] == "in_progress"


def test_the_history_has_transitions_only_and_the_entries_have_all(api, address):
    emma = api("emma")
    api("vera").post(f"{address}/consents", a_deferral(), if_match=1)
    emma.post(f"{address}/transitions", {"name": "start"}, if_match=1)
    names = [item["name"] for item in emma.get(f"{address}/transitions").json()["items"]]
    events = [item["event"] for item in emma.get(f"{address}/audit-entries").json()["items"]]
    assert names == ["start"]
    assert events == ["consent_given", "start"]


@pytest.mark.parametrize(
    ("who", "body", "version", "problem"),
    [
        ("emma", {"name": "start"}, None, (428, "precondition-required")),
        ("emma", {"name": "start"}, 7, (412, "stale")),
        ("emma", {"name": "accept"}, 1, (409, "no-such-transition")),
        ("emma", {"name": "fly"}, 1, (409, "no-such-transition")),
        ("vera", {"name": "start"}, 1, (403, "forbidden")),
        ("emma", {"name": "start", "data": {"x": 1}}, 1, (400, "invalid-input")),
        ("emma", {"name": "start", "colour": 1}, 1, (400, "invalid-input")),
        ("emma", {"name": "start", "data": []}, 1, (400, "invalid-input")),
        ("emma", {"name": "start", "reason": "a\x00"}, 1, (400, "invalid-input")),
        ("emma", {}, 1, (400, "invalid-input")),
        ("emma", {"name": "start", "organisation": str(new_id())}, 1, (403, "forbidden")),
        ("vera", {"name": "defer", "data": {}}, 1, (400, "invalid-input")),
        ("nick", {"name": "start"}, 1, (404, "not-found")),
    ],
)
def test_a_refused_transition_changes_nothing(api, address, who, body, version, problem):
    before = rows()
    answer = api(who).post(f"{address}/transitions", body, if_match=version)
    status, slug = problem
    assert answer.status_code == status
    assert answer.json()["type"] == f"/problems/{slug}"
    assert rows() == before


def test_all_faults_of_the_data_are_named_with_outside_names(api, address):
    body = {"name": "defer", "data": {"dueOn": "soon", "becauseOf": "x"}}
    errors = api("vera").post(f"{address}/transitions", body, if_match=1).json()["errors"]
    assert {(error["pointer"], error["code"]) for error in errors} >= {
        ("/data/becauseOf", "unknown"),
        ("/data/dueOn", "format"),
        ("/data/reason", "required"),
    }


def test_what_one_may_do_is_told_with_everything_that_is_missing(api, address):
    found = api("emma").get(f"{address}/available-transitions", accept_language="en").json()
    assert (found["next"], found["previous"]) == (None, None)
    options = {option["name"]: option for option in found["items"]}
    start = options["start"]
    assert (start["open"], start["mayPerform"], start["refusals"]) == (True, True, [])
    assert (start["label"], start["target"], start["targetLabel"]) == (
        "Start",
        "in_progress",
        "In progress",
    )
    defer = options["defer"]
    assert (defer["consentRule"], defer["trigger"], defer["open"]) == (
        "both_sides",
        "consent",
        False,
    )
    assert "consent-missing" in {refusal["code"] for refusal in defer["refusals"]}
    assert defer["inputSchema"]["properties"]["dueOn"]["title"] == "New date"
    assert defer["inputSchema"]["required"] == ["dueOn", "reason"]
    assert {missing["side"] for missing in defer["consents"]["missing"]} == {"employer", "union"}
    assert api("nick").get(f"{address}/available-transitions").status_code == 404
    assert api("lies").get(f"{address}/available-transitions").status_code == 404


def a_deferral():
    return {"transition": "defer", "data": {"dueOn": days(60).isoformat(), "reason": "Nog niet."}}


def test_a_consent_is_given_read_and_withdrawn(api, address):
    vera = api("vera")
    given = vera.post(f"{address}/consents", a_deferral(), if_match=1)
    assert given.status_code == 201
    shown = given.json()
    assert shown["organisation"]["name"] == "Bond Een"
    assert shown["terms"] == a_deferral()["data"]
    assert shown["endedAt"] is None
    assert vera.get(given.headers["Location"]).json() == shown
    options = vera.get(f"{address}/available-transitions").json()["items"]
    defer = next(option for option in options if option["name"] == "defer")
    assert [(c["organisation"], c["person"]) for c in defer["consents"]["given"]] == [
        ("Bond Een", "Vera")
    ]
    assert defer["consents"]["digest"] == shown["digest"]
    assert vera.delete(given.headers["Location"]).status_code == 428
    assert vera.delete(given.headers["Location"], if_match=9).status_code == 412
    assert api("wil").delete(given.headers["Location"], if_match=1).status_code == 403
    gone = vera.delete(given.headers["Location"], if_match=1)
    assert (gone.status_code, gone.content) == (204, b"")
    (ended,) = vera.get(f"{address}/consents").json()["items"]
    assert ended["endedBecause"] == "withdrawn"
    assert vera.delete(given.headers["Location"], if_match=1).status_code == 409


@pytest.mark.parametrize(
    ("who", "changes", "version", "status"),
    [
        ("vera", {}, None, 428),
        ("vera", {}, 2, 412),
        ("vera", {"transition": "fly"}, 1, 409),
        ("vera", {"transition": "start"}, 1, 409),
        ("vera", {"digest": "0" * 64}, 1, 409),
        ("vera", {"digest": "nonsense"}, 1, 400),
        ("vera", {"data": {}}, 1, 400),
        ("sanne", {}, 1, 403),
        ("nick", {}, 1, 404),
    ],
)
def test_a_refused_consent_changes_nothing(api, address, who, changes, version, status):
    before = rows()
    answer = api(who).post(f"{address}/consents", a_deferral() | changes, if_match=version)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert rows() == before


def test_the_last_consent_sets_the_transition_off(api, address):
    given = api("vera").post(f"{address}/consents", a_deferral(), if_match=1).json()
    same = {"transition": "defer", "digest": given["digest"]}
    last = api("emma").post(f"{address}/consents", same, if_match=1)
    assert last.status_code == 201
    assert last.headers["ETag"] == '"2"'
    assert api("emma").get(address).json()["state"] == "deferred"


def test_anyone_who_may_read_can_verify_the_chain(api, address):
    emma = api("emma")
    emma.post(f"{address}/transitions", {"name": "start"}, if_match=1)
    items = api("otto").get(f"{address}/audit-entries").json()["items"]
    records = [
        {
            **{name: item[name] for name in ("chain", "number", "event", "from", "to", "reason")},
            **{name: item[name] for name in ("facts", "at", "previous", "digest", "mandate")},
            "actor": [item["actor"][name] for name in ("kind", "id", "name")],
            "organisation": [item["organisation"][name] for name in ("id", "name", "side")],
        }
        for item in items
    ]
    assert records
    assert list(breaks(records, whole=False)) == []
    records[-1]["reason"] = "changed"
    assert list(breaks(records, whole=False))


def test_history_and_entries_are_pages_too(api, address):
    emma = api("emma")
    emma.post(f"{address}/transitions", {"name": "start"}, if_match=1)
    for below in ("transitions", "audit-entries", "consents"):
        first = emma.get(f"{address}/{below}?pageSize=1").json()
        assert first.keys() == {"items", "next", "previous"}
    seen, page = [], emma.get(f"{address}/audit-entries?pageSize=1&ordering=-at").json()
    seen += page["items"]
    while page["next"]:
        page = emma.get(f"{address}/audit-entries?pageSize=1&cursor={page['next']}").json()
        seen += page["items"]
    whole = emma.get(f"{address}/audit-entries").json()["items"]
    assert seen == whole[::-1]


def calls(subject_id):
    """Every verb on every address below one subject."""
    base, other = f"/v1/commitments/{subject_id}", new_id()
    for method in ("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"):
        for below in (
            "",
            "/transitions",
            f"/transitions/{'0' * 64}",
            "/available-transitions",
            "/consents",
            f"/consents/{other}",
            "/audit-entries",
            "/evidence",
            f"/evidence/{other}",
        ):
            yield method, base + below


def seen_of(client, method, address, **more):
    answer = client.call(method, address, {"name": "start"}, **more)
    varies = ("Request-Id", "RateLimit")
    headers = {name: value for name, value in answer.headers.items() if name not in varies}
    return answer.status_code, answer.content, headers


@pytest.mark.parametrize("version", [None, 1])
@pytest.mark.parametrize("who", ["nick", "lies", "ada", None])
def test_hidden_and_absent_are_identical(api, commitment, who, version):
    client = api(who) if who else Api()
    hidden, absent = calls(commitment.pk), calls(new_id())
    for (method, here), (_, nowhere) in zip(hidden, absent, strict=True):
        found = seen_of(client, method, here, if_match=version)
        assert found == seen_of(client, method, nowhere, if_match=version), (method, here)
        assert found[0] in (401, 404, 405), (method, here)


@pytest.mark.parametrize("odd", ["1", "x", "0" * 40, "00000000-0000-0000-0000-00000000000G"])
def test_an_id_that_can_be_no_id_is_not_found(api, odd):
    for below in ("", "/transitions", "/audit-entries"):
        assert api("emma").get(f"/v1/commitments/{odd}{below}").status_code == 404


def test_what_belongs_to_another_subject_is_not_found_below_this_one(circle, api, address):
    given = api("vera").post(f"{address}/consents", a_deferral(), if_match=1)
    other = a_commitment(circle)
    consent = given.json()["id"]
    assert api("vera").get(f"/v1/commitments/{other.pk}/consents/{consent}").status_code == 404
    taken = api("emma").post(f"{address}/transitions", {"name": "start"}, if_match=1).json()["id"]
    assert api("emma").get(f"/v1/commitments/{other.pk}/transitions/{taken}").status_code == 404
